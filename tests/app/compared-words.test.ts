import { describe, expect, test } from "vitest";
import { answerWords, comparedWords } from "@/app/_answer/answer-words";
import { answerOf, type OrderAnswer } from "@/app/calculator/order-question";
import type { Mark } from "@/report/mark";

const DOUBT: Mark = {
  code: "UNIT_RATIO" as Mark["code"],
  why: "w",
  whose: "rates look misfiled",
  report: "r",
};
const HUNDRED = { section: "sp500", size: 100 } as const;

/** What a broker received for an average order of 100 shares, in cents; null: left blank. */
function paid(cents: number | null, mark?: Mark): OrderAnswer {
  return answerOf(
    {
      payment_usd: cents,
      cents_per_100_shares: cents,
      order_coverage: 99,
      paid_nothing_pct: cents === 0 ? 98 : 0,
      order_average_cents_per_100_shares: cents,
      ...(mark && { marks: { rate: mark } }),
    },
    true,
    HUNDRED,
  );
}
const NO_REPORT = answerOf(undefined, false, HUNDRED);

describe("the end of the sentence that compares brokers", () => {
  test.each<[expected: string, ...answers: [string, OrderAnswer][]]>([
    ["Firstrade receives 17.0 cents and Schwab 8.9 cents.", ["Schwab", paid(8.92)], ["Firstrade", paid(17)]],
    ["Schwab receives 8.9 cents and Fidelity nothing.", ["Fidelity", paid(0)], ["Schwab", paid(8.92)]],
    [
      "Schwab receives 8.9 cents and Goldman Sachs pays 1.0 cent.",
      ["Goldman Sachs", paid(-1)],
      ["Schwab", paid(8.92)],
    ],
    [
      "Robinhood receives the most, 94.0 cents, and Fidelity the least, nothing.",
      ["Fidelity", paid(0)],
      ["Schwab", paid(8.92)],
      ["Robinhood", paid(94)],
    ],
    [
      "A pays the least, 1.0 cent, and C the most, 3.0 cents.",
      ["A", paid(-1)],
      ["B", paid(-2)],
      ["C", paid(-3)],
    ],
    ["both receive nothing.", ["Fidelity", paid(0)], ["Edward Jones", paid(0)]],
    ["Schwab receives 8.9 cents; of the other it is not known.", ["Schwab", paid(8.92)], ["Apex", NO_REPORT]],
    [
      "Schwab receives 8.9 cents; of the other it is not known.",
      ["Schwab", paid(8.92)],
      ["Odd", paid(90, DOUBT)],
    ],
    ["what these brokers receive is not known.", ["Apex", NO_REPORT], ["Blank", paid(null)]],
  ])("%s", (expected, ...answers) => {
    expect(comparedWords(answers.map(([name, answer]) => ({ name, answer })))).toBe(expected);
  });
});

test.each([
  [paid(8.92), "8.9 cents"],
  [paid(0), "nothing"],
  [paid(-1.24), "pays 1.2 cents"],
  [paid(null), "filed blank"],
  [NO_REPORT, "no report"],
])("what one received: %#", (answer, words) => expect(answerWords(answer)).toBe(words));
