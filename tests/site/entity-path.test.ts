import { expect, test } from "vitest";
import { brokerPath, quarterPath, venuePath } from "@/site/entity-path";
import { keptView } from "@/site/kept-view";

const USUAL = { exchanges: "include", asOf: null } as const;
const OTHER = { exchanges: "exclude", asOf: "2021-06-30" } as const;

test.each([
  [brokerPath("schwab", null, USUAL), "/brokers/schwab"],
  [brokerPath("schwab", "2021Q1", {}), "/brokers/schwab?quarter=2021Q1"],
  [brokerPath("schwab", "2021Q1", OTHER), "/brokers/schwab?quarter=2021Q1&exchanges=exclude&asOf=2021-06-30"],
  [venuePath("citadel", "2021Q1", USUAL), "/venues/citadel?quarter=2021Q1"],
  // One venue is an exchange or is not: its page does not ask.
  [venuePath("citadel", null, OTHER), "/venues/citadel?asOf=2021-06-30"],
  [quarterPath("2021Q1", USUAL), "/quarters/2021Q1"],
  [quarterPath("2021Q1", OTHER), "/quarters/2021Q1?exchanges=exclude&asOf=2021-06-30"],
])("%s", (path, expected) => {
  expect(path).toBe(expected);
});

test("what is as usual is not written", () => {
  expect(keptView(USUAL)).toEqual({ exchanges: "", asOf: "" });
  expect(keptView(OTHER)).toEqual({ exchanges: "exclude", asOf: "2021-06-30" });
});
