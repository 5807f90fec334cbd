import { beforeEach, describe, expect, it } from "vitest";
import { assetTrends, type TrendChoice } from "@/charts/trend-lines";
import { filters } from "@/queries/filters";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

const Q1 = { year: 2021, quarter: 1 };
const Q2 = { year: 2021, quarter: 2 };
const Q4 = { year: 2021, quarter: 4 };

const CHOICE: TrendChoice = {
  filters: filters(),
  lines: "section",
  measure: "dollars",
  scale: "absolute",
  grain: "quarter",
};

const trends = (change: Partial<TrendChoice> = {}) => assetTrends({ ...CHOICE, ...change });
const lines = (change: Partial<TrendChoice> = {}) =>
  trends(change).map(({ asset, chart }) => [asset, chart.lines.map((line) => [line.label, line.values])]);

beforeEach(() => {
  const store = new MadeStore();
  const stocks = (usd: number) => section("sp500", ["Wholesale", 90, usd, 10], ["Some Exchange", 9, -2, -10]);
  store.save(
    reportOf("Alpha", Q1, wholeQuarter(Q1, stocks(12), section("options", ["Wholesale", 90, 5, 50]))),
  );
  store.save(
    reportOf("Alpha", Q2, wholeQuarter(Q2, stocks(22), section("options", ["Wholesale", 90, 10, 50]))),
  );
  store.save(reportOf("Beta", Q4, wholeQuarter(Q4, stocks(1002))));
});

describe("assetTrends", () => {
  it("keeps stocks and options apart, gaps as gaps, and other brokers unjoined", () => {
    expect(lines()).toEqual([
      ["equities", [["S&P 500", [30, 60, null, 3000]]]],
      ["options", [["Options", [15, 30, null, null]]]],
    ]);
    const [stocks] = trends();
    expect(stocks?.chart.periods).toEqual(["2021Q1", "2021Q2", "2021Q3", "2021Q4"]);
    expect(stocks?.chart.lines[0]?.joined).toEqual([false, true, false, false]);
    expect(stocks?.brokers).toEqual(
      new Map([
        ["2021Q1", 1],
        ["2021Q2", 1],
        ["2021Q4", 1],
      ]),
    );
    expect(stocks?.says).toBe(
      "From 2021 Q1 to 2021 Q2, the net payment for S&P 500 stocks rose from $30 to $60, by 100.0%; what follows cannot be compared with it.",
    );
  });

  it("follows the filters", () => {
    expect(lines({ filters: filters({ exchanges: "exclude", section: ["sp500"] }) })).toEqual([
      ["equities", [["S&P 500", [36, 66, null, 3006]]]],
    ]);
    expect(lines({ filters: filters({ broker: ["alpha"], from: Q2, section: ["options"] }) })).toEqual([
      ["options", [["Options", [30]]]],
    ]);
  });

  it("draws no rate that speaks for less than half of the orders, of all brokers together as of one", () => {
    const store = new MadeStore();
    const stocks = (pct: number) => section("sp500", ["Wholesale", pct, 12, 10]);
    store.save(reportOf("Alpha", Q1, wholeQuarter(Q1, stocks(60))));
    store.save(reportOf("Beta", Q1, wholeQuarter(Q1, stocks(42))));
    store.save(reportOf("Alpha", Q2, wholeQuarter(Q2, stocks(60))));
    store.save(reportOf("Beta", Q2, wholeQuarter(Q2, stocks(38))));
    const [rate] = trends({ measure: "rate" });
    // Orders covered: (60 + 42) / 2 and (60 + 38) / 2 percent.
    expect(rate?.chart.lines.map((line) => line.values)).toEqual([[10, null]]);
    expect([...(rate?.tooThin ?? [])]).toEqual(["sp500 2021Q2"]);
    const [beta] = trends({ measure: "rate", filters: filters({ broker: ["beta"] }) });
    expect(beta?.says).toBe(
      "Not enough was filed to draw the rate in stocks: what was filed speaks for less than half of the orders.",
    );
    const [dollars] = trends({ measure: "dollars" });
    expect(dollars?.chart.lines.map((line) => line.values)).toEqual([[72, 72]]);
    expect(dollars?.tooThin.size).toBe(0);
  });

  it("draws brokers, months, order types and change", () => {
    expect(lines({ lines: "broker", filters: filters({ section: ["sp500"] }) })).toEqual([
      [
        "equities",
        [
          ["Beta", [null, null, null, 3000]],
          ["Alpha", [30, 60, null, null]],
        ],
      ],
    ]);
    expect(lines({ lines: "orderType", scale: "growth", filters: filters({ section: ["sp500"] }) })).toEqual([
      ["equities", [["Market", [null, 100, null, null]]]],
    ]);
    const [months] = trends({ grain: "month", filters: filters({ section: ["options"] }) });
    expect(months?.chart.periods).toEqual(["2021-01", "2021-02", "2021-03", "2021-04", "2021-05", "2021-06"]);
    expect(months?.chart.lines[0]).toMatchObject({
      values: [5, 5, 5, 10, 10, 10],
      joined: [false, true, true, true, true, true],
    });
  });

  it("lists brokers by quarter", () => {
    expect(trends({ filters: filters({ section: ["sp500"] }) })[0]?.heat).toEqual({
      quarters: ["2021Q1", "2021Q2", "2021Q3", "2021Q4"],
      rows: [
        { slug: "alpha", name: "Alpha", values: [30, 60, null, null] },
        { slug: "beta", name: "Beta", values: [null, null, null, 3000] },
      ],
    });
  });

  it("has nothing to say about nothing", () => {
    const [none] = trends({ filters: filters({ section: ["non_sp500"] }) });
    expect(none).toMatchObject({
      says: "Nothing to show for the net payment in stocks: no figure was filed, or none that can be compared.",
      heat: { quarters: [], rows: [] },
    });
  });
});
