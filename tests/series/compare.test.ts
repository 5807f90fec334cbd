import { describe, expect, it } from "vitest";
import type { OrderType } from "@/report/order-types";
import type { Section } from "@/report/sections";
import { type ComparedBroker, type ComparedRow, comparePanels } from "@/series/compare-panels";
import {
  compareSentence,
  largestDifference,
  noReportSentence,
  paymentsSentence,
} from "@/words/compare-sentence";

function broker(name: string, reported = true): ComparedBroker {
  return { slug: name.toLowerCase(), name, color: "hue1", reported };
}

function row(
  name: string,
  section: Section,
  orderType: OrderType,
  cents: number | null,
  more: Partial<ComparedRow> = {},
): ComparedRow {
  return {
    broker_slug: name.toLowerCase(),
    section,
    orderType,
    payment_usd: cents === null ? null : cents * 1000,
    cents_per_100_shares: cents,
    implied_shares: cents === null ? null : 10_000_000,
    rated_share: 1,
    order_coverage: 99,
    paid_nothing_pct: 0,
    order_average_cents_per_100_shares: cents,
    ...more,
  };
}

const [HOOD, IBKR, GONE] = [broker("Robinhood"), broker("IBKR"), broker("Schwab", false)];
const ROWS = [
  row("Robinhood", "sp500", "market", 62.1),
  row("IBKR", "sp500", "market", -4, { order_coverage: 2.3 }),
  row("Robinhood", "non_sp500", "market", 20),
  row("IBKR", "non_sp500", "market", -1.2),
  row("Robinhood", "options", "market", 55, { order_coverage: 80 }),
  row("IBKR", "options", "market", 50),
];

/** As Fidelity filed it for its market orders in S&P 500 stocks. */
const PAID_NOTHING = {
  order_coverage: 97.81,
  paid_nothing_pct: 97.807,
  order_average_cents_per_100_shares: -0.0005,
};

describe("comparePanels", () => {
  const sections = comparePanels([HOOD, IBKR, GONE], ROWS, "rate");

  it("has a panel per section and order type, stocks on one axis and options on another", () => {
    expect(
      sections.map(({ section, unit, panels }) => [section, unit, panels.length, panels[0]?.domain]),
    ).toEqual([
      ["sp500", "cents per 100 shares", 4, [-1.2, 62.1]],
      ["non_sp500", "cents per 100 shares", 4, [-1.2, 62.1]],
      ["options", "cents per contract", 4, [0, 55]],
    ]);
  });

  it("says what is missing instead of drawing a zero", () => {
    const texts = (section: number, panel: number) =>
      sections[section]?.panels[panel]?.bars.map((bar) => [bar.label, bar.value, bar.text]);
    expect(texts(0, 0)).toEqual([
      ["Robinhood", 62.1, "62.10 ¢"],
      ["IBKR", null, "not enough filed"],
      ["Schwab", null, "no report"],
    ]);
    expect(texts(2, 0)).toEqual([
      ["Robinhood", 55, "55.00 ¢ (80%)"],
      ["IBKR", 50, "50.00 ¢"],
      ["Schwab", null, "no report"],
    ]);
    expect(texts(0, 1)?.[0]).toEqual(["Robinhood", null, "no such orders listed"]);
  });

  it("draws an average order, 0 where orders are paid nothing", () => {
    // 2025 Q3.
    const [sp500] = comparePanels(
      [HOOD, IBKR],
      [
        row("Robinhood", "sp500", "market", 50.6, { order_average_cents_per_100_shares: 58 }),
        row("IBKR", "sp500", "market", -14.57, PAID_NOTHING),
      ],
      "rate",
    );
    expect(sp500?.panels[0]?.bars.map((bar) => [bar.value, bar.text])).toEqual([
      [58, "58.00 ¢"],
      [0, "paid nothing"],
    ]);
  });

  it("puts dollars of all sections on one axis", () => {
    const dollars = comparePanels([HOOD, IBKR], ROWS, "dollars");
    expect(dollars.map((one) => one.panels[0]?.domain)).toEqual([
      [-4000, 62_100],
      [-4000, 62_100],
      [-4000, 62_100],
    ]);
    expect(dollars[0]?.panels[0]?.bars.map((bar) => bar.text)).toEqual(["$62k", "−$4k"]);
    expect(dollars[0]?.panels[1]?.bars[0]?.text).toBe("not filed");
  });

  it("counts contracts in options", () => {
    const volume = comparePanels([HOOD], ROWS, "volume");
    expect(volume.map((one) => [one.unit, one.panels[0]?.bars[0]?.text])).toEqual([
      ["shares", "10M"],
      ["shares", "10M"],
      ["contracts", "100k"],
    ]);
  });

  it("gives labels of one axis the same room", () => {
    expect(sections[0]?.panels[0]?.alongside).toEqual(sections[1]?.panels[3]?.alongside);
  });
});

describe("largestDifference", () => {
  it("is the widest gap on its axis", () => {
    expect(largestDifference([HOOD, IBKR], ROWS, "rate")).toMatchObject({
      section: "non_sp500",
      orderType: "market",
    });
    expect(largestDifference([HOOD], ROWS, "rate")).toBeNull();
  });
});

describe("compareSentence", () => {
  it.each([
    {
      brokers: [HOOD, IBKR],
      rows: ROWS,
      measure: "rate" as const,
      says: "In 2022 Q1 they differ most in market orders in stocks outside the S&P 500: Robinhood was paid 20.0 cents per 100 shares, IBKR paid 1.2 cents per 100 shares.",
    },
    {
      brokers: [HOOD, IBKR, GONE],
      rows: ROWS.slice(4),
      measure: "rate" as const,
      says: "In 2022 Q1 they differ most in market orders in options: Robinhood was paid 55.0 cents per contract, IBKR was paid 50.0 cents per contract. Schwab has no report for 2022 Q1 here.",
    },
    {
      brokers: [HOOD, IBKR],
      rows: [row("Robinhood", "sp500", "market", 58), row("IBKR", "sp500", "market", -14.57, PAID_NOTHING)],
      measure: "rate" as const,
      says: "In 2022 Q1 they differ most in market orders in S&P 500 stocks: Robinhood was paid 58.0 cents per 100 shares, IBKR was paid nothing.",
    },
    {
      brokers: [HOOD, IBKR],
      rows: ROWS,
      measure: "dollars" as const,
      says: "In 2022 Q1 they differ most in market orders in S&P 500 stocks: Robinhood was paid $62,100, IBKR paid $4,000.",
    },
    {
      brokers: [HOOD, IBKR],
      rows: [
        row("Robinhood", "options", "other", 5, { implied_shares: 300_000_000 }),
        row("IBKR", "options", "other", 5),
      ],
      measure: "volume" as const,
      says: "In 2022 Q1 they differ most in other orders (stop, opening, closing) in options: Robinhood had 3.00 million contracts of implied volume, IBKR had 100,000 contracts.",
    },
    {
      brokers: [HOOD, IBKR],
      rows: [row("Robinhood", "sp500", "market", 5.0004), row("IBKR", "sp500", "market", 5)],
      measure: "rate" as const,
      says: "In 2022 Q1 they hardly differ: even where they do most, in market orders in S&P 500 stocks, each was paid 5.0 cents per 100 shares.",
    },
    {
      brokers: [HOOD, IBKR],
      rows: [row("Robinhood", "sp500", "market", 5), row("IBKR", "sp500", "market", 5)],
      measure: "rate" as const,
      says: "In 2022 Q1 they do not differ: not even in market orders in S&P 500 stocks.",
    },
    {
      brokers: [HOOD, IBKR],
      rows: ROWS.slice(0, 2),
      measure: "rate" as const,
      says: "No two of them filed enough for the same orders in 2022 Q1 to compare their rates.",
    },
    {
      brokers: [HOOD, IBKR],
      rows: [],
      measure: "dollars" as const,
      says: "No two of them filed a payment for the same orders in 2022 Q1.",
    },
    {
      brokers: [HOOD, GONE],
      rows: ROWS,
      measure: "rate" as const,
      says: "Only Robinhood has a report for 2022 Q1 here, so there is nothing to compare. Schwab has no report for 2022 Q1 here.",
    },
    {
      brokers: [GONE],
      rows: [],
      measure: "rate" as const,
      says: "Schwab has no report for 2022 Q1 here.",
    },
  ])("$says", ({ brokers, rows, measure, says }) => {
    expect(compareSentence("2022 Q1", brokers, rows, measure)).toBe(says);
  });
});

describe("noReportSentence", () => {
  it.each([
    [[], ""],
    [["A"], "A has no report for 2022 Q1 here."],
    [["A", "B", "C"], "A, B and C have no report for 2022 Q1 here."],
  ])("%j", (names, says) => {
    expect(noReportSentence("2022 Q1", names)).toBe(says);
  });
});

describe("paymentsSentence", () => {
  it.each([
    [
      [
        { name: "IBKR", paymentUsd: 5_100_000 },
        { name: "Robinhood", paymentUsd: 161_649_666.22 },
      ],
      "In 2022 Q1, Robinhood was paid $162 million and IBKR was paid $5.10 million.",
    ],
    [
      [
        { name: "Goldman", paymentUsd: -1_591_574.72 },
        { name: "Gone", paymentUsd: null },
      ],
      "In 2022 Q1, Goldman paid $1.59 million more than it was paid.",
    ],
    [[{ name: "Gone", paymentUsd: null }], ""],
    [
      [
        { name: "IBKR", paymentUsd: 38_780_000, fromExchanges: true },
        { name: "Goldman", paymentUsd: -1_591_574.72, fromExchanges: true },
      ],
      "In 2022 Q1, IBKR was paid $38.8 million (all of it exchange rebates) and Goldman paid $1.59 million more than it was paid (exchange fees less rebates).",
    ],
  ])("%#", (payments, says) => {
    expect(paymentsSentence("2022 Q1", payments)).toBe(says);
  });
});
