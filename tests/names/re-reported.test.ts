import { expect, test } from "vitest";
import { reReportedFlowOf, reReportedRules } from "@/names/re-reported";

test("each listed flow says why, for the broker's page", () => {
  expect(reReportedFlowOf("firstrade-securities").map((flow) => flow.basis)).toEqual([
    expect.stringContaining("clearing firm"),
  ]);
  expect(reReportedFlowOf("charles-schwab")).toEqual([]);
});

test("an affiliate's flow is inside another report in full, an introducing firm's only as far as it goes to the clearing firm", () => {
  expect(reReportedRules().map(({ broker, venue, inside }) => [broker, venue, inside])).toEqual([
    ["robinhood-financial", null, "robinhood-securities"],
    ["firstrade-securities", "apex-clearing", "apex-clearing"],
    ["sofi-securities", "apex-clearing", "apex-clearing"],
  ]);
});
