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

/** `Citadel Securities paid Schwab most in 2021 Q1: $27.1 million, 34.7% of the total.` */
export function topVenueSentence(broker: string, quarter: string, venues: readonly RankedPayment[]): string {
  const ranked = byPayment(venues);
  const total = venues.reduce((sum, row) => sum + (row.paymentUsd ?? 0), 0);
  const top = leadersOf(ranked);
  if ((ranked[0]?.paymentUsd ?? null) === null) return `No payments were filed for ${quarter}.`;
  if (!top) return `No venue paid ${broker} on balance in ${quarter}.`;
  const [names, usd] = [listInText(top.names, 4), formatUsdInText(top.usd)];
  if (top.alone)
    return `${names} paid ${broker} ${usd} in ${quarter}; no payment of another venue was filed.`;
  const share = (100 * top.usd) / total;
  const ofTotal = total > 0 && share <= 100 ? `, ${formatPercent(share)} of the net total` : "";
  const each = top.names.length > 1 ? " each" : "";
  return `${names} paid ${broker} most in ${quarter}: ${usd}${ofTotal}${each}.`;
}

/** Who was paid most of several brokers, and who paid more than it received. Of one broker what it was paid. */
export function rankSentence(quarter: string, brokers: readonly RankedPayment[]): string {
  const ranked = byPayment(brokers);
  const top = leadersOf(ranked);
  const payers = brokers.filter((row) => (row.paymentUsd ?? 0) < 0);
  const paid =
    payers.length > 0
      ? ` ${listInText(
          payers.map((row) => row.name),
          3,
        )} paid more than ${payers.length === 1 ? "it" : "they"} received.`
      : "";
  if ((ranked[0]?.paymentUsd ?? null) === null) return `No payments were filed for ${quarter}.`;
  if (!top) return `No broker was paid on balance in ${quarter}.${paid}`;
  const [names, usd] = [listInText(top.names, 4), formatUsdInText(top.usd)];
  if (top.alone) return `${names} was paid ${usd} in ${quarter}.`;
  if (top.names.length > 1) return `${names} were paid most in ${quarter}: ${usd} each.${paid}`;
  const second = ranked[1];
  const ahead =
    second?.paymentUsd && second.paymentUsd > 0
      ? `, ahead of ${second.name} with ${formatUsdInText(second.paymentUsd)}`
      : "";
  return `${names} was paid most in ${quarter}: ${usd}${ahead}.${paid}`;
}
