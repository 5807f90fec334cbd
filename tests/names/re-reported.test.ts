import { describe, expect, test } from "vitest";
import { reReportedFlowOf, reReportedInside, reReportedRules } from "@/names/re-reported";
import { parseQuarter, quarterIndex } from "@/report/quarter";

describe("reReportedInside", () => {
  test.each([
    ["robinhood-financial", "citadel-securities", "2020Q1", "robinhood-securities"],
    ["robinhood-financial", "iex", "2025Q3", "robinhood-securities"],
    ["robinhood-securities", "citadel-securities", "2022Q1", null],
    // Only the rows sent to the clearing firm; the rest of the broker is its own.
    ["firstrade-securities", "apex-clearing", "2020Q2", "apex-clearing"],
    ["firstrade-securities", "apex-clearing", "2022Q1", "apex-clearing"],
    ["firstrade-securities", "citadel-securities", "2022Q1", null],
    ["sofi-securities", "apex-clearing", "2022Q3", "apex-clearing"],
    ["apex-clearing", "apex-clearing", "2022Q1", null],
    ["charles-schwab", "apex-clearing", "2022Q1", null],
  ])("%s to %s in %s is inside %s", (broker, venue, quarter, inside) => {
    const parsed = parseQuarter(quarter);
    expect(parsed && reReportedInside(broker, venue, quarterIndex(parsed))).toBe(inside);
  });

  test("each listed flow says why, for the broker's page", () => {
    expect(reReportedFlowOf("firstrade-securities").map((flow) => flow.basis)).toEqual([
      expect.stringContaining("clearing firm"),
    ]);
    expect(reReportedFlowOf("charles-schwab")).toEqual([]);
    expect(reReportedRules().map((rule) => [rule.broker, rule.venue])).toEqual([
      ["robinhood-financial", null],
      ["firstrade-securities", "apex-clearing"],
      ["sofi-securities", "apex-clearing"],
    ]);
  });
});
