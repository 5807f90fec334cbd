import { expect, test } from "vitest";
import { EXECUTION_MEASURES, reporterDots, sizeDots } from "@/series/execution-dots";
import { executionRow } from "../support/made-execution";

const measure = (key: string) => {
  const found = EXECUTION_MEASURES.find((one) => one.key === key);
  if (!found) throw new Error(`no measure ${key}`);
  return found;
};

test("one line per reporter, the smallest first; marked and blank ones are not drawn", () => {
  const rows = [
    { ...executionRow({ report_id: "a", efq_pct: 82.40641 }), name: "Cboe BZX" },
    { ...executionRow({ report_id: "b", efq_pct: 70.6818 }), name: "IEX" },
    { ...executionRow({ report_id: "c", efq_pct: 4171, marked: "efq_filed" }), name: "Marked" },
    { ...executionRow({ report_id: "d", efq_pct: null }), name: "Blank" },
  ];
  const plot = reporterDots(rows, measure("efq"), (row) => (row.report_id === "b" ? "/venues/iex" : null));
  expect(plot.rows.map(({ label, href, dots }) => [label, href, dots[0]?.text])).toEqual([
    ["IEX", "/venues/iex", "70.68%"],
    ["Cboe BZX", undefined, "82.41%"],
  ]);
  expect(plot.rows[1]?.dots[0]?.trace).toBe("/trace/execution?report=a&row=N-1000-M&figure=efq_pct");
  expect(plot.ticks.map(({ text }) => text)).toEqual(["0%", "50%", "100%"]);
});

test("each measure writes its unit and reads its column", () => {
  const row = executionRow();
  const shown = EXECUTION_MEASURES.map(({ key, figure, write }) => [key, write(Number(row[figure]))]);
  expect(shown).toEqual([
    ["efq", "82.41%"],
    ["effective", "1.205%"],
    ["improvement", "$2.89"],
    ["speed", "2.4 s"],
  ]);
});

test("one line per size with a dot per order type; a size without orders has none", () => {
  const plot = sizeDots(
    [
      executionRow({ order_type: "M", efq_pct: 40 }),
      executionRow({ order_type: "ML", efq_pct: 60 }),
      executionRow({ order_size: 250, efq_pct: 50, marked: "avg_order_usd" }),
    ],
    [
      { size: 250, label: "small" },
      { size: 1000, label: "usual" },
      { size: 5000, label: "none" },
    ],
    [
      { key: "M", label: "market", color: "market", isOf: (row) => row.order_type === "M" },
      { key: "ML", label: "limit", color: "marketable_limit", isOf: (row) => row.order_type === "ML" },
    ],
    measure("efq"),
  );
  expect(plot.rows.map(({ label, dots }) => [label, dots.map(({ key, text }) => `${key} ${text}`)])).toEqual([
    ["small", []],
    ["usual", ["M 40.00%", "ML 60.00%"]],
    ["none", []],
  ]);
});
