import { describe, expect, it } from "vitest";
import type { BrokerPart } from "@/queries/broker-parts";
import { heatCells } from "@/series/heat";
import { trendChart, trendUnit, trendUnitWords } from "@/series/trend-chart";
import { seriesSentence } from "@/words/trend-words";

const QUARTERS = ["2021Q1", "2021Q2", "2021Q3", "2021Q4"];
const RATE = { measure: "rate", scale: "absolute", asset: "equities" } as const;

function part(broker: string, period: string, usd: number): BrokerPart {
  return { broker, period, usd, ratedUsd: usd, shares: usd * 1000, complete: true };
}

describe("trendChart", () => {
  const inputs = [
    {
      key: "sp500",
      label: "S&P 500",
      color: "sp500" as const,
      values: new Map<string, number | null>([
        ["2021Q1", 100],
        ["2021Q2", 110],
        ["2021Q4", 50],
      ]),
      parts: [part("a", "2021Q1", 100), part("a", "2021Q2", 110), part("b", "2021Q4", 50)],
    },
  ];
  const made = { id: "trend", title: "Payment" };

  it("draws what was filed, gaps as gaps", () => {
    const chart = trendChart(inputs, QUARTERS, { ...RATE, measure: "dollars" }, made);
    expect(chart.unit).toBe("usd");
    expect(chart.lines[0]).toMatchObject({
      values: [100, 110, null, 50],
      joined: [false, true, false, false],
    });
  });

  it("draws change and index from the same brokers", () => {
    const view = { ...RATE, measure: "dollars" } as const;
    const growth = trendChart(inputs, QUARTERS, { ...view, scale: "growth" }, made);
    expect(growth.lines[0]?.values).toEqual([null, 10, null, null]);
    const index = trendChart(inputs, QUARTERS, { ...view, scale: "indexed" }, made);
    expect(index.lines[0]?.values.map((value) => value && Math.round(value))).toEqual([100, 110, null, 100]);
  });
});

describe("units", () => {
  it.each([
    [RATE, "cents", "cents per 100 shares"],
    [{ ...RATE, asset: "options" } as const, "cents", "cents per contract"],
    [{ ...RATE, measure: "volume", asset: "options" } as const, "contracts", "contracts"],
    [{ ...RATE, scale: "indexed" } as const, "index", "100 at the start of each line"],
    [{ ...RATE, scale: "growth" } as const, "change", "% change from the quarter before"],
  ])("%j", (view, unit, words) => {
    expect(trendUnit(view)).toBe(unit);
    expect(trendUnitWords(view, "quarter")).toBe(words);
  });
});

describe("seriesSentence", () => {
  const subject = "the rate for S&P 500 stocks";
  const all = [false, true, true, true];
  it.each([
    {
      values: [10.11, 9.5, 9, 8.4],
      joined: all,
      view: RATE,
      says: "From 2021 Q1 to 2021 Q4, the rate for S&P 500 stocks fell from 10.1 to 8.4 cents per 100 shares, by 16.9%.",
    },
    {
      // Other brokers from Q3 on: the story begins there.
      values: [10.11, 9.5, 60, 66],
      joined: [false, true, false, true],
      view: RATE,
      says: "From 2021 Q3 to 2021 Q4, the rate for S&P 500 stocks rose from 60.0 to 66.0 cents per 100 shares, by 10.0%.",
    },
    {
      values: [10, 9, null, 8],
      joined: all,
      view: RATE,
      says: "From 2021 Q1 to 2021 Q2, the rate for S&P 500 stocks fell from 10.0 to 9.0 cents per 100 shares, by 10.0%; what follows cannot be compared with it.",
    },
    {
      values: [10, null, null, 8],
      joined: all,
      view: RATE,
      says: "The rate for S&P 500 stocks was 8.0 cents per 100 shares in 2021 Q4; the period before cannot be compared with it.",
    },
    {
      values: [-4, -3, null, null],
      joined: all,
      view: RATE,
      says: "From 2021 Q1 to 2021 Q2, the rate for S&P 500 stocks went from −4.0 to −3.0 cents per 100 shares.",
    },
    {
      values: [4, 4.01, null, null],
      joined: all,
      view: RATE,
      says: "From 2021 Q1 to 2021 Q2, the rate for S&P 500 stocks stayed at 4.0 cents per 100 shares.",
    },
    {
      values: [100, 120, 132.1, null],
      joined: all,
      view: { ...RATE, scale: "indexed" } as const,
      says: "From 2021 Q1 to 2021 Q3, the rate for S&P 500 stocks rose by 32.1%, counted from one period to the next over the same brokers.",
    },
    {
      values: [100, 100, null, null],
      joined: all,
      view: { ...RATE, scale: "indexed" } as const,
      says: "From 2021 Q1 to 2021 Q2, the rate for S&P 500 stocks did not change.",
    },
    {
      values: [100, null, null, null],
      joined: all,
      view: { ...RATE, scale: "indexed" } as const,
      says: "The rate for S&P 500 stocks in 2021 Q1 cannot be compared with the period before.",
    },
    {
      values: [null, 3.14, -2, null],
      joined: all,
      view: { ...RATE, scale: "growth" } as const,
      says: "In 2021 Q3, the rate for S&P 500 stocks was 2.0% lower than in the quarter before.",
    },
    {
      values: [null, 3.14, null, null],
      joined: all,
      view: { ...RATE, scale: "growth" } as const,
      says: "In 2021 Q2, the rate for S&P 500 stocks was 3.1% higher than in the quarter before.",
    },
    {
      values: [null, 0, null, null],
      joined: all,
      view: { ...RATE, scale: "growth" } as const,
      says: "In 2021 Q2, the rate for S&P 500 stocks was as in the quarter before.",
    },
    {
      values: [null, null, null, null],
      joined: all,
      view: RATE,
      says: "Nothing to show for the rate for S&P 500 stocks: no figure was filed, or none that can be compared.",
    },
    {
      values: [53_577_202.81, 66_142_014.6, null, null],
      joined: all,
      view: { ...RATE, measure: "dollars" } as const,
      says: "From 2021 Q1 to 2021 Q2, the rate for S&P 500 stocks rose from $53.6 million to $66.1 million, by 23.5%.",
    },
  ])("$says", ({ values, joined, view, says }) => {
    expect(seriesSentence(subject, { values, joined }, QUARTERS, view)).toBe(says);
  });

  it("says months", () => {
    const view = { ...RATE, scale: "growth" } as const;
    expect(
      seriesSentence(subject, { values: [null, 5], joined: [false, true] }, ["2021-01", "2021-02"], view),
    ).toBe("In February 2021, the rate for S&P 500 stocks was 5.0% higher than in the month before.");
  });
});

describe("heatCells", () => {
  it("shades rates evenly, in both directions alike", () => {
    expect(heatCells([[10, null, -5]], "cents")).toEqual([
      [
        { value: 10, text: "10.00", strength: 1, negative: false },
        { value: null, text: "", strength: 0, negative: false },
        { value: -5, text: "−5.00", strength: 0.5, negative: true },
      ],
    ]);
  });
  it("shades dollars by the square root", () => {
    expect(heatCells([[1_000_000], [10_000], [0]], "usd").map((row) => row[0]?.strength)).toEqual([
      1, 0.1, 0,
    ]);
  });
  it("shades changes up to a hundred percent", () => {
    expect(heatCells([[900, 50, -100]], "change")[0]?.map((cell) => [cell.text, cell.strength])).toEqual([
      ["+900.0%", 1],
      ["+50.0%", 0.5],
      ["−100.0%", 1],
    ]);
  });
  it("shades nothing of nothing", () => {
    expect(heatCells([[null], [0]], "cents").map((row) => row[0]?.strength)).toEqual([0, 0]);
    expect(heatCells([], "usd")).toEqual([]);
  });
});
