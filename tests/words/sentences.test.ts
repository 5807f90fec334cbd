import { describe, expect, it } from "vitest";
import { mixSentence } from "@/charts/order-mix";
import { trendSentence } from "@/charts/payments-by-quarter";
import { topVenueSentence } from "@/charts/payments-by-venue";
import { growthSentence, type LikeWithLike } from "@/words/growth-sentence";
import { countPaid, marketSentence, paymentSentence } from "@/words/payment-sentence";

describe("growthSentence", () => {
  const base: LikeWithLike = {
    before: "2020 Q1",
    after: "2020 Q2",
    brokers: ["Schwab"],
    // The worked example of the metrics: +23.45 %.
    beforeUsd: 53_577_202.81,
    afterUsd: 66_142_014.6,
    entered: [],
    missing: [],
  };
  it.each<{ name: string; change: Partial<LikeWithLike>; says: string }>([
    {
      name: "one broker",
      change: {},
      says: "From 2020 Q1 to 2020 Q2, Schwab, the only broker with complete reports for both quarters, was paid 23.5% more: $66.1 million after $53.6 million.",
    },
    {
      name: "several brokers, less",
      change: { brokers: ["A", "B"], beforeUsd: 200, afterUsd: 150 },
      says: "From 2020 Q1 to 2020 Q2, the 2 brokers with complete reports for both quarters were paid 25.0% less: $150 after $200.",
    },
    {
      name: "who is left out",
      change: { brokers: ["A", "B"], beforeUsd: 200, afterUsd: 150, entered: ["C"], missing: ["D", "E"] },
      says: "From 2020 Q1 to 2020 Q2, the 2 brokers with complete reports for both quarters were paid 25.0% less: $150 after $200. Left out: C (no complete report for 2020 Q1); D and E (no complete report for 2020 Q2).",
    },
    {
      name: "nobody to compare",
      change: { brokers: [], entered: ["A"] },
      says: "No broker has complete reports for both 2020 Q1 and 2020 Q2, so the two cannot be compared. Left out: A (no complete report for 2020 Q1).",
    },
    {
      name: "half-filed quarters",
      change: { brokers: [], incomplete: ["A"] },
      says: "No broker has complete reports for both 2020 Q1 and 2020 Q2, so the two cannot be compared. Left out: A (not all months of both quarters filed).",
    },
    {
      name: "unchanged",
      change: { beforeUsd: 1000, afterUsd: 1000.1 },
      says: "From 2020 Q1 to 2020 Q2, Schwab, the only broker with complete reports for both quarters, was paid as much as before.",
    },
    {
      name: "a net payer",
      change: { beforeUsd: -1_591_574.72, afterUsd: 2_000_000 },
      says: "From 2020 Q1 to 2020 Q2, the net payment of Schwab went from −$1.59 million to $2.00 million.",
    },
    {
      name: "nothing filed",
      change: { beforeUsd: null },
      says: "No growth from 2020 Q1 to 2020 Q2 can be counted for Schwab: nothing was filed, or it adds up to zero.",
    },
  ])("$name", ({ change, says }) => {
    expect(growthSentence({ ...base, ...change })).toBe(says);
  });
});

describe("paymentSentence", () => {
  it.each([
    [
      { total: 78_081_154.07, equities: 36_500_000, options: 41_581_154.07 },
      "Schwab was paid $78.1 million for its customers’ orders in 2021 Q1: $36.5 million for stocks and $41.6 million for options.",
    ],
    [
      { total: -1_591_574.72, equities: -1_591_574.72, options: null },
      "Schwab paid $1.59 million more for its customers’ orders in 2021 Q1 than it was paid, all of it for stocks.",
    ],
    [
      { total: 5_000_000, equities: null, options: 5_000_000 },
      "Schwab was paid $5.00 million for its customers’ orders in 2021 Q1, all of it for options.",
    ],
    [
      { total: 5_000_000, equities: 8_000_000, options: -3_000_000 },
      "Schwab was paid $5.00 million for its customers’ orders in 2021 Q1: $8.00 million for stocks, less $3.00 million it paid for options.",
    ],
    [
      { total: -5, equities: -8, options: 3 },
      "Schwab paid $5 more for its customers’ orders in 2021 Q1 than it was paid: $8 for stocks, less $3 it was paid for options.",
    ],
    [
      { total: -5, equities: 1, options: -6 },
      "Schwab paid $5 more for its customers’ orders in 2021 Q1 than it was paid: $6 for options, less $1 it was paid for stocks.",
    ],
    [
      { total: -5, equities: -3, options: -2 },
      "Schwab paid $5 more for its customers’ orders in 2021 Q1 than it was paid: $3 for stocks and $2 for options.",
    ],
    [{ total: null, equities: null, options: null }, "Schwab filed no payments for 2021 Q1."],
    [
      { total: 0, equities: 0, options: null },
      "The payments to Schwab for its customers’ orders in 2021 Q1 add up to zero.",
    ],
    [
      { total: 5_000_000, equities: 2_000_000, options: 3_000_000, fromExchanges: true },
      "Schwab was paid $5.00 million for its customers’ orders in 2021 Q1, all of it exchange rebates: $2.00 million for stocks and $3.00 million for options.",
    ],
    [
      { total: 40_890, equities: 40_890, options: null, fromExchanges: true },
      "Schwab was paid $40,900 for its customers’ orders in 2021 Q1, all of it exchange rebates for stocks.",
    ],
    [
      { total: -500_000, equities: null, options: -500_000, fromExchanges: true },
      "Schwab paid $500,000 more for its customers’ orders in 2021 Q1 than it was paid, all of it exchange fees for options.",
    ],
  ])("%o", (payment, says) => {
    expect(paymentSentence("Schwab", "2021 Q1", payment)).toBe(says);
  });
});

describe("marketSentence", () => {
  it.each([
    [2, 217_000_000, "Two brokers were paid $217 million for their customers’ orders in 2022 Q2"],
    [1, 5_000_000, "One broker was paid $5.00 million for its customers’ orders in 2022 Q2"],
    [
      1,
      -5_000_000,
      "One broker paid $5.00 million more for its customers’ orders in 2022 Q2 than it was paid",
    ],
    [
      3,
      -5_000_000,
      "Three brokers paid $5.00 million more for their customers’ orders in 2022 Q2 than they were paid",
    ],
    [1_200, 1e9, "1,200 brokers were paid $1.00 billion for their customers’ orders in 2022 Q2"],
    [2, 0, "The payments to two brokers with a report for 2022 Q2 add up to zero"],
    [1, 0, "The payments to the broker with a report for 2022 Q2 add up to zero"],
    [2, null, "Two brokers filed no payments for 2022 Q2"],
    [0, null, "No report for 2022 Q2 is stored"],
  ])("%i brokers, %s", (brokers, total, says) => {
    expect(marketSentence("2022 Q2", brokers, total)).toBe(says);
  });
});

describe("countPaid", () => {
  it.each([
    [[5, -3], 2],
    [[5, 0, null], 2],
    [[null, null], 2],
    [[], 0],
  ])("of %j: %i", (payments, count) => {
    expect(countPaid(payments.map((payment_usd) => ({ payment_usd })))).toBe(count);
  });
});

describe("topVenueSentence", () => {
  const venue = (name: string, paymentUsd: number | null) => ({ key: name, name, paymentUsd });
  it.each([
    {
      venues: [venue("Virtu", 3_000_000), venue("Citadel", 7_000_000)],
      says: "Citadel paid Schwab most in 2021 Q1: $7.00 million, 70.0% of the net total.",
    },
    {
      // Payments to exchanges can make one venue more than the net total: then no share is named.
      venues: [venue("Citadel", 7_000_000), venue("Nasdaq", -5_000_000)],
      says: "Citadel paid Schwab most in 2021 Q1: $7.00 million.",
    },
    {
      venues: [venue("Citadel", 7_000_000), venue("Nasdaq", null)],
      says: "Citadel paid Schwab $7.00 million in 2021 Q1; no payment of another venue was filed.",
    },
    {
      venues: [venue("Virtu", 5), venue("Citadel", 5)],
      says: "Citadel and Virtu paid Schwab most in 2021 Q1: $5, 50.0% of the net total each.",
    },
    { venues: [venue("Nasdaq", 0)], says: "No venue paid Schwab on balance in 2021 Q1." },
    { venues: [venue("Nasdaq", -5)], says: "No venue paid Schwab on balance in 2021 Q1." },
    { venues: [venue("Nasdaq", null)], says: "No payments were filed for 2021 Q1." },
    { venues: [], says: "No payments were filed for 2021 Q1." },
  ])("$says", ({ venues, says }) => {
    expect(topVenueSentence("Schwab", "2021 Q1", venues)).toBe(says);
  });
});

describe("trendSentence", () => {
  const unit = "cents per 100 shares";
  it.each([
    {
      points: [
        { quarter: "2021Q1", value: 8.92 },
        { quarter: "2020Q1", value: 10.11 },
        { quarter: "2021Q2", value: null },
      ],
      says: "From 2020 Q1 to 2021 Q1, the rate fell from 10.1 to 8.9 cents per 100 shares.",
    },
    {
      points: [
        { quarter: "2020Q1", value: -4 },
        { quarter: "2020Q2", value: 2 },
      ],
      says: "From 2020 Q1 to 2020 Q2, the rate went from −4.0 to 2.0 cents per 100 shares.",
    },
    {
      points: [
        { quarter: "2020Q1", value: 4 },
        { quarter: "2020Q2", value: 4.01 },
      ],
      says: "From 2020 Q1 to 2020 Q2, the rate stayed at 4.0 cents per 100 shares.",
    },
    {
      points: [{ quarter: "2020Q1", value: 4 }],
      says: "In 2020 Q1, the rate was 4.0 cents per 100 shares; no other quarter here can be compared with it.",
    },
    { points: [], says: "No quarter that can be compared has a figure for the rate." },
  ])("$says", ({ points, says }) => {
    expect(trendSentence("the rate", points, unit)).toBe(says);
  });
  it("says dollars with their unit", () => {
    expect(
      trendSentence(
        "the payment",
        [
          { quarter: "2020Q1", value: 53_577_202.81 },
          { quarter: "2020Q2", value: 66_142_014.6 },
        ],
        "dollars",
      ),
    ).toBe("From 2020 Q1 to 2020 Q2, the payment rose from $53.6 million to $66.1 million.");
  });
});

describe("mixSentence", () => {
  const mix = (section: "sp500" | "options", market: number | null, other: number | null) => ({
    section,
    ndo_market_pct: market,
    ndo_marketable_limit_pct: null,
    ndo_non_marketable_limit_pct: null,
    ndo_other_pct: other,
  });
  it.each([
    {
      rows: [mix("sp500", 45.2, 30), mix("options", 10, 60)],
      says: "The largest part of the orders Schwab routed were market orders in S&P 500 stocks (45.2%) and other orders (stop, opening, closing) in options (60.0%).",
    },
    { rows: [mix("options", 0, 0)], says: "Schwab filed no order mix." },
    { rows: [], says: "Schwab filed no order mix." },
  ])("$says", ({ rows, says }) => {
    expect(mixSentence("Schwab", rows)).toBe(says);
  });
});
