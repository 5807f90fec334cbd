import { expect, test } from "vitest";
import { reReportedFlowOf, reReportedRules, saidOf } from "@/names/re-reported";

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

test("what held in some quarters is said with them", () => {
  const [flow] = reReportedFlowOf("robinhood-financial");
  const said = (quarter: string) => (flow ? saidOf(flow, quarter).map(({ text }) => text) : null);
  expect(said("2023Q2")).toEqual([expect.stringContaining("$0.00")]);
  expect(said("2025Q3")).toEqual([expect.stringContaining("80 %")]);
  expect(said("2024Q2")).toEqual([]);
  expect(flow?.basis).not.toMatch(/\d/);
});

test("SoFi's share of what Apex receives is not stated: its page and other sources differ, and name no quarter", () => {
  expect(JSON.stringify(reReportedFlowOf("sofi-securities"))).not.toMatch(/80|90/);
});
