import { describe, expect, test } from "vitest";
import { assetOf, countedCells, formulaOf, statesLeftOut } from "@/app/trace/formula";
import { growthFormula } from "@/app/trace/growth-formula";
import { scopeInText } from "@/app/trace/scope-words";
import { shareFormula } from "@/app/trace/share-formula";
import { type Filters, filters } from "@/queries/filters";
import type { Trace } from "@/queries/trace";
import type { TraceMetric } from "@/queries/trace-parameters";

const Q1 = { year: 2021, quarter: 1 };
const Q4 = { year: 2021, quarter: 4 };
const NOBODY = { brokers: [], venues: [] };

test.each<[Partial<Filters>, { brokers: string[]; venues: string[] }, string]>([
  [{}, NOBODY, "all stored brokers, stocks and options, all order types, all stored quarters"],
  [
    { broker: ["s"], section: ["sp500"], orderType: ["market"], from: Q1, to: Q1 },
    { brokers: ["Charles Schwab"], venues: [] },
    "Charles Schwab, S&P 500 stocks, market orders, 2021 Q1",
  ],
  [
    { section: ["sp500", "non_sp500"], from: Q1, to: Q4, exchanges: "exclude" },
    NOBODY,
    "all stored brokers, stocks, all order types, 2021, without exchanges",
  ],
  [
    { venue: ["c"], section: ["options"], orderType: ["market", "other"], from: Q4 },
    { brokers: [], venues: ["Citadel Securities"] },
    "all stored brokers, paid by Citadel Securities, options, market orders and other orders (stop, opening, closing), since 2021 Q4",
  ],
  [
    { broker: ["a", "b", "c", "d", "e"], month: { year: 2021, month: 2 } },
    { brokers: ["A", "B", "C", "D", "E"], venues: [] },
    "A, B, C and 2 more, stocks and options, all order types, February 2021",
  ],
  [
    { reReported: "include", venueKind: ["wholesaler"], asOf: "2021-06-30", to: Q4 },
    NOBODY,
    "all stored brokers, venues of the kind wholesaler, stocks and options, all order types, up to 2021 Q4, re-reported flow counted, as filed by Jun 30, 2021",
  ],
  [
    // A broker's own figure has all it filed: nothing to remark.
    { reReported: "include", broker: ["a"], from: Q1, to: Q4 },
    { brokers: ["A"], venues: [] },
    "A, stocks and options, all order types, 2021",
  ],
])("%j is %s", (some, names, said) => {
  expect(scopeInText(filters(some), names)).toBe(said);
});

test.each([
  [[], "both"],
  [["sp500"], "equities"],
  [["sp500", "non_sp500"], "equities"],
  [["options"], "options"],
  [["sp500", "options"], "both"],
] as const)("sections %j are counted as %s", (section, asset) => {
  expect(assetOf(section)).toBe(asset);
});

/** $100 at 10 ¢ and $300 at 20 ¢: 100,000 and 150,000 shares; $50 without a rate; one blank. */
const TRACE: Trace = {
  payment_usd: 450,
  cents_per_100_shares: 16,
  implied_shares: 250_000,
  rated_share: 400 / 450,
  order_coverage: 40,
  paid_nothing_pct: 0,
  order_average_cents_per_100_shares: 16,
  reports: 1,
  sums: {
    usd: 450,
    abs_usd: 450,
    rated_usd: 400,
    rated_abs_usd: 400,
    implied_shares: 250_000,
    rated_pct: 120,
    paid_nothing_pct: null,
    orders: 3,
  },
  cells: [
    { state: "rated", cells: 2, usd: 400 },
    { state: "no_rate", cells: 1, usd: 50 },
    { state: "blank", cells: 1, usd: null },
  ],
  re_reported: [],
};
const NOTHING: Trace = {
  payment_usd: null,
  cents_per_100_shares: null,
  implied_shares: null,
  rated_share: null,
  order_coverage: null,
  paid_nothing_pct: null,
  order_average_cents_per_100_shares: null,
  reports: 0,
  sums: {
    usd: null,
    abs_usd: null,
    rated_usd: null,
    rated_abs_usd: null,
    implied_shares: null,
    rated_pct: null,
    paid_nothing_pct: null,
    orders: 0,
  },
  cells: [],
  re_reported: [],
};

describe("formulas with their numbers filled in", () => {
  test.each<[TraceMetric, string, string]>([
    ["payment", "The dollars of 3 filed cells add up to", "$450.00"],
    ["rate", "10,000 × $400.00 ÷ 250,000 shares, over 2 rated cells, is", "16.00 cents per 100 shares"],
    ["volume", "The implied shares of 2 rated cells add up to", "250,000 shares"],
    ["rated_share", "$400.00 in 2 rated cells ÷ $450.00 in 3 filed cells is", "88.89%"],
    ["order_coverage", "120.00% in 2 rated cells ÷ 3 is", "40.00%"],
    ["paid_nothing", "0% in 0 cells paid nothing ÷ 3 is", "0%"],
    [
      "order_average",
      "16.00 × 120.00% in 2 rated cells ÷ 120.00%, with 0 cells paid nothing, is",
      "16.00 cents per 100 shares",
    ],
  ])("%s of stocks", (metric, filled, value) => {
    expect(formulaOf(metric, TRACE, "equities")).toMatchObject({ filled, value });
  });

  test.each<[TraceMetric, string, string]>([
    ["rate", "100 × $400.00 ÷ 2,500 contracts, over 2 rated cells, is", "16.00 cents per contract"],
    ["volume", "The implied contracts of 2 rated cells add up to", "2,500 contracts"],
  ])("%s of options", (metric, filled, value) => {
    expect(formulaOf(metric, TRACE, "options")).toMatchObject({ filled, value });
  });

  test("one cell, and a net payer", () => {
    const one: Trace = {
      ...TRACE,
      payment_usd: -143,
      cents_per_100_shares: -4,
      sums: { ...TRACE.sums, rated_usd: -143, implied_shares: 357_500 },
      cells: [{ state: "rated", cells: 1, usd: -143 }],
    };
    expect(formulaOf("payment", one, "equities")).toMatchObject({
      filled: "The dollars of 1 filed cell add up to",
      value: "−$143.00",
    });
    expect(formulaOf("rate", one, "equities")).toMatchObject({
      filled: "10,000 × −$143.00 ÷ 357,500 shares, over 1 rated cell, is",
      value: "−4.00 cents per 100 shares",
    });
  });

  test.each<TraceMetric>(["payment", "rate", "volume", "rated_share", "order_coverage"])(
    "%s: nothing filed is a dash, not zero",
    (metric) => {
      expect(formulaOf(metric, NOTHING, "equities")).toMatchObject({ filled: null, value: "–" });
    },
  );
});

describe("a change with both quarters filled in", () => {
  const earlier: Trace = { ...TRACE, payment_usd: 360, cents_per_100_shares: 20, implied_shares: 200_000 };
  test.each<["payment" | "rate" | "volume", string, string]>([
    ["payment", "($450.00 − $360.00) ÷ $360.00 is", "+25.0%"],
    ["rate", "(16.00 − 20.00) ÷ 20.00 is", "−20.0%"],
    ["volume", "(250,000 shares − 200,000 shares) ÷ 200,000 shares is", "+25.0%"],
  ])("%s", (metric, filled, value) => {
    expect(growthFormula(metric, TRACE, earlier, "equities")).toMatchObject({ filled, value });
  });

  test("from a net payer: against its amount, without the sign", () => {
    const payer: Trace = { ...TRACE, payment_usd: -100 };
    expect(growthFormula("payment", { ...TRACE, payment_usd: -150 }, payer, "equities")).toMatchObject({
      filled: "(−$150.00 − (−$100.00)) ÷ $100.00 is",
      value: "−50.0%",
    });
  });

  test("from nothing, and from zero, is not comparable", () => {
    expect(growthFormula("payment", TRACE, NOTHING, "equities").filled).toBeNull();
    expect(growthFormula("payment", TRACE, { ...TRACE, payment_usd: 0 }, "equities").filled).toBeNull();
  });
});

describe("a share with its months filled in", () => {
  const cell = (percent: number | null) => ({
    report_id: "r",
    month: "2021-01",
    filed_venue: null,
    percent,
    cell: "c",
  });

  test("three months; a blank one is left out", () => {
    const cells = [cell(56.09), cell(55.66), cell(56.49)];
    expect(shareFormula({ cells, months: 3, percent: 56.08 })).toMatchObject({
      filled: "(56.09 + 55.66 + 56.49) ÷ 3 is",
      value: "56.08%",
    });
    expect(shareFormula({ cells: [cell(10), cell(null)], months: 1, percent: 10 }).filled).toBe(
      "(10.00) ÷ 1 is",
    );
  });

  test("many are counted, none is a dash", () => {
    const cells = Array.from({ length: 24 }, () => cell(5));
    expect(shareFormula({ cells, months: 24, percent: 5 }).filled).toBe(
      "The sum of 24 filed percentages ÷ 24 is",
    );
    expect(shareFormula({ cells: [cell(null)], months: 0, percent: null })).toMatchObject({
      filled: null,
      value: "–",
    });
  });
});

test("a figure is made of what its definition says", () => {
  expect(countedCells("payment", TRACE)).toBe(3);
  expect(countedCells("rated_share", TRACE)).toBe(3);
  expect(countedCells("rate", TRACE)).toBe(2);
  expect(statesLeftOut("payment")).toEqual(["no_dollars", "blank"]);
  expect(statesLeftOut("rate")).toHaveLength(7);
  expect(statesLeftOut("order_average")).toHaveLength(6);
});
