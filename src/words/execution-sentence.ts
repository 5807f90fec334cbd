import { improvementInWords, sharesInWords, speedInWords } from "@/execution/in-words";
import {
  EXECUTION_TYPE_WORDS,
  type ExecutionType,
  type OrderSize,
  SP500_WORDS,
  type Sp500,
  sizeWords,
} from "@/execution/order-sizes";
import { monthWords } from "@/execution/report-month";
import type { ExecutionListRow } from "@/queries/execution-rows";
import { countOf, formatPercent, listInText } from "@/report/format";

/** What rows of one table have in common. */
export interface OrdersAsked {
  readonly month: number;
  readonly size: OrderSize;
  readonly type: ExecutionType;
  readonly sp500: Sp500;
}

/** `market orders of $1,000 to $5,000 in S&P 500 stocks`. */
export function ordersInWords({ size, type, sp500 }: Omit<OrdersAsked, "month">): string {
  const of = size === 199999 ? " below $200,000" : ` of ${sizeWords(size)}`;
  return `${EXECUTION_TYPE_WORDS[type]}${of} in ${SP500_WORDS[sp500]}`;
}

type Named = ExecutionListRow & { readonly name: string };

/** Where the smallest and the largest part of the quoted spread was paid, marked rows aside. */
export function executionsSentence(rows: readonly Named[], asked: OrdersAsked): string {
  const of = `${ordersInWords(asked)} in ${monthWords(asked.month)}`;
  if (rows.length === 0) return `No stored report has ${of}.`;
  const ranked = rows
    .filter((row) => row.marked === null && row.efq_pct !== null)
    .sort((a, b) => (a.efq_pct ?? 0) - (b.efq_pct ?? 0));
  const [least] = ranked;
  const most = ranked.at(-1);
  if (!least || !most) return `${countOf(rows.length, "reporter")} filed ${of}; no figure can be ranked.`;
  if (ranked.length === 1) {
    return `For ${of}, the effective spread at ${least.name} was ${formatPercent(least.efq_pct)} of the quoted spread.`;
  }
  return `For ${of}, the effective spread was the smallest part of the quoted one at ${least.name}, ${formatPercent(least.efq_pct)}, and the largest at ${most.name}, ${formatPercent(most.efq_pct)}.`;
}

/** How many rows a ranking leaves out, and why; null: none. */
export function leftOutOfRanking(rows: readonly Named[]): string | null {
  const marked = rows.filter((row) => row.marked !== null);
  if (marked.length === 0) return null;
  const names = listInText(
    marked.map((row) => row.name),
    4,
  );
  return `${countOf(marked.length, "row")} with a figure that cannot be what it says ${marked.length === 1 ? "is" : "are"} in the table and left out of the sentence and the charts: ${names}.`;
}

/** One row in a sentence: better than the quote, how often, how fast. */
export function executionSentence(name: string, row: ExecutionListRow, asked: OrdersAsked): string {
  const dollars = row.net_improvement_usd_per_1000;
  const price =
    dollars === null
      ? "at a price not filed"
      : dollars < 0
        ? `${improvementInWords(-dollars)} worse than the quote per $1,000`
        : `${improvementInWords(dollars)} better than the quote per $1,000`;
  return `In ${monthWords(asked.month)}, ${ordersInWords(asked)} were executed at ${name} on average ${price}; ${sharesInWords(row.improved_fraction)} of shares were improved, in ${speedInWords(row.execution_ms)}.`;
}
