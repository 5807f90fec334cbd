import { countOf, formatUsdInText, formatUsdShort } from "@/report/format";
import { leftOutSentence, type Mark, markTogether, withSign } from "@/report/mark";
import { type BarPanel, domainOf } from "./bars";
import type { ChartPart } from "./chart-part";
import type { ColorName } from "./palette";

/** Net dollars of one broker or venue, positive when the broker received; null: every cell blank. */
export interface RankedPayment {
  readonly key: string;
  readonly name: string;
  readonly paymentUsd: number | null;
  /** Why the payment is doubtful: it is drawn, and no sentence ranks it. */
  readonly mark?: Mark | null;
}

/** Highest first, net payers and then the unknown last; equal ones by name. */
export function byPayment<T extends RankedPayment>(rows: readonly T[]): T[] {
  return [...rows].sort(
    (a, b) =>
      (b.paymentUsd ?? Number.NEGATIVE_INFINITY) - (a.paymentUsd ?? Number.NEGATIVE_INFINITY) ||
      a.name.localeCompare(b.name, "en"),
  );
}

/** Bars drawn; what is left out is one more. */
const MOST_BARS = 12;

/** Payments of one kind as the one drawing of a chart; none where none is known. */
export function paymentsPart(
  ranked: readonly RankedPayment[],
  { id, title, traceOf }: { id: string; title: string; traceOf: (key: string) => string },
): ChartPart[] {
  const chart = paymentsRanking(ranked, { id, title, limit: MOST_BARS, color: "payment" });
  if (chart.bars.length === 0) return [];
  return [{ heading: null, unit: "Net payment, US dollars", legend: [], kind: "bars", chart, traceOf }];
}

/** What is said of the others where no bar is drawn for them: one longer than all the rest would leave no room for those. */
export function othersInWords(ranked: readonly RankedPayment[]): string[] {
  const { rest, usd, isDrawn } = shownOf(ranked, MOST_BARS);
  if (rest.length === 0 || isDrawn) return [];
  return [`Not drawn: ${countOf(rest.length, "other")}, ${formatUsdInText(usd)} together.`];
}

/** Those with a bar, and the others with their sum, which has one where it is no longer than the longest. */
function shownOf<T extends RankedPayment>(rows: readonly T[], limit: number) {
  const largest = rows
    .filter((row) => row.paymentUsd !== null)
    .sort((a, b) => Math.abs(b.paymentUsd ?? 0) - Math.abs(a.paymentUsd ?? 0));
  const shown = largest.length > limit + 1 ? largest.slice(0, limit) : largest;
  const rest = largest.slice(shown.length);
  const usd = rest.reduce((total, row) => total + (row.paymentUsd ?? 0), 0);
  return { shown, rest, usd, isDrawn: Math.abs(usd) <= Math.abs(largest[0]?.paymentUsd ?? 0) };
}

/** The `limit` largest payments by size, net payers included, as bars in rank order. What is left out is one bar,
 * so that the bars add up to the total, unless it were the longest. */
export function paymentsRanking(
  rows: readonly RankedPayment[],
  { id, title, limit, color }: { id: string; title: string; limit: number; color: ColorName },
): BarPanel {
  const { shown, rest, usd, isDrawn } = shownOf(rows, limit);
  const bars = byPayment(shown).map((row) => bar(row.key, row.name, row.paymentUsd ?? 0, color, row.mark));
  if (rest.length > 0 && isDrawn) {
    const mark = markTogether(rest.map((row) => ({ usd: row.paymentUsd, mark: row.mark })));
    bars.push(bar("rest", countOf(rest.length, "other"), usd, "rest", mark));
  }
  return { id, title, bars, domain: domainOf(bars.map((one) => one.value)) };
}

function bar(key: string, label: string, value: number, color: ColorName, mark?: Mark | null) {
  return {
    key,
    label,
    value,
    text: withSign(formatUsdShort(value), mark),
    color: value < 0 ? ("paid" as const) : color,
    mark,
  };
}

/** Where no payment can be ranked. */
export function noneFiled(quarter: string, leftOut: string): string {
  return `No ${leftOut ? "other " : ""}payments were filed for ${quarter}.${leftOut}`;
}

/** Those whose payment a sentence may rank, and what it says of the others. */
export function rankable<T extends RankedPayment>(rows: readonly T[]): { ranked: T[]; leftOut: string } {
  const left = rows.flatMap(({ name, mark }) => (mark ? [{ name, mark }] : []));
  const said = leftOutSentence(left);
  return { ranked: byPayment(rows.filter((row) => !row.mark)), leftOut: said && ` ${said}` };
}

/** The first of some ranked payments and all that are written the same, with the amount; null when the first is not above
 * zero. `alone`: nobody else was paid or paid anything that is known. */
export function leadersOf(
  ranked: readonly RankedPayment[],
): { readonly names: readonly string[]; readonly usd: number; readonly alone: boolean } | null {
  const usd = ranked[0]?.paymentUsd ?? 0;
  if (usd <= 0) return null;
  const said = formatUsdInText(usd);
  const names = ranked.filter((row) => row.paymentUsd !== null && formatUsdInText(row.paymentUsd) === said);
  return {
    names: names.map((row) => row.name),
    usd,
    alone: ranked.filter((row) => row.paymentUsd !== null).length === 1,
  };
}

/** Σ of what is above zero: what one side paid, whatever it was paid by others. */
export function paidOf(ranked: readonly RankedPayment[]): number {
  return ranked.reduce((sum, one) => sum + Math.max(0, one.paymentUsd ?? 0), 0);
}
