import { EXECUTION_TYPE_WORDS, EXECUTION_TYPES, SP500_FLAGS } from "@/execution/order-sizes";
import { executionTraceHref } from "@/execution/traced-figures";
import type { ExecutionListRow } from "@/queries/execution-rows";
import type { ChartPart } from "./chart-part";
import type { ValueUnit } from "./measure-words";
import { periodLines } from "./period-lines";
import { type Period, periodAxis } from "./periods";

const HEADINGS = { Y: "S&P 500 stocks", N: "Other stocks" } as const;
const COLORS = { M: "market", ML: "marketable_limit" } as const;

const MEASURES = [
  { figure: "efq_pct", unit: "percent", words: "Effective ÷ quoted spread, %" },
  {
    figure: "net_improvement_cents_per_100_shares",
    unit: "cents",
    words: "Better than the quote, cents per 100 shares; below zero: worse",
  },
] as const satisfies readonly { figure: keyof ExecutionListRow; unit: ValueUnit; words: string }[];

export type ExecutionLines = Extract<ChartPart, { kind: "periods" }>;

/** `2026-08` of 202608. */
function periodOf(month: number): Period {
  return `${Math.floor(month / 100)}-${String(month % 100).padStart(2, "0")}`;
}

/**
 * A reporter's months as lines, market and marketable limit orders apart: a drawing for each kind of stocks and measure. `rows`: of
 * one order size. A month that was not filed, or says what cannot be, is a gap.
 */
export function executionLines(name: string, rows: readonly ExecutionListRow[]): ExecutionLines[] {
  const periods = periodAxis([...new Set(rows.map(({ month }) => periodOf(month)))]);
  return SP500_FLAGS.flatMap((flag) =>
    MEASURES.map(({ figure, unit, words }): ExecutionLines => {
      const rowOf = (type: string, period: Period) =>
        rows.find((row) => row.sp500 === flag && row.order_type === type && periodOf(row.month) === period) ??
        null;
      const lines = EXECUTION_TYPES.map((type) => ({
        key: type,
        label: EXECUTION_TYPE_WORDS[type],
        color: COLORS[type],
        values: periods.map((period) => {
          const row = rowOf(type, period);
          return row && row.marked === null ? row[figure] : null;
        }),
        joined: periods.map(() => true),
      }));
      return {
        kind: "periods",
        heading: HEADINGS[flag],
        unit: words,
        legend: lines.map(({ key, label, color }) => ({ key, label, color })),
        chart: periodLines(lines, {
          id: `execution-${flag}-${figure}`,
          title: `${name}, ${HEADINGS[flag]}: ${words}, by month`,
          unit,
          periods,
        }),
        traceOf: (type, period) => {
          const row = rowOf(type, period);
          return row && executionTraceHref(row, figure);
        },
      };
    }),
  ).filter(({ chart }) => chart.lines.length > 0);
}
