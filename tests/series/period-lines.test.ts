import { describe, expect, it } from "vitest";
import { onOneAxis, type PeriodLine, periodLines, runsOf } from "@/series/period-lines";
import { periodAxis, periodBefore, periodInText, periodTick, quarterOf } from "@/series/periods";

function line(label: string, values: (number | null)[]): PeriodLine {
  return { key: label, label, color: "payment", values, joined: values.map((_, i) => i > 0) };
}
const made = { id: "made", title: "Made", unit: "cents", periods: ["2020Q1", "2020Q2", "2020Q3"] } as const;

describe("runsOf", () => {
  it.each<{ name: string; values: (number | null)[]; joined: boolean[]; runs: (number | null)[][] }>([
    { name: "one line", values: [1, 2, 3], joined: [false, true, true], runs: [[1, 2, 3]] },
    {
      name: "a gap",
      values: [1, null, 3],
      joined: [false, true, true],
      runs: [
        [1, null, null],
        [null, null, 3],
      ],
    },
    {
      name: "other brokers",
      values: [1, 2, 3],
      joined: [false, true, false],
      runs: [
        [1, 2, null],
        [null, null, 3],
      ],
    },
    { name: "nothing", values: [null, null], joined: [false, false], runs: [] },
  ])("$name", ({ values, joined, runs }) => {
    expect(runsOf({ values, joined })).toEqual(runs);
  });
});

describe("periodLines", () => {
  it("leaves out lines without a figure and reads amounts from zero", () => {
    const chart = periodLines([line("S&P 500", [8, 9, 10]), line("Blank", [null, null, null])], made);
    expect(chart.lines.map((one) => one.label)).toEqual(["S&P 500"]);
    expect(chart.axis).toEqual({ domain: [0, 10], ticks: [0, 2.5, 5, 7.5, 10] });
    expect(chart.labelled).toBe(true);
  });

  it("reads an index from 100", () => {
    const chart = periodLines([line("A", [100, 110, 95])], { ...made, unit: "index" });
    expect(chart.axis).toEqual({ domain: [95, 110], ticks: [95, 100, 105, 110] });
  });

  it("puts long names into a legend", () => {
    expect(periodLines([line("Robinhood Securities", [1, 2, 3])], made).labelled).toBe(false);
    const many = ["a", "b", "c", "d", "e"].map((name) => line(name, [1, 2, 3]));
    expect(periodLines(many, made).labelled).toBe(false);
  });

  it("shares an axis", () => {
    const charts = onOneAxis([
      periodLines([line("A", [8, 9, 10])], made),
      periodLines([line("B", [-2, 1, 2])], made),
    ]);
    expect(charts.map((chart) => chart.axis.domain)).toEqual([
      [-5, 10],
      [-5, 10],
    ]);
    expect(onOneAxis([])).toEqual([]);
  });
});

describe("periods", () => {
  it.each([
    { given: ["2020Q3", "2020Q1"], axis: ["2020Q1", "2020Q2", "2020Q3"] },
    { given: ["2020-11", "2021-02"], axis: ["2020-11", "2020-12", "2021-01", "2021-02"] },
    { given: [], axis: [] },
  ])("$given", ({ given, axis }) => {
    expect(periodAxis(given)).toEqual(axis);
  });

  it.each([
    ["2020Q1", "2020 Q1", "2020Q1", "2019Q4"],
    ["2020-01", "January 2020", "2020Q1", "2019-12"],
    ["2020-12", "December 2020", "2020Q4", "2020-11"],
  ])("%s", (period, text, quarter, before) => {
    expect(periodInText(period)).toBe(text);
    expect(quarterOf(period)).toBe(quarter);
    expect(periodBefore(period)).toBe(before);
  });

  it.each([
    ["2020-01", 3, 6, "Jan", "2020"],
    ["2020-02", 0, 6, "Feb", "2020"],
    ["2020-02", 3, 6, "Feb", ""],
    ["2020-01", 3, 30, "2020", ""],
    ["2020-02", 3, 30, "", ""],
    ["2020Q2", 0, 6, "Q2", "2020"],
    ["2020Q2", 1, 6, "Q2", ""],
    ["2020Q1", 4, 30, "2020", ""],
    ["2020Q3", 0, 10, "", ""],
    ["2020-02", 4, 12, "", ""],
    ["2020-04", 4, 12, "Apr", ""],
  ])("the tick of %s at %i of %i", (period, at, count, first, second) => {
    expect(periodTick(period, at, count)).toEqual({ first, second });
  });

  it.each([
    // Seven years on 190 pixels are 28 each: every second one; on 100 they are 15 each: every third.
    [27, 190, ["2020", "2022", "2024", "2026"]],
    [27, 100, ["2022", "2025"]],
    [27, 400, ["2020", "2021", "2022", "2023", "2024", "2025", "2026"]],
  ])("of %i quarters on %i pixels it names years that can be read apart", (count, width, years) => {
    const quarters = Array.from({ length: count }, (_, i) => `${2020 + Math.floor(i / 4)}Q${(i % 4) + 1}`);
    const named = quarters.map((quarter, i) => periodTick(quarter, i, count, width).first);
    expect(named.filter((text) => text !== "")).toEqual(years);
  });
});
