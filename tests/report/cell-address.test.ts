import { expect, test } from "vitest";
import { type CellPlace, cellAddress, parseCellAddress } from "@/report/cell-address";

test.each<[string, CellPlace]>([
  ["2021-01-sp500-3-market_usd", { year: 2021, month: 1, section: "sp500", row: 3, figure: "market_usd" }],
  ["2022-12-non_sp500-14", { year: 2022, month: 12, section: "non_sp500", row: 14, figure: null }],
  ["2020-03-options-ndo_pct", { year: 2020, month: 3, section: "options", row: null, figure: "ndo_pct" }],
])("%s is read, and written again", (text, place) => {
  expect(parseCellAddress(text)).toEqual(place);
  const parts = [place.section, place.row, place.figure].filter((part) => part !== null);
  expect(cellAddress(place, ...parts)).toBe(text);
});

test.each([
  "",
  "2021-01",
  "2021-01-sp500",
  "2021-01-sp500-0",
  "2021-01-sp500-03-market_usd",
  "2021-01-stocks-3-market_usd",
  "2021-01-sp500-3-ndo_pct",
  "2021-01-sp500-market_usd",
  "2021-01-sp500-3-market_usd-1",
  "2021-01-sp500-3-toString",
])("%j is the address of no cell", (text) => {
  expect(parseCellAddress(text)).toBeNull();
});
