import { efqInWords, improvementInWords, speedInWords, spreadInWords } from "@/execution/in-words";
import { executionTraceHref } from "@/execution/traced-figures";
import type { ExecutionListRow } from "@/queries/execution-rows";
import { type Dot, type DotRow, type DotRows, dotRows } from "./dot-rows";
import type { ColorName } from "./palette";

/** What a plot of executions shows. */
export interface ExecutionMeasure {
  readonly key: string;
  /** The column it shows. */
  readonly figure: keyof ExecutionListRow & string;
  /** With its unit; over the plot. */
  readonly title: string;
  readonly write: (value: number) => string;
  /** By powers of ten: from parts of a millisecond to minutes. */
  readonly isLog?: true;
}

export const EXECUTION_MEASURES: readonly ExecutionMeasure[] = [
  {
    key: "efq",
    figure: "efq_pct",
    title: "Effective ÷ quoted spread, percent: 0 is the midpoint, 100 the quote",
    write: efqInWords,
  },
  {
    key: "effective",
    figure: "effective_spread_fraction",
    title: "Effective spread, percent of the price",
    write: spreadInWords,
  },
  {
    key: "improvement",
    figure: "net_improvement_usd_per_1000",
    title: "Better than the quote, US dollars per $1,000 traded; below zero: worse",
    write: improvementInWords,
  },
  {
    key: "speed",
    figure: "execution_ms",
    title: "Time from receiving the order to executing it, by powers of ten",
    write: speedInWords,
    isLog: true,
  },
];

/** Key of the only dot of a line. */
const ONE = "value";

/** One line per row, the smallest value first; marked rows are left out. `isTraced`: dots lead to their filed cells. */
export function reporterDots(
  rows: readonly (ExecutionListRow & { readonly name: string })[],
  measure: ExecutionMeasure,
  hrefOf: (row: ExecutionListRow) => string | null,
  isTraced = true,
): DotRows {
  const lines = rows.flatMap((row): DotRow[] => {
    const dot = dotOf(row, measure, { key: ONE, label: row.name, color: "hue1" }, isTraced);
    const href = hrefOf(row);
    return dot ? [{ key: row.report_id, label: row.name, ...(href && { href }), dots: [dot] }] : [];
  });
  lines.sort((a, b) => (a.dots[0]?.value ?? 0) - (b.dots[0]?.value ?? 0));
  return plotOf(measure, lines, [ONE]);
}

/** Dots of one color in a plot by order size: an order type, or a reporter. */
export interface ExecutionDots {
  readonly key: string;
  readonly label: string;
  readonly color: ColorName;
  /** Which rows they are of; of one order size one row. */
  readonly isOf: (row: ExecutionListRow) => boolean;
}

/** One line per order size with a dot of each kind; marked rows are left out. */
export function sizeDots(
  rows: readonly ExecutionListRow[],
  sizes: readonly { readonly size: number; readonly label: string }[],
  kinds: readonly ExecutionDots[],
  measure: ExecutionMeasure,
): DotRows {
  const lines = sizes.map(({ size, label }) => ({
    key: String(size),
    label,
    dots: kinds.flatMap(({ isOf, ...kind }) => {
      const row = rows.find((one) => one.order_size === size && isOf(one));
      return (row && dotOf(row, measure, kind)) ?? [];
    }),
  }));
  return plotOf(
    measure,
    lines,
    kinds.map(({ key }) => key),
  );
}

/** Null where nothing was filed, or the row says what cannot be. */
function dotOf(
  row: ExecutionListRow,
  { figure, write }: ExecutionMeasure,
  own: Pick<Dot, "key" | "label" | "color">,
  isTraced = true,
): Dot | null {
  const value = row[figure] as number | null;
  if (row.marked !== null || value === null) return null;
  return { ...own, value, text: write(value), ...(isTraced && { trace: executionTraceHref(row, figure) }) };
}

function plotOf({ title, write, isLog }: ExecutionMeasure, rows: DotRow[], columns: string[]): DotRows {
  return dotRows(title, rows, { columns, write: tick(write), isLog });
}

/** Round numbers need no zeros behind the point. */
function tick(write: (value: number) => string): (value: number) => string {
  return (value) =>
    write(value)
      .replace(/(\.\d*?)0+(?=%|$)/, "$1")
      .replace(/\.(?=%|$)/, "");
}
