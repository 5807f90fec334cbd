import { expect, test } from "vitest";
import { readQuery } from "@/queries/filters";
import { canonicalPath } from "@/site/canonical-path";
import { pageTables } from "@/tables/page-tables";

const TABLES = pageTables("league", "all");
const TAKEN = ["broker", "section", "from", "to", "quarter", "exchanges", "reReported", "asOf"] as const;
const canonical = (query: string) =>
  canonicalPath("/x", readQuery(new URLSearchParams(query), TAKEN, { own: TABLES.parameters }));

test.each([
  ["", "/x"],
  ["sort=-payment&find=schwab&rows=all&all-sort=name", "/x"],
  ["quarter=2020q2&sort=name", "/x?quarter=2020Q2"],
  ["asOf=2021-03-01&exchanges=exclude&quarter=2020Q2", "/x?quarter=2020Q2&exchanges=exclude&asOf=2021-03-01"],
  ["exchanges=include&reReported=exclude", "/x"],
  ["from=2020Q1&to=2020Q3", "/x?from=2020Q1&to=2020Q3"],
  ["broker=b&broker=a", "/x?broker=b,a"],
  ["section=sp500,non_sp500", "/x?section=equities"],
])("%s is one with %s", (query, expected) => {
  expect(canonical(query)).toBe(expected);
});

test("a choice that cannot be read leaves the page itself, and what is a page's own is added", () => {
  expect(canonicalPath("/x", null, { page: "2" })).toBe("/x");
  expect(canonicalPath("/x", {}, { page: "2", size: "" })).toBe("/x?page=2");
});
