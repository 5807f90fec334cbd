import { expect, test } from "vitest";
import { executionLines } from "@/series/execution-lines";
import { executionRow } from "../support/made-execution";

const row = (month: number, own: Parameters<typeof executionRow>[0]) =>
  executionRow({ month, report_id: `${month}-0123456789`, order_size: 199999, ...own });

test("months as lines, order types apart; a month not filed, and one that cannot be, are gaps", () => {
  const parts = executionLines("Cboe BZX", [
    row(202611, { efq_pct: 50 }),
    row(202610, { efq_pct: 4171, marked: "efq_filed" }),
    row(202608, { efq_pct: 40 }),
    row(202608, { order_type: "ML", efq_pct: 60, net_improvement_cents_per_100_shares: -25.77 }),
  ]);
  expect(parts.map(({ heading, unit }) => [heading, unit])).toEqual([
    ["Other stocks", "Effective ÷ quoted spread, %"],
    ["Other stocks", "Better than the quote, cents per 100 shares; below zero: worse"],
  ]);
  const [efq, cents] = parts;
  expect(efq?.chart.periods).toEqual(["2026-08", "2026-09", "2026-10", "2026-11"]);
  expect(efq?.chart.lines.map(({ key, values }) => [key, values])).toEqual([
    ["M", [40, null, null, 50]],
    ["ML", [60, null, null, null]],
  ]);
  expect(cents?.chart.lines[1]?.values[0]).toBe(-25.77);
  expect(efq?.traceOf?.("M", "2026-11")).toBe(
    "/trace/execution?report=202611-0123456789&row=N-199999-M&figure=efq_pct",
  );
  expect(efq?.traceOf?.("M", "2026-09")).toBeNull();
});
