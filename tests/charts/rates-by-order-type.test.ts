import { describe, expect, it } from "vitest";
import { type OrderTypeRate, rateByOrderType, rateSentence } from "@/charts/rates-by-order-type";
import type { OrderType } from "@/report/order-types";
import type { Section } from "@/report/sections";

/** `average`: over all orders, where it is not the rate. */
function row(
  section: Section,
  orderType: OrderType,
  cents: number | null,
  {
    coverage = 99,
    nothing = 0,
    average = cents,
  }: Partial<Record<"coverage" | "nothing" | "average", number | null>> = {},
): OrderTypeRate {
  return {
    section,
    orderType,
    payment_usd: cents ?? 0,
    cents_per_100_shares: cents,
    order_coverage: coverage,
    paid_nothing_pct: coverage === null ? null : nothing,
    order_average_cents_per_100_shares: coverage === null ? null : average,
  };
}

// Schwab 2021 Q1, S&P 500: the worked example of the metrics.
const SCHWAB = [
  row("sp500", "market", 8.92),
  row("sp500", "marketable_limit", 8.4),
  row("sp500", "non_marketable_limit", 29.4),
  row("sp500", "other", 9.53, { coverage: 82.4 }),
  row("options", "market", 33.1),
  row("options", "marketable_limit", -2),
];

// Fidelity 2025 Q3, S&P 500, market orders.
const FIDELITY = row("sp500", "market", -14.57, { coverage: 97.81, nothing: 97.807, average: -0.0005 });

describe("rateByOrderType", () => {
  const panels = rateByOrderType(SCHWAB, "rates");

  it("makes a panel per section, options on an axis of their own", () => {
    expect(panels.map(({ id, unit, domain }) => ({ id, unit, domain }))).toEqual([
      { id: "rates-sp500", unit: "cents per 100 shares", domain: [0, 29.4] },
      { id: "rates-options", unit: "cents per contract", domain: [-2, 33.1] },
    ]);
  });

  it("names every order type and says what is missing", () => {
    expect(panels[0]?.bars.map(({ label, value, text }) => [label, value, text])).toEqual([
      ["Market", 8.92, "8.92 ¢"],
      ["Marketable limit", 8.4, "8.40 ¢"],
      ["Non-marketable limit", 29.4, "29.40 ¢"],
      ["Other", 9.53, "9.53 ¢ (82%)"],
    ]);
    expect(panels[1]?.bars.map(({ value, text }) => [value, text])).toEqual([
      [33.1, "33.10 ¢"],
      [-2, "−2.00 ¢"],
      [null, "no such orders listed"],
      [null, "no such orders listed"],
    ]);
  });

  it("draws a bar of 0 where orders are paid nothing, and none where their share is unknown", () => {
    const [panel] = rateByOrderType([FIDELITY, row("sp500", "other", 9, { coverage: null })], "x");
    expect(panel?.bars[0]).toMatchObject({ value: 0, text: "paid nothing" });
    expect(panel?.bars[3]).toMatchObject({ value: null, text: "paid orders: 9.00 ¢" });
  });

  it("draws no bar for a rate that speaks for under half of the orders", () => {
    // Interactive Brokers 2022 Q1.
    const [panel] = rateByOrderType(
      [row("sp500", "market", -4.04, { coverage: 2.3 }), row("sp500", "other", 5)],
      "x",
    );
    expect(panel?.bars[0]).toMatchObject({ value: null, text: "not enough filed" });
    expect(panel?.domain).toEqual([0, 5]);
  });
});

describe("rateSentence", () => {
  it.each<{ name: string; section: Section; rows: OrderTypeRate[]; says: string }>([
    {
      name: "market and highest",
      section: "sp500",
      rows: SCHWAB,
      says: "Schwab was paid 8.9 cents for every 100 shares of a market order in an S&P 500 stock, and most for non-marketable limit orders: 29.4 cents.",
    },
    {
      name: "market is highest",
      section: "options",
      rows: SCHWAB,
      says: "Schwab was paid 33.1 cents for every contract of a market order in options.",
    },
    {
      name: "negative",
      section: "non_sp500",
      rows: [row("non_sp500", "market", -3.96), row("non_sp500", "other", -9)],
      says: "Schwab paid 4.0 cents for every 100 shares of a market order in a stock outside the S&P 500.",
    },
    {
      name: "paid for market orders, received for others",
      section: "sp500",
      rows: [row("sp500", "market", -3.96), row("sp500", "other", 9)],
      says: "Schwab paid 4.0 cents for every 100 shares of a market order in an S&P 500 stock, but was paid 9.0 cents for other orders (stop, opening, closing).",
    },
    {
      name: "paid nothing, and most for others",
      section: "sp500",
      rows: [FIDELITY, row("sp500", "non_marketable_limit", 31.73, { nothing: 21.9, average: 21.2 })],
      says: "Schwab was paid nothing for 97.8% of its market orders in S&P 500 stocks, but was paid 21.2 cents for non-marketable limit orders.",
    },
    {
      name: "paid nothing for all",
      section: "sp500",
      rows: [FIDELITY, row("sp500", "other", null, { coverage: 95.1, nothing: 95.1, average: 0 })],
      says: "Schwab was paid nothing for its orders in S&P 500 stocks, whatever their type: it filed $0 for 95.1% of them or more.",
    },
    {
      name: "paid nothing for some market orders",
      section: "sp500",
      rows: [row("sp500", "market", 30, { nothing: 40, average: 18 })],
      says: "Schwab was paid 18.0 cents on average for every 100 shares of a market order in an S&P 500 stock.",
    },
    {
      name: "unusable percentages",
      section: "options",
      rows: [row("options", "market", 15.6, { coverage: null })],
      says: "What Schwab was paid for an average order in options is unknown: its venue percentages are not shares of its orders, or are blank. What it was paid in all, and the rate of its paid orders, is as filed.",
    },
    {
      name: "tiny",
      section: "sp500",
      rows: [row("sp500", "market", 0.01)],
      says: "Schwab was paid less than 0.1 cents for every 100 shares of a market order in an S&P 500 stock.",
    },
    {
      name: "no market rate",
      section: "sp500",
      rows: [row("sp500", "market", null, { coverage: 0 }), row("sp500", "other", 9.53)],
      says: "Schwab was paid 9.5 cents for every 100 shares of an order of another kind in an S&P 500 stock; for market orders not enough was filed.",
    },
    {
      name: "too little",
      section: "sp500",
      rows: [row("sp500", "market", -4.04, { coverage: 2.3 })],
      says: "Not enough was filed to say what Schwab was paid for orders in S&P 500 stocks: of less than half of them it is known.",
    },
    {
      name: "nothing",
      section: "options",
      rows: [],
      says: "Schwab filed no payment for orders in options.",
    },
  ])("$name", ({ section, rows, says }) => {
    expect(rateSentence("Schwab", section, rows)).toBe(says);
  });
});
