import { describe, expect, it } from "vitest";
import { matchNames, quarterNamed } from "@/app/search/match-names";

const BROKERS = [
  { name: "Apex Clearing" },
  { name: "Charles Schwab", also: ["5393"] },
  { name: "Firstrade" },
  { name: "Goldman Sachs & Co." },
  { name: "Interactive Brokers", also: ["IBKR"] },
  { name: "E*TRADE Securities" },
];

describe("matchNames", () => {
  it.each([
    { text: "schwab", finds: ["Charles Schwab"] },
    { text: "CHARLES", finds: ["Charles Schwab"] },
    { text: "5393", finds: ["Charles Schwab"] },
    { text: "ibkr", finds: ["Interactive Brokers"] },
    { text: "etrade", finds: ["E*TRADE Securities"] },
    { text: "goldman sachs co", finds: ["Goldman Sachs & Co."] },
    { text: "trade", finds: ["E*TRADE Securities", "Firstrade"] },
    { text: "zzz", finds: [] },
    { text: " ", finds: [] },
  ])("$text", ({ text, finds }) => {
    expect(matchNames(BROKERS, text).map((one) => one.thing.name)).toEqual(finds);
  });
  it("says which name fits, its own first", () => {
    const by = (text: string) => matchNames(BROKERS, text).map((one) => one.by);
    expect(by("ib")).toEqual(["IBKR"]);
    expect(by("5393")).toEqual(["5393"]);
    expect(by("apex")).toEqual(["Apex Clearing"]);
  });
  it("stops at the limit", () => {
    expect(matchNames(BROKERS, "e", 2)).toHaveLength(2);
  });
});

describe("quarterNamed", () => {
  it.each([
    ["2021Q1", "2021Q1"],
    ["2021 q1", "2021Q1"],
    ["Q1 2021", "2021Q1"],
    ["1Q21", "2021Q1"],
    ["2021-Q4", "2021Q4"],
    ["2021Q5", null],
    ["schwab", null],
    ["2021", null],
  ])("%s → %s", (text, quarter) => {
    expect(quarterNamed(text)).toBe(quarter);
  });
});
