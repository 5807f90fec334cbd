import { describe, expect, test } from "vitest";
import { barReadings, columnReadings, periodReadings, pointAfter } from "@/words/readings";

const color = "payment" as const;
const axis = { domain: [0, 10] as const, ticks: [0, 10] };

describe("what a point says", () => {
  test("a bar: its name and what is written at it", () => {
    const bar = (label: string, value: number | null, text: string) => ({
      key: label,
      label,
      value,
      text,
      color,
    });
    const bars = [bar("Market", 8.92, "8.92 ¢"), bar("Other", null, "not enough filed")];
    expect(barReadings({ id: "a", title: "A", domain: [0, 9], bars })).toEqual([
      ["Market: 8.92 ¢", "Other: not enough filed"],
    ]);
  });

  test("a quarter of a line; a gap is not filed, and not zero", () => {
    const periods = ["2020Q4", "2021Q1"];
    const joined = [true, true];
    const lines = [
      { key: "sp500", label: "S&P 500 stocks", color, values: [9.2, null], joined },
      { key: "options", label: "Options", color, values: [36.87, -1.5], joined },
    ];
    expect(
      periodReadings({ id: "a", title: "A", unit: "cents", periods, axis, lines, labelled: true }),
    ).toEqual([
      ["S&P 500 stocks, 2020 Q4: 9.20 ¢", "S&P 500 stocks, 2021 Q1: not filed"],
      ["Options, 2020 Q4: 36.87 ¢", "Options, 2021 Q1: −1.50 ¢"],
    ]);
  });

  test("a month, and a part of a column", () => {
    const line = { key: "a", label: "Apex", color, values: [1234.5], joined: [false] };
    const periods = ["2020-01"];
    expect(
      periodReadings({ id: "a", title: "A", unit: "usd", periods, axis, lines: [line], labelled: true }),
    ).toEqual([["Apex, January 2020: $1,235"]]);
    const series = [{ key: "a", label: "Apex", color, values: [-12] }];
    expect(columnReadings({ id: "a", title: "A", quarters: ["2020Q1"], axis, series })).toEqual([
      ["Apex, 2020 Q1: −$12"],
    ]);
  });
});

describe("where a key leads", () => {
  const three = [
    ["a1", "a2", "a3"],
    ["b1", "b2", "b3"],
  ];
  const one = [["a1", "a2", "a3"]];
  test.each<[string, string[][], [number, number], [number, number] | null]>([
    ["ArrowRight", three, [0, 0], [0, 1]],
    ["ArrowRight", three, [0, 2], [0, 2]],
    ["ArrowLeft", three, [1, 0], [1, 0]],
    ["ArrowDown", three, [0, 1], [1, 1]],
    ["ArrowDown", three, [1, 1], [1, 1]],
    ["ArrowUp", three, [1, 1], [0, 1]],
    ["Home", three, [1, 2], [1, 0]],
    ["End", three, [1, 0], [1, 2]],
    ["ArrowDown", one, [0, 0], [0, 1]],
    ["ArrowUp", one, [0, 1], [0, 0]],
    ["Tab", three, [0, 0], null],
    ["a", three, [0, 0], null],
  ])("%s in %j from %j", (key, readings, [series, point], to) => {
    const next = pointAfter(key, { series, point }, readings);
    expect(next && [next.series, next.point]).toEqual(to);
  });
});
