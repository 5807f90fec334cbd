import { describe, expect, test } from "vitest";
import {
  customersSentence,
  executionSentence,
  executionsSentence,
  leftOutOfRanking,
  type OrdersAsked,
  ordersInWords,
} from "@/words/execution-sentence";
import { executionRow } from "../support/made-execution";

const ASKED: OrdersAsked = { month: 202608, sp500: "Y", size: 1000, type: "M" };

test.each([
  [ASKED, "market orders of $1,000 to $5,000 in S&P 500 stocks"],
  [
    { ...ASKED, size: 199999, type: "ML", sp500: "N" },
    "marketable limit orders below $200,000 in other stocks",
  ],
  [{ ...ASKED, size: 200000 }, "market orders of $200,000 and more in S&P 500 stocks"],
] as const)("%j: %s", (asked, words) => {
  expect(ordersInWords(asked)).toBe(words);
});

describe("a broker's customers", () => {
  const said = (own: Parameters<typeof executionRow>[0]) =>
    customersSentence(executionRow(own), ASKED)
      .map(({ text }) => text)
      .join("");
  const OWN = { net_improvement_usd_per_1000: 0.31, improved_fraction: 0.87, execution_ms: 42 };

  test("what they got, how often it was better, how fast; figures with their columns", () => {
    expect(said(OWN)).toBe(
      "On average its customers’ market orders of $1,000 to $5,000 in S&P 500 stocks got $0.31 better than the quote per $1,000 in August 2026; 87.0% of shares were improved; 42 ms from order to execution.",
    );
    const figures = customersSentence(executionRow(OWN), ASKED).flatMap(({ figure }) => figure ?? []);
    expect(figures).toEqual(["net_improvement_usd_per_1000", "improved_fraction", "execution_ms"]);
  });

  test("worse than the quote, at the quote, and blanks, which are not zero", () => {
    expect(said({ ...OWN, net_improvement_usd_per_1000: -0.61 })).toContain(
      "got $0.61 worse than the quote per $1,000",
    );
    expect(said({ ...OWN, net_improvement_usd_per_1000: 0 })).toContain("got the quote in August 2026");
    const blank = said({ net_improvement_usd_per_1000: null, improved_fraction: null, execution_ms: null });
    expect(blank).toContain("got a price not filed");
    expect(blank).toContain("how many shares were improved was not filed; the time was not filed.");
    expect(blank).not.toMatch(/\$0|\b0 ms|0%/);
  });
});

const named = (name: string, own: Parameters<typeof executionRow>[0]) => ({ ...executionRow(own), name });

test("the smallest and the largest part of the quoted spread, marked rows aside", () => {
  const rows = [
    named("A", { efq_pct: 40 }),
    named("B", { efq_pct: 82.40641 }),
    named("C", { efq_pct: 4171, marked: "efq_filed" }),
    named("D", { efq_pct: null }),
  ];
  expect(executionsSentence(rows, ASKED)).toBe(
    "For market orders of $1,000 to $5,000 in S&P 500 stocks in August 2026, the effective spread was the smallest part of the quoted one at A, 40.00%, and the largest at B, 82.41%.",
  );
  expect(leftOutOfRanking(rows)).toBe(
    "1 row with a figure that cannot be what it says is in the table and left out of the sentence and the charts: C.",
  );
  expect(leftOutOfRanking(rows.slice(0, 2))).toBeNull();
  expect(executionsSentence([], ASKED)).toMatch(/^No stored report has market orders/);
  expect(executionsSentence(rows.slice(2), ASKED)).toMatch(
    /^2 reporters filed .*; no figure can be ranked\.$/,
  );
  expect(executionsSentence(rows.slice(1), ASKED)).toContain("at B was 82.41% of the quoted spread");
});

test("one reporter in a sentence", () => {
  expect(executionSentence("Cboe BZX", executionRow(), { ...ASKED, sp500: "N" })).toBe(
    "In August 2026, market orders of $1,000 to $5,000 in other stocks were executed at Cboe BZX on average $2.89 better than the quote per $1,000; 55.8% of shares were improved, in 2.4 s.",
  );
});
