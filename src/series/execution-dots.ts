import { improvementInWords, speedInWords, spreadInWords } from "@/execution/in-words";
import type { ExecutionListRow } from "@/queries/execution-rows";
import { formatPercent } from "@/report/format";
import { type DotRow, type DotRows, dotRows } from "./dot-rows";
import type { ColorName } from "./palette";

/** What a plot of executions shows. */
export interface ExecutionMeasure {
  readonly key: string;
  /** With its unit; over the plot. */
  readonly title: string;
  readonly value: (row: ExecutionListRow) => number | null;
  readonly write: (value: number) => string;
  /** By powers of ten: from parts of a millisecond to minutes. */
  readonly isLog?: true;
}

export const EXECUTION_MEASURES: readonly ExecutionMeasure[] = [
  {
    key: "efq",
    title: "Effective ÷ quoted spread, percent: 0 is the midpoint, 100 the quote",
    value: (row) => row.efq_pct,
    write: (value) => formatPercent(value),
  },
  {
    key: "effective",
    title: "Effective spread, percent of the price",
    value: (row) => row.effective_spread_fraction,
    write: spreadInWords,
  },
  {
    key: "improvement",
    title: "Better than the quote, US dollars per $1,000 traded; below zero: worse",
    value: (row) => row.net_improvement_usd_per_1000,
    write: improvementInWords,
  },
  {
    key: "speed",
    title: "Time from receiving the order to executing it, by powers of ten",
    value: (row) => row.execution_ms,
    write: speedInWords,
    isLog: true,
  },
];

/** Key of the only dot of a line. */
const ONE = "value";

/** One line per row, the smallest value first; marked rows are left out. */
export function reporterDots(
  rows: readonly (ExecutionListRow & { readonly name: string })[],
  { title, value, write, isLog }: ExecutionMeasure,
  hrefOf: (row: ExecutionListRow) => string | undefined,
): DotRows {
  const lines = rows.flatMap((row): DotRow[] => {
    const number = value(row);
    if (row.marked !== null || number === null) return [];
    const href = hrefOf(row);
    const dot = {
      key: ONE,
      label: row.name,
      color: "hue1" as const,
      value: number,
      text: write(number),
    };
    return [{ key: row.report_id, label: row.name, ...(href && { href }), dots: [dot] }];
  });
  lines.sort((a, b) => (a.dots[0]?.value ?? 0) - (b.dots[0]?.value ?? 0));
  return dotRows(title, lines, { columns: [ONE], write: tick(write), isLog });
}

/** One line per order size with a dot per order type; marked rows are left out. */
export function sizeDots(
  rows: readonly ExecutionListRow[],
  sizes: readonly { readonly size: number; readonly label: string }[],
  types: readonly { readonly type: string; readonly label: string; readonly color: ColorName }[],
  { title, value, write, isLog }: ExecutionMeasure,
): DotRows {
  const lines = sizes.map(({ size, label }) => ({
    key: String(size),
    label,
    dots: types.flatMap(({ type, label: words, color }) => {
      const row = rows.find((one) => one.order_size === size && one.order_type === type);
      const number = row && row.marked === null ? value(row) : null;
      return number === null ? [] : [{ key: type, label: words, color, value: number, text: write(number) }];
    }),
  }));
  return dotRows(title, lines, { columns: types.map((one) => one.type), write: tick(write), isLog });
}

/** Round numbers need no zeros behind the point. */
function tick(write: (value: number) => string): (value: number) => string {
  return (value) =>
    write(value)
      .replace(/(\.\d*?)0+(?=%|$)/, "$1")
      .replace(/\.(?=%|$)/, "");
}
