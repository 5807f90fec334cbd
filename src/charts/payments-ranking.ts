import { countOf, formatPercent, formatUsdInText, formatUsdShort, listInText } from "@/report/format";
import { type BarPanel, domainOf } from "./bars";
import type { ColorName } from "./palette";

/** Net dollars of one broker or venue, positive when the broker received; null: every cell blank. */
export interface RankedPayment {
  readonly key: string;
  readonly name: string;
  readonly paymentUsd: number | null;
}

/** Highest first, net payers and then the unknown last; equal ones by name. */
export function byPayment<T extends RankedPayment>(rows: readonly T[]): T[] {
  return [...rows].sort(
    (a, b) =>
      (b.paymentUsd ?? Number.NEGATIVE_INFINITY) - (a.paymentUsd ?? Number.NEGATIVE_INFINITY) ||
      a.name.localeCompare(b.name, "en"),
  );
}

/** The `limit` largest payments by size, net payers included, as bars in rank order. What is left out is one bar,
 * so that the bars add up to the total. */
export function paymentsRanking(
  rows: readonly RankedPayment[],
  { id, title, limit, color }: { id: string; title: string; limit: number; color: ColorName },
): BarPanel {
  const known = rows.filter((row) => row.paymentUsd !== null);
  const largest = [...known].sort((a, b) => Math.abs(b.paymentUsd ?? 0) - Math.abs(a.paymentUsd ?? 0));
  const shown = largest.length > limit + 1 ? largest.slice(0, limit) : largest;
  const rest = largest.slice(shown.length);
  const bars = byPayment(shown).map((row) => bar(row.key, row.name, row.paymentUsd ?? 0, color));
  if (rest.length > 0) {
    const sum = rest.reduce((total, row) => total + (row.paymentUsd ?? 0), 0);
    bars.push({ ...bar("rest", `${countOf(rest.length, "other")}`, sum, "rest") });
  }
  return { id, title, bars, domain: domainOf(bars.map((one) => one.value)) };
}

function bar(key: string, label: string, value: number, color: ColorName) {
  return { key, label, value, text: formatUsdShort(value), color: value < 0 ? ("paid" as const) : color };
}

/** `Citadel Securities paid Schwab most in 2021 Q1: $27.1 million, 34.7% of the total.` */
export function topVenueSentence(broker: string, quarter: string, venues: readonly RankedPayment[]): string {
  const [top] = byPayment(venues);
  const total = venues.reduce((sum, row) => sum + (row.paymentUsd ?? 0), 0);
  if (!top || top.paymentUsd === null) return `No payments were filed for ${quarter}.`;
  if (top.paymentUsd <= 0) return `No venue paid ${broker} on balance in ${quarter}.`;
  const share = (100 * top.paymentUsd) / total;
  const ofTotal = total > 0 && share <= 100 ? `, ${formatPercent(share)} of the net total` : "";
  return `${top.name} paid ${broker} most in ${quarter}: ${formatUsdInText(top.paymentUsd)}${ofTotal}.`;
}

/** Who was paid most of several brokers, and who paid more than it received. Nothing to say about one broker. */
export function rankSentence(quarter: string, brokers: readonly RankedPayment[]): string {
  const [first, second] = byPayment(brokers);
  const payers = brokers.filter((row) => (row.paymentUsd ?? 0) < 0);
  const paid =
    payers.length > 0
      ? ` ${listInText(
          payers.map((row) => row.name),
          3,
        )} paid more than ${payers.length === 1 ? "it" : "they"} received.`
      : "";
  if (!first || first.paymentUsd === null) return `No payments were filed for ${quarter}.`;
  if (first.paymentUsd <= 0) return `No broker was paid on balance in ${quarter}.${paid}`;
  const main = `${first.name} was paid most in ${quarter}: ${formatUsdInText(first.paymentUsd)}`;
  const ahead =
    second?.paymentUsd && second.paymentUsd > 0
      ? `, ahead of ${second.name} with ${formatUsdInText(second.paymentUsd)}`
      : "";
  return `${main}${ahead}.${paid}`;
}
