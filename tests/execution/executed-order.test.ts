import { expect, test } from "vitest";
import { executedOrderOf } from "@/execution/executed-order";
import { lastPublicMonth } from "@/execution/report-month";

test.each([
  ["sp500", "market", 2_000, { sp500: "Y", size: 1000, type: "M" }],
  ["sp500", "market", 999.99, { sp500: "Y", size: 250, type: "M" }],
  ["non_sp500", "marketable_limit", 1_000, { sp500: "N", size: 1000, type: "ML" }],
  ["sp500", "market", 0.01, { sp500: "Y", size: 0, type: "M" }],
  ["sp500", "market", 199_999, { sp500: "Y", size: 50000, type: "M" }],
  ["sp500", "market", 200_000, { sp500: "Y", size: 200000, type: "M" }],
  // Not said: the filed total of all below $200,000.
  ["sp500", "market", null, { sp500: "Y", size: 199999, type: "M" }],
  // Not in rule 605.
  ["options", "market", 2_000, null],
  ["sp500", "non_marketable_limit", 2_000, null],
  ["non_sp500", "other", null, null],
] as const)("%s, %s, %j dollars: %j", (section, orderType, dollars, order) => {
  expect(executedOrderOf(section, orderType, dollars)).toEqual(order);
});

test.each([
  // August is due by the end of September.
  ["2026-09-29", 202607],
  ["2026-09-30", 202608],
  ["2026-10-15", 202608],
  ["2026-12-31", 202611],
  ["2027-01-01", 202611],
  ["2027-01-31", 202612],
  ["2028-02-29", 202801],
])("on %s month %i is public", (day, month) => {
  expect(lastPublicMonth(day)).toBe(month);
});
