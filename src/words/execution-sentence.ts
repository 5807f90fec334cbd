import type { ExecutedOrder } from "@/execution/executed-order";
import { efqInWords, improvementInWords, sharesInWords, speedInWords } from "@/execution/in-words";
import { EXECUTION_TYPE_WORDS, SP500_WORDS, sizeWords } from "@/execution/order-sizes";
import { monthWords } from "@/execution/report-month";
import type { ExecutionListRow } from "@/queries/execution-rows";
import { countOf, listInText } from "@/report/format";

/** What rows of one table have in common. */
export interface OrdersAsked extends ExecutedOrder {
  readonly month: number;
}

/** `market orders of $1,000 to $5,000 in S&P 500 stocks`. */
export function ordersInWords({ size, type, sp500 }: ExecutedOrder): string {
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
    return `For ${of}, the effective spread at ${least.name} was ${efqInWords(least.efq_pct)} of the quoted spread.`;
  }
  return `For ${of}, the effective spread was the smallest part of the quoted one at ${least.name}, ${efqInWords(least.efq_pct)}, and the largest at ${most.name}, ${efqInWords(most.efq_pct)}.`;
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

/** A part of a sentence; a figure with the column it is of, so that it can lead to its filed cell. */
export interface SaidPart {
  readonly text: string;
  readonly figure?: string;
}

/** What a broker's customers got for such orders, by its own report: the half of an answer that the payment is not. */
export function customersSentence(row: ExecutionListRow, asked: OrdersAsked): SaidPart[] {
  const dollars = row.net_improvement_usd_per_1000;
  const orders = `On average its customers’ ${ordersInWords(asked)} got `;
  const when = ` in ${monthWords(asked.month)}; `;
  const better: SaidPart = {
    text: improvementInWords(dollars === null ? null : Math.abs(dollars)),
    figure: "net_improvement_usd_per_1000",
  };
  const price: readonly SaidPart[] =
    dollars === null
      ? [{ text: `${orders}a price not filed${when}` }]
      : dollars === 0
        ? [
            { text: `${orders}the ` },
            { text: "quote", figure: "net_improvement_usd_per_1000" },
            { text: when },
          ]
        : [
            { text: orders },
            better,
            { text: ` ${dollars < 0 ? "worse" : "better"} than the quote per $1,000${when}` },
          ];
  return [
    ...price,
    ...(row.improved_fraction === null
      ? [{ text: "how many shares were improved was not filed; " }]
      : [
          { text: sharesInWords(row.improved_fraction), figure: "improved_fraction" },
          { text: " of shares were improved; " },
        ]),
    ...(row.execution_ms === null
      ? [{ text: "the time was not filed." }]
      : [
          { text: speedInWords(row.execution_ms), figure: "execution_ms" },
          { text: " from order to execution." },
        ]),
  ];
}

/** Brokers of which no report is stored, so that nothing is said of their customers' orders; null: there are none. */
export function withoutExecution(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  return `No Rule 605 report of ${listInText(names)} is stored: how well ${names.length === 1 ? "its" : "their"} customers’ orders were executed is not known here.`;
}
