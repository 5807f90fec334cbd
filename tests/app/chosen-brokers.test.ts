import { describe, expect, it } from "vitest";
import { chosenBrokers, commonQuarter } from "@/app/compare/chosen-brokers";

const KNOWN = [
  { slug: "charles-schwab", name: "Charles Schwab", crd: "5393" },
  { slug: "firstrade-securities", name: "Firstrade Securities", crd: "16843" },
  ...["a", "b", "c", "d", "e", "f"].map((slug) => ({ slug, name: slug.toUpperCase(), crd: null })),
];

describe("chosenBrokers", () => {
  it.each([
    [undefined, []],
    ["", []],
    ["charles-schwab,firstrade-securities", ["charles-schwab", "firstrade-securities"]],
    [
      ["firstrade-securities", "Charles-Schwab", ""],
      ["firstrade-securities", "charles-schwab"],
    ],
    [" 5393 , charles-schwab,", ["charles-schwab"]],
  ])("%j", (given, slugs) => {
    expect(chosenBrokers(given, KNOWN)).toEqual({ slugs, problem: null });
  });

  it("says which ones are not stored", () => {
    expect(chosenBrokers("a,nobody,99", KNOWN)).toEqual({
      slugs: ["a"],
      problem:
        "No report of “nobody”, “99” is stored here. Allowed for “brokers”: slugs as in the addresses of the brokers’ pages, or CRD numbers.",
    });
  });

  it("takes six at most", () => {
    expect(chosenBrokers("a,b,c,d,e,f", KNOWN).problem).toBeNull();
    expect(chosenBrokers("a,b,c,d,e,f,5393", KNOWN).problem).toBe(
      "7 brokers are too many to compare; allowed: at most 6.",
    );
  });
});

describe("commonQuarter", () => {
  const quarters = [
    { broker_slug: "a", quarter: "2020Q1" },
    { broker_slug: "a", quarter: "2020Q2" },
    { broker_slug: "a", quarter: "2021Q4" },
    { broker_slug: "b", quarter: "2020Q1" },
    { broker_slug: "b", quarter: "2020Q2" },
    { broker_slug: "c", quarter: "2022Q1" },
  ];
  it.each([
    [["a", "b"], "2020Q2"],
    [["a", "b", "c"], "2020Q2"],
    [["a"], "2021Q4"],
    [["a", "c"], "2022Q1"],
    [["nobody"], null],
  ])("%j", (slugs, quarter) => {
    expect(commonQuarter(slugs, quarters)).toBe(quarter);
  });
});
