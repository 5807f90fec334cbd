import { describe, expect, it } from "vitest";
import { mixPanels } from "@/charts/order-mix";
import { rankSentence } from "@/charts/payments-by-broker";
import { byPayment, othersInWords, paymentsRanking } from "@/series/payments-ranking";
import { quarterColumns, sectionColumns } from "@/series/quarter-columns";
import { quarterLines } from "@/series/quarter-lines";
import { sectionSentence } from "@/words/section-sentence";

const paid = (name: string, paymentUsd: number | null) => ({ key: name, name, paymentUsd });

describe("byPayment", () => {
  it("puts the largest first, net payers and the unknown last", () => {
    const rows = [paid("B", 5), paid("D", null), paid("C", -5), paid("A", 5), paid("E", 0)];
    expect(byPayment(rows).map((row) => row.name)).toEqual(["A", "B", "E", "C", "D"]);
  });
});

describe("paymentsRanking", () => {
  it("says in words what others come to where their bar would be the longest", () => {
    const market = Array.from({ length: 1200 }, (_, i) =>
      paid(`B${i}`, i < 12 ? 80_000_000 - i : 40_000_000),
    );
    const { bars, domain } = paymentsRanking(market, { ...options, limit: 12 });
    expect(bars).toHaveLength(12);
    expect(domain[1]).toBe(80_000_000);
    // 1,188 × $40 million
    expect(othersInWords(market)).toEqual(["Not drawn: 1,188 others, $47.5 billion together."]);
    expect(othersInWords(market.slice(0, 14))).toEqual([]);
  });

  const options = { id: "x", title: "Payments", limit: 2, color: "payment" as const };
  it("keeps the largest by size and adds up the rest", () => {
    const { bars, domain } = paymentsRanking(
      [paid("A", 100), paid("B", 1), paid("C", -50), paid("D", 2), paid("E", null)],
      options,
    );
    expect(bars.map(({ label, value, text, color }) => [label, value, text, color])).toEqual([
      ["A", 100, "$100", "payment"],
      ["C", -50, "−$50", "paid"],
      ["2 others", 3, "$3", "rest"],
    ]);
    expect(domain).toEqual([-50, 100]);
  });
  it("shows one more rather than a rest of one", () => {
    expect(paymentsRanking([paid("A", 3), paid("B", 2), paid("C", 1)], options).bars).toHaveLength(3);
  });
  it("has nothing to draw when nothing was filed", () => {
    expect(paymentsRanking([paid("A", null)], options)).toMatchObject({ bars: [], domain: [0, 1] });
  });
});

describe("rankSentence", () => {
  it.each([
    {
      brokers: [paid("B", 30_695_148), paid("A", 137_510_627)],
      says: "A was paid most in 2022 Q2: $138 million, ahead of B with $30.7 million.",
    },
    { brokers: [paid("A", 5)], says: "A was paid $5 in 2022 Q2." },
    { brokers: [paid("A", 5), paid("B", null)], says: "A was paid $5 in 2022 Q2." },
    { brokers: [paid("A", 5), paid("B", 5)], says: "A and B were paid most in 2022 Q2: $5 each." },
    {
      brokers: [paid("A", 5), paid("B", 0), paid("C", 0)],
      says: "A was paid most in 2022 Q2: $5.",
    },
    { brokers: [paid("A", 0)], says: "No broker was paid on balance in 2022 Q2." },
    {
      brokers: [paid("G", -2)],
      says: "No broker was paid on balance in 2022 Q2. G paid more than it received.",
    },
    {
      brokers: [paid("A", 5), paid("G", -1_591_574.72)],
      says: "A was paid most in 2022 Q2: $5. G paid more than it received.",
    },
    {
      brokers: [paid("F", -1), paid("G", -2)],
      says: "No broker was paid on balance in 2022 Q2. F and G paid more than they received.",
    },
    { brokers: [paid("A", null)], says: "No payments were filed for 2022 Q2." },
    { brokers: [], says: "No payments were filed for 2022 Q2." },
  ])("$says", ({ brokers, says }) => {
    expect(rankSentence("2022 Q2", brokers)).toBe(says);
  });
});

describe("quarterColumns", () => {
  const row = (slug: string, quarter: string, paymentUsd: number | null) => ({
    slug,
    name: slug.toUpperCase(),
    quarter,
    paymentUsd,
  });
  it("keeps every quarter, blanks as blanks, and the whole total in every column", () => {
    const chart = quarterColumns(
      [row("a", "2020Q1", 50), row("b", "2020Q1", 5), row("c", "2020Q1", 1), row("a", "2020Q3", null)],
      { id: "x", title: "t", limit: 1 },
    );
    expect(chart.quarters).toEqual(["2020Q1", "2020Q2", "2020Q3"]);
    expect(chart.series.map(({ label, values }) => [label, values])).toEqual([
      ["A", [50, null, null]],
      ["2 other brokers", [6, null, null]],
    ]);
    expect(chart.axis.ticks).toEqual([0, 20, 40, 60]);
  });
});

describe("sectionColumns", () => {
  it("has a series per section that was filed", () => {
    const chart = sectionColumns(
      [
        { section: "options", quarter: "2020Q1", paymentUsd: 7 },
        { section: "sp500", quarter: "2020Q1", paymentUsd: 3 },
        { section: "sp500", quarter: "2020Q2", paymentUsd: null },
      ],
      { id: "x", title: "t" },
    );
    expect(chart.series.map(({ key, values }) => [key, values])).toEqual([
      ["sp500", [3, null]],
      ["options", [7, null]],
    ]);
  });
});

describe("quarterLines", () => {
  it("spans the quarters it is told to and leaves out lines without a figure", () => {
    const chart = quarterLines(
      [
        { key: "a", label: "A", color: "sp500", points: [{ quarter: "2020Q2", value: 4 }] },
        { key: "b", label: "B", color: "options", points: [{ quarter: "2020Q2", value: null }] },
      ],
      { id: "x", title: "t", unit: "cents", span: ["2020Q1", "2020Q4"] },
    );
    expect(chart.periods).toEqual(["2020Q1", "2020Q2", "2020Q3", "2020Q4"]);
    expect(chart.lines.map(({ key, values }) => [key, values])).toEqual([["a", [null, 4, null, null]]]);
  });
});

describe("orderMix", () => {
  it("draws the four types of each section on one axis", () => {
    const [panel] = mixPanels(
      [
        {
          section: "sp500",
          ndo_market_pct: 56.09,
          ndo_marketable_limit_pct: 4.58,
          ndo_non_marketable_limit_pct: null,
          ndo_other_pct: 0,
        },
      ],
      "mix",
    );
    expect(panel?.domain).toEqual([0, 100]);
    expect(panel?.bars.map(({ value, text }) => [value, text])).toEqual([
      [56.09, "56.1%"],
      [4.58, "4.6%"],
      [null, "not filed"],
      [0, "0%"],
    ]);
  });
});

describe("sectionSentence", () => {
  const row = (section: "sp500" | "non_sp500" | "options", payment_usd: number | null) => ({
    section,
    payment_usd,
  });
  it.each([
    {
      rows: [row("sp500", 10_000_000), row("non_sp500", 25_000_000), row("options", 126_600_000)],
      says: "Options brought brokers $127 million, 78.3% of all; stocks $35.0 million.",
    },
    {
      rows: [row("sp500", 10), row("options", 5)],
      says: "Stocks brought brokers $10, 66.7% of all; options $5.",
    },
    {
      rows: [row("sp500", -10), row("options", 5)],
      says: "Options brought brokers $5; stocks cost brokers $10.",
    },
    {
      rows: [row("sp500", 10), row("options", -5)],
      says: "Stocks brought brokers $10; options cost brokers $5.",
    },
    {
      rows: [row("sp500", -10), row("options", -5)],
      says: "Stocks cost brokers $10; options $5.",
    },
    { rows: [row("sp500", 5), row("options", 5)], says: "Stocks and options brought brokers $5 each." },
    { rows: [row("sp500", 0), row("options", 0)], says: "Stocks and options brought brokers $0 each." },
    {
      rows: [row("sp500", 3), row("options", 1)],
      brokers: 1,
      says: "Stocks brought the broker $3, 75.0% of all; options $1.",
    },
    {
      rows: [row("sp500", -3)],
      brokers: 1,
      says: "Stocks cost the broker $3; nothing was filed for options.",
    },
    { rows: [row("sp500", 10)], says: "Stocks brought brokers $10; nothing was filed for options." },
    { rows: [row("options", 10)], says: "Options brought brokers $10; nothing was filed for stocks." },
    { rows: [row("options", null)], says: "No payments were filed." },
  ])("$says", ({ rows, says, brokers = 2 }) => {
    expect(sectionSentence(rows, brokers)).toBe(says);
  });
});
