import { describe, expect, it } from "vitest";
import {
  countOf,
  dateInText,
  formatBytes,
  formatCountInText,
  formatFiled,
  formatGrowth,
  formatLimit,
  formatPercent,
  formatRate,
  formatRateInText,
  formatUsd,
  formatUsdExact,
  formatUsdInText,
  formatUsdShort,
  listInText,
  monthInText,
  quarterInText,
} from "@/report/format";

/** Each row: value, expected text. The minus sign is U+2212. */
function table<T>(name: string, format: (value: T) => string, rows: readonly (readonly [T, string])[]) {
  describe(name, () => {
    it.each(rows.map(([value, text]) => ({ value, text })))("$value → $text", ({ value, text }) => {
      expect(format(value)).toBe(text);
    });
  });
}

table("dollars in a table", formatUsd, [
  [null, "–"],
  [0, "$0"],
  [53_577_202.81, "$53,577,203"],
  [-1_591_574.72, "−$1,591,575"],
  [1.49, "$1"],
  [0.34, "$0.34"],
  [-0.34, "−$0.34"],
  [0.5, "$1"],
  [0.004, "<$0.01"],
  [-0.004, ">−$0.01"],
]);

table("dollars as filed", formatUsdExact, [
  [null, "–"],
  [0, "$0.00"],
  [352_769.36, "$352,769.36"],
  [-143, "−$143.00"],
]);

table("dollars in a sentence", formatUsdInText, [
  [null, "–"],
  [0, "$0"],
  [53_577_202.81, "$53.6 million"],
  [161_649_666.22, "$162 million"],
  [-1_591_574.72, "−$1.59 million"],
  [2_457_000_000, "$2.46 billion"],
  [999_999, "$1.00 million"],
  [33_946, "$33,900"],
  [143.21, "$143"],
  [12.5, "$12.5"],
  [0.004, "<$0.01"],
]);

table("dollars on an axis", formatUsdShort, [
  [0, "$0"],
  [53_577_202, "$54M"],
  [161_649_666, "$162M"],
  [-1_591_574, "−$1.6M"],
  [1_200_000_000, "$1.2B"],
  [340_000, "$340k"],
  [50, "$50"],
]);

table("rates in a table", formatRate, [
  [null, "–"],
  [0, "0"],
  [8.9234, "8.92"],
  [-4.0, "−4.00"],
  [0.004, "<0.01"],
  [-0.004, ">−0.01"],
  [1234.5, "1,234.50"],
]);

table("rates in a sentence", formatRateInText, [
  [null, "–"],
  [8.9234, "8.9"],
  [36.87, "36.9"],
  [-4.04, "−4.0"],
  [0.04, "<0.1"],
]);

table("percent", (value: number | null) => formatPercent(value), [
  [null, "–"],
  [0, "0%"],
  [2.3, "2.3%"],
  [100, "100.0%"],
  [0.04, "<0.1%"],
]);

table("growth", formatGrowth, [
  [null, "–"],
  [0, "0%"],
  [23.4517, "+23.5%"],
  [-4, "−4.0%"],
  [0.01, "<0.1%"],
  [-0.01, ">−0.1%"],
]);

table("filed figures", (value: number | null) => formatFiled(value), [
  [null, "–"],
  [0, "0"],
  [71.0704, "71.0704"],
  [352_769.36, "352,769.36"],
  [-0.0004, "−0.0004"],
]);

table("filed figures in a column", (value: number | null) => formatFiled(value, 4), [
  [null, "–"],
  [9, "9.0000"],
  [71.0704, "71.0704"],
  [1.23456, "1.23456"],
]);

table("counts in a sentence", formatCountInText, [
  [null, "–"],
  [593_400_000, "593 million"],
  [1_230, "1,230"],
]);

table("limits", formatLimit, [
  [256 * 1024 ** 2, "256 MB"],
  [1_000_000, "1.0 MB"],
]);

table("sizes", formatBytes, [
  [820, "820 B"],
  [4_210, "4.2 kB"],
  [999_951, "1.0 MB"],
  [7_600_000, "7.6 MB"],
]);

table("dates", dateInText, [
  [null, "–"],
  ["2021-04-29T17:43:07Z", "Apr 29, 2021"],
  ["2022-07-04", "Jul 4, 2022"],
]);

describe("words", () => {
  it("counts in singular and plural", () => {
    expect(countOf(1, "broker")).toBe("1 broker");
    expect(countOf(0, "broker")).toBe("0 brokers");
    expect(countOf(1_200, "broker")).toBe("1,200 brokers");
    expect(countOf(2, "entry", "entries")).toBe("2 entries");
  });
  it("lists names", () => {
    expect(listInText([])).toBe("");
    expect(listInText(["A"])).toBe("A");
    expect(listInText(["A", "B"])).toBe("A and B");
    expect(listInText(["A", "B", "C"])).toBe("A, B and C");
    expect(listInText(["A", "B", "C", "D"], 2)).toBe("A, B and 2 more");
  });
  it("names quarters and months", () => {
    expect(quarterInText({ year: 2021, quarter: 1 })).toBe("2021 Q1");
    expect(monthInText(2021, 1)).toBe("January 2021");
  });
});
