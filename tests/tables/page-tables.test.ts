import { describe, expect, it } from "vitest";
import { readQuery } from "@/queries/filters";
import { pageTables } from "@/tables/page-tables";

const TABLES = pageTables("venues", "mix");
const read = (query: string) => readQuery(new URLSearchParams(query), [], { own: TABLES.parameters });

describe("tables of a page in its address", () => {
  it("reads the first by short names, the others by their own", () => {
    const { venues, mix } = TABLES.views("/brokers/a", {
      quarter: "2021Q1",
      sort: "-payment",
      find: " Citadel ",
      "mix-sort": "section",
      "mix-rows": "all",
    });
    expect(venues).toMatchObject({
      id: "venues-table",
      sort: { by: "payment", descending: true },
      find: "Citadel",
      all: false,
      chosen: true,
    });
    expect(mix).toMatchObject({
      sort: { by: "section", descending: false },
      find: "",
      all: true,
      chosen: true,
    });
  });

  it("nothing chosen is nothing", () => {
    const { venues } = TABLES.views("/brokers/a", { quarter: "2021Q1", sort: "", find: undefined });
    expect(venues).toMatchObject({ sort: null, find: "", all: false, chosen: false });
  });

  it("writes addresses with all else as it is", () => {
    const { venues, mix } = TABLES.views("/compare", { brokers: ["a", "b"], sort: "gap", "mix-find": "x y" });
    expect(venues.href({ sort: { by: "gap", descending: true } })).toBe(
      "/compare?brokers=a,b&sort=-gap&mix-find=x+y",
    );
    expect(mix.href({ find: "" })).toBe("/compare?brokers=a,b&sort=gap");
    expect(mix.href({ all: true })).toBe("/compare?brokers=a,b&sort=gap&mix-find=x+y&mix-rows=all");
    expect(venues.search).toEqual({
      path: "/compare",
      name: "find",
      keep: [
        ["brokers", "a,b"],
        ["sort", "gap"],
        ["mix-find", "x y"],
      ],
    });
  });

  it("keeps what forms of the page send along", () => {
    expect(TABLES.chosen({ sort: "gap", "mix-find": "x", quarter: "2021Q1", find: "" })).toEqual({
      sort: "gap",
      "mix-find": "x",
    });
  });

  it.each([
    ["sort=a%20b", 'not allowed for "sort"; allowed: a column of the table'],
    ["rows=some", '"some" is not allowed for "rows"; allowed: all'],
    [
      "other-sort=a",
      'Unknown parameter "other-sort"; allowed: find, mix-find, mix-rows, mix-sort, rows, sort',
    ],
    [`find=${"x".repeat(101)}`, "at most 100 characters"],
  ])("%s is refused with what is allowed", (query, said) => {
    expect(() => read(query)).toThrow(said);
  });
});
