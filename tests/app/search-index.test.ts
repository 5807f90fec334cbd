import { describe, expect, test } from "vitest";
import { searchNames } from "@/app/search/search-index";
import { getJson } from "../support/call-api";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

function store(): MadeStore {
  const made = new MadeStore();
  const when = { year: 2021, quarter: 1 };
  // The made store's slugs are the filed names; these two are also the directory's.
  made.save(
    reportOf("Charles Schwab", when, wholeQuarter(when, section("sp500", ["Citadel Securities", 60, 5, 10]))),
  );
  made.save(reportOf("Harbor Lane", when, wholeQuarter(when, section("sp500", ["Northgate", 60, 5, 10]))));
  return made;
}

const found = (text: string) => searchNames(text, 20).map(({ kind, slug, stored }) => [kind, slug, stored]);

describe("what a text finds", () => {
  test.each<[string, string, unknown[]]>([
    ["a broker by what people call it", "schwab", ["broker", "charles-schwab", true]],
    ["a broker by its CRD number", "5393", ["broker", "charles-schwab", true]],
    ["a broker only a report knows", "harbor", ["broker", "harbor-lane", true]],
    ["a venue by another name of it", "citadel execution services", ["venue", "citadel-securities", true]],
    ["a venue by its code", "CDRG", ["venue", "citadel-securities", true]],
    ["a venue only a report knows", "northgate", ["venue", "northgate", true]],
    ["a broker only the directory knows", "webull", ["broker", "webull-financial", false]],
    ["a stored quarter", "q1 2021", ["quarter", "2021Q1", true]],
    ["a quarter nobody filed for", "2019Q4", ["quarter", "2019Q4", false]],
    ["the stored quarters of a year", "2021", ["quarter", "2021Q1", true]],
  ])("%s: %s", (_, text, first) => {
    store();
    expect(found(text)[0]).toEqual(first);
  });

  test("nothing", () => {
    store();
    expect(found("")).toEqual([]);
    expect(found("zzzzzz")).toEqual([]);
  });

  test("the name that fits is told where it is another", () => {
    store();
    expect(searchNames("CDRG", 1)[0]).toMatchObject({ name: "Citadel Securities", by: "CDRG" });
    expect(searchNames("charles", 1)[0]).toMatchObject({ name: "Charles Schwab", by: null });
  });

  test("what is stored comes first, and a report that comes in is found", () => {
    const made = store();
    expect(found("webull")[0]).toEqual(["broker", "webull-financial", false]);
    const when = { year: 2021, quarter: 2 };
    made.save(reportOf("Webull Financial", when, wholeQuarter(when, section("sp500", ["A", 60, 5, 10]))));
    expect(found("webull")[0]).toEqual(["broker", "webull-financial", true]);
  });
});

test("the API answers with the same, twenty at most", async () => {
  store();
  const { status, body } = await getJson("/api/v1/search?q=schwab");
  expect([status, body.next]).toEqual([200, null]);
  expect(body.rows[0]).toEqual({
    kind: "broker",
    name: "Charles Schwab",
    slug: "charles-schwab",
    by: null,
    stored: true,
  });
  expect((await getJson("/api/v1/search?q=e")).body.rows).toHaveLength(20);
  expect((await getJson("/api/v1/search")).body.rows).toEqual([]);
  expect((await getJson(`/api/v1/search?q=${"e".repeat(201)}`)).status).toBe(400);
});
