import { type RowOfReport, rowKey } from "./executed-order";
import { STATISTICS } from "./statistics";

/** A figure of a row of the summary as pages show it, and the filed cells it is made of. */
interface TracedFigure {
  /** As a column of `/api/v1/execution`. */
  readonly key: string;
  /** What it is, as a title. */
  readonly name: string;
  /** Columns of its filed cells, the same names. */
  readonly cells: readonly string[];
  /** How it is made of them. */
  readonly how: string;
}

const AS_FILED = "As filed";
const PERCENT = "The filed fraction × 100";

const HOW: Readonly<Record<string, string>> = {
  at_quote_or_better_fraction: PERCENT,
  improved_fraction: PERCENT,
  net_improvement_fraction: PERCENT,
  effective_spread_fraction: PERCENT,
  quoted_spread_fraction: PERCENT,
  realized_spread_15s_fraction: PERCENT,
  realized_spread_1min_fraction: PERCENT,
};

/** What can be traced: every filed statistic, and what is computed of them. */
export const TRACED_FIGURES: readonly TracedFigure[] = [
  ...STATISTICS.map(({ key, title }) => ({ key, name: title, cells: [key], how: HOW[key] ?? AS_FILED })),
  {
    key: "efq_pct",
    name: "Effective ÷ quoted spread",
    cells: ["efq_filed", "effective_spread_fraction", "quoted_spread_fraction"],
    how: "The filed quotient, in percent. Whether a report files it as a fraction or in percent points is settled once for all of its rows, by the median of filed quotient ÷ (effective ÷ quoted spread): about 1 or about 100",
  },
  {
    key: "net_improvement_usd_per_1000",
    name: "Better than the quote, US dollars per $1,000 traded",
    cells: ["net_improvement_fraction"],
    how: "The filed fraction of the price × 1,000",
  },
  {
    key: "net_improvement_cents_per_100_shares",
    name: "Better than the quote, cents per 100 shares",
    cells: ["net_improvement_fraction", "midpoint_usd"],
    how: "The filed fraction of the price × the average midpoint in dollars × 100 shares × 100 cents",
  },
];

export const TRACED_KEYS = TRACED_FIGURES.map(({ key }) => key);

/** Address of the page that traces a figure of a filed row to its cells. */
export function executionTraceHref(
  row: RowOfReport & { readonly report_id: string },
  figure: string,
): string {
  return `/trace/execution?report=${row.report_id}&row=${rowKey(row)}&figure=${figure}`;
}
