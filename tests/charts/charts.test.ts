import { describe, expect, test } from "vitest";
import { about } from "@/charts/chart";
import { flows } from "@/charts/flows";
import { orderMix } from "@/charts/order-mix";
import { paymentsByBroker } from "@/charts/payments-by-broker";
import { paymentsByQuarter } from "@/charts/payments-by-quarter";
import { paymentsByVenue } from "@/charts/payments-by-venue";
import { ratesByOrderType } from "@/charts/rates-by-order-type";
import { ratesByQuarter } from "@/charts/rates-by-quarter";
import type { RateRow } from "@/queries/rates";

const NOTHING = {
  payment_usd: null,
  cents_per_100_shares: null,
  implied_shares: null,
  rated_share: null,
  order_coverage: null,
  paid_nothing_pct: null,
  order_average_cents_per_100_shares: null,
  reports: 1,
};
const row = (some: Partial<RateRow>): RateRow => ({ ...NOTHING, ...some });
const rate = (cents: number, coverage: number): Partial<RateRow> => ({
  payment_usd: cents,
  cents_per_100_shares: cents,
  order_coverage: coverage,
  paid_nothing_pct: 0,
  order_average_cents_per_100_shares: cents,
});
const ONE = about({ broker: "Schwab", quarter: "2021 Q1" });
const MANY = about({});

describe("payments", () => {
  const rows = [
    row({ broker: "Schwab", broker_slug: "schwab", payment_usd: 78_081_154.07 }),
    row({ broker: "Goldman", broker_slug: "goldman", payment_usd: -1_591_574.72 }),
    row({ broker: "Blank", broker_slug: "blank" }),
  ];

  test("brokers are ranked, net payers below zero and explained, the unknown left out", () => {
    const { says, parts, notes } = paymentsByBroker.show(rows, about({ quarter: "2021 Q1" }));
    const [part] = parts;
    expect(
      part?.kind === "bars" && part.chart.bars.map(({ label, text, color }) => [label, text, color]),
    ).toEqual([
      ["Schwab", "$78M", "payment"],
      ["Goldman", "−$1.6M", "paid"],
    ]);
    expect(part?.unit).toBe("Net payment, US dollars");
    expect(says).toBe("Schwab was paid most in 2021 Q1: $78.1 million. Goldman paid more than it received.");
    expect(notes).toEqual([
      "Positive: the broker was paid. Red, below zero: it paid more, mostly exchange fees.",
    ]);
  });

  test("several quarters or one broker are not put into a sentence", () => {
    expect(paymentsByBroker.show(rows, MANY).says).toBeNull();
    expect(paymentsByBroker.show(rows.slice(0, 1), ONE).says).toBeNull();
  });

  test("venues of one broker and quarter", () => {
    const venues = [
      row({ venue: "Citadel", venue_slug: "citadel", payment_usd: 75 }),
      row({ venue: "Virtu", venue_slug: "virtu", payment_usd: 25 }),
    ];
    expect(paymentsByVenue.show(venues, ONE).says).toBe(
      "Citadel paid Schwab most in 2021 Q1: $75, 75.0% of the net total.",
    );
    expect(paymentsByVenue.show(venues, MANY).says).toBeNull();
  });

  test("columns by broker keep every quarter between the first and the last", () => {
    const { parts } = paymentsByQuarter.show(
      {
        payments: [
          row({ broker: "A", broker_slug: "a", quarter: "2020Q1", payment_usd: 2 }),
          row({ broker: "A", broker_slug: "a", quarter: "2020Q3", payment_usd: 3 }),
        ],
      },
      MANY,
    );
    const [part] = parts;
    expect(part?.kind === "columns" && [part.chart.quarters, part.chart.series[0]?.values]).toEqual([
      ["2020Q1", "2020Q2", "2020Q3"],
      [2, null, 3],
    ]);
    expect(part?.legend.map(({ label }) => label)).toEqual(["A"]);
  });

  test("columns of one broker by section", () => {
    const { parts } = paymentsByQuarter.show(
      {
        payments: [
          row({ section: "options", quarter: "2020Q1", payment_usd: 2 }),
          row({ section: "sp500", quarter: "2020Q1", payment_usd: 1 }),
        ],
      },
      about({ broker: "Schwab" }),
    );
    expect(parts[0]?.legend.map(({ label }) => label)).toEqual(["S&P 500 stocks", "Options"]);
  });

  test("flows between brokers and venues", () => {
    const flow = { broker: "A", brokerKey: "a", venue: "V", venueKey: "v", usd: -5 };
    const { parts, says } = flows.show([flow], ONE);
    expect(parts[0]?.kind === "flow" && parts[0].chart.bands.map(({ usd, color }) => [usd, color])).toEqual([
      [-5, "paid"],
    ]);
    expect(says).toContain("2021 Q1");
    expect(flows.show([flow], MANY).says).toBeNull();
  });
});

describe("rates", () => {
  test("one panel per section with its own unit; a rate for few orders is a word", () => {
    const { parts, notes } = ratesByOrderType.show(
      [
        row({ section: "sp500", orderType: "market", ...rate(8.92, 95) }),
        row({ section: "sp500", orderType: "other", ...rate(-4, 2.3) }),
        row({ section: "options", orderType: "market", ...rate(39.78, 80) }),
      ],
      MANY,
    );
    expect(parts.map(({ heading, unit }) => [heading, unit])).toEqual([
      ["S&P 500 stocks", "Cents per 100 shares"],
      ["Options", "Cents per contract"],
    ]);
    expect(
      parts.flatMap((part) => (part.kind === "bars" ? part.chart.bars.map((bar) => bar.text) : [])),
    ).toEqual([
      "8.92 ¢",
      "no such orders listed",
      "no such orders listed",
      "not enough filed",
      "39.78 ¢ (80%)",
      "no such orders listed",
      "no such orders listed",
      "no such orders listed",
    ]);
    expect(notes[2]).toBe("A % beside a figure is the share of orders covered, where it is below 90%.");
  });

  test("stocks and options over time, on charts of their own; a thin rate breaks the line", () => {
    const { parts } = ratesByQuarter.show(
      {
        rates: [
          row({ section: "sp500", quarter: "2020Q1", ...rate(9, 95) }),
          row({ section: "sp500", quarter: "2020Q2", ...rate(1, 10) }),
          row({ section: "options", quarter: "2020Q2", ...rate(36, 95) }),
        ],
      },
      MANY,
    );
    expect(
      parts.map(
        (part) => part.kind === "periods" && [part.heading, part.chart.lines.map((line) => line.values)],
      ),
    ).toEqual([
      ["Stocks", [[9, null]]],
      ["Options", [[null, 36]]],
    ]);
  });
});

test("the order mix of one broker", () => {
  const mix = {
    broker: "Schwab",
    broker_slug: "schwab",
    quarter: "2021Q1",
    section: "sp500" as const,
    months: 3,
    ndo_pct: 99,
    ndo_market_pct: 55,
    ndo_marketable_limit_pct: null,
    ndo_non_marketable_limit_pct: 30,
    ndo_other_pct: 15,
  };
  const { parts, says } = orderMix.show([mix], ONE);
  expect(parts[0]?.kind === "bars" && parts[0].chart.bars.map((bar) => bar.text)).toEqual([
    "55.0%",
    "not filed",
    "30.0%",
    "15.0%",
  ]);
  expect(says).toBe(
    "The largest part of the orders Schwab routed were market orders in S&P 500 stocks (55.0%).",
  );
});

test("nothing filed is nothing to draw", () => {
  expect(
    [
      paymentsByBroker.show([], MANY),
      paymentsByQuarter.show({ payments: [] }, MANY),
      flows.show([], MANY),
    ].map(({ parts }) => parts),
  ).toEqual([[], [], []]);
  expect(
    [ratesByOrderType.show([], MANY), ratesByQuarter.show({ rates: [] }, MANY)].map(({ parts }) => parts),
  ).toEqual([[], []]);
});
