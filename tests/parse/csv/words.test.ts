import { describe, expect, test } from "vitest";
import { readMonth, readQuarter, readSection, readYear } from "@/parse/csv/words";

describe("words of CSV files", () => {
  test.each([
    ["sp500", "sp500"],
    ["SP500", "sp500"],
    ["rSP500", "sp500"],
    ["S&P 500 Stocks", "sp500"],
    ["S&P 500", "sp500"],
    ["non_sp500", "non_sp500"],
    ["OtherStocks", "non_sp500"],
    ["Non-S&P 500 Stocks", "non_sp500"],
    ["rOtherStocks", "non_sp500"],
    ["OPTIONS", "options"],
    ["Options ", "options"],
    ["", null],
    ["ETFs", null],
    ["SP50", null],
  ])("section %j is %j", (text, section) => {
    expect(readSection(text)).toBe(section);
  });

  test.each([
    ["1", 1, null],
    ["01", 1, null],
    ["12.0", 12, null],
    ["January", 1, null],
    ["sept 2020", null, null],
    ["Sep 2020", 9, 2020],
    ["May, 2021", 5, 2021],
    ["Jan-20", 1, 2020],
    ["2020-01", 1, 2020],
    ["2020-01-01", 1, 2020],
    ["2020/11", 11, 2020],
    ["3/2022", 3, 2022],
    ["2020-01-15", null, null],
    ["13", null, null],
    ["0", null, null],
    ["", null, null],
  ])("month %j is %j of %j", (text, month, year) => {
    expect(readMonth(text)).toEqual(month === null ? null : { month, year });
  });

  test.each([
    ["1", 1, null],
    ["4.0", 4, null],
    ["Q3", 3, null],
    ["2020Q1", 1, 2020],
    ["2020-q1", 1, 2020],
    ["Q2 2021", 2, 2021],
    ["1st Quarter, 2020", 1, 2020],
    ["3rd quarter", 3, null],
    ["5", null, null],
    ["", null, null],
    ["2020", null, null],
  ])("quarter %j is %j of %j", (text, quarter, year) => {
    expect(readQuarter(text)).toEqual(quarter === null ? null : { quarter, year });
  });

  test.each([
    ["2020", "2020"],
    [" 2020.0 ", "2020"],
    ["20x0", "20x0"],
  ])("year %j is %j", (text, year) => {
    expect(readYear(text)).toBe(year);
  });
});
