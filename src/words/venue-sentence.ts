import { countOf, formatPercent, formatUsdInText, listInText } from "@/report/format";
import type { Section } from "@/report/sections";
import { VENUE_KIND_LABELS, type VenueKind } from "@/report/venue-kinds";
import { byPayment, leadersOf, type RankedPayment } from "@/series/payments-ranking";
import { partsOfPayment, type QuarterPayment } from "./payment-sentence";

/*
 * Venues seen from the payer's side. Dollars keep the sign of the reports: positive, the broker received, so the venue paid;
 * negative, the venue was paid.
 */

/** Who paid most of all venues of a quarter, and who was paid by brokers instead. */
export function payersSentence(quarter: string, venues: readonly RankedPayment[]): string {
  const ranked = byPayment(venues.filter((venue) => venue.paymentUsd !== null));
  if (ranked.length === 0) return `No payments were filed for ${quarter}.`;
  const paid = paidVenues(ranked);
  const top = leadersOf(ranked);
  if (!top) return [`No venue paid brokers on balance in ${quarter}.`, paid].filter(Boolean).join(" ");
  const [names, usd] = [listInText(top.names, 4), formatUsdInText(top.usd)];
  if (top.alone) return `${names} paid brokers ${usd} in ${quarter}.`;
  const share = `, ${formatPercent((100 * top.usd) / grossOf(ranked))} of what venues paid`;
  const each = top.names.length > 1 ? " each" : "";
  return [`${names} paid brokers most in ${quarter}: ${usd}${share}${each}.`, paid].filter(Boolean).join(" ");
}

/** Σ of what is above zero: what one side paid, whatever it was paid by others. */
function grossOf(ranked: readonly RankedPayment[]): number {
  return ranked.reduce((sum, one) => sum + Math.max(0, one.paymentUsd ?? 0), 0);
}

function paidVenues(ranked: readonly RankedPayment[]): string {
  const paid = ranked.filter((venue) => (venue.paymentUsd ?? 0) < 0);
  const most = paid.at(-1);
  if (!most) return "";
  const usd = formatUsdInText(-(most.paymentUsd ?? 0));
  return paid.length === 1
    ? `${most.name} was paid by brokers on balance: ${usd}.`
    : `${countOf(paid.length, "venue")} were paid by brokers on balance, most of all ${most.name}: ${usd}.`;
}

/** What one venue paid all brokers of a quarter, or was paid. `brokers`: how many list it. */
export function venueSentence(
  venue: string,
  quarter: string,
  payment: QuarterPayment,
  brokers: number,
): string {
  const { total } = payment;
  const whom = countOf(brokers, "broker");
  if (brokers === 0) return `No stored report for ${quarter} lists ${venue}.`;
  if (total === null) return `${whom} listed ${venue} in ${quarter} and filed no payment for it.`;
  if (total === 0) return `What ${venue} paid and was paid by ${whom} in ${quarter} adds up to zero.`;
  const main =
    total > 0
      ? `${venue} paid ${whom} ${formatUsdInText(total)} for orders in ${quarter}`
      : `${venue} was paid ${formatUsdInText(-total)} more by ${whom} in ${quarter} than it paid`;
  return `${main}${partsOfPayment(payment, total > 0 ? "it was paid" : "it paid")}.`;
}

/** Which broker one venue paid most, and which ones paid it. */
export function recipientsSentence(
  venue: string,
  quarter: string,
  brokers: readonly RankedPayment[],
): string {
  const ranked = byPayment(brokers.filter((broker) => broker.paymentUsd !== null));
  const least = ranked.at(-1);
  if (!least) return `No payments were filed for ${venue} in ${quarter}.`;
  const top = leadersOf(ranked);
  if (!top) {
    const lowest = least.paymentUsd ?? 0;
    if (lowest === 0) return `${venue} paid nobody in ${quarter}, and nobody paid it.`;
    if (ranked.length === 1) {
      return `${least.name} paid ${venue} ${formatUsdInText(-lowest)} more in ${quarter} than it got from it.`;
    }
    return `${venue} paid no broker on balance in ${quarter}; ${least.name} paid it most: ${formatUsdInText(-lowest)}.`;
  }
  const [names, usd] = [listInText(top.names, 4), formatUsdInText(top.usd)];
  if (top.alone) return `${venue} paid ${names} ${usd} in ${quarter}.`;
  const share = `, ${formatPercent((100 * top.usd) / grossOf(ranked))} of what it paid`;
  const each = top.names.length > 1 ? " each" : "";
  const payers = ranked.filter((broker) => (broker.paymentUsd ?? 0) < 0).map((broker) => broker.name);
  const paid =
    payers.length > 0
      ? ` ${listInText(payers, 3)} paid it more than ${payers.length === 1 ? "it" : "they"} got from it.`
      : "";
  return `${venue} paid ${names} most in ${quarter}: ${usd}${share}${each}.${paid}`;
}

/** What a venue is, in one cell: one kind, or the one in stocks and the one in options. */
export function kindsInWords(
  { kind_equities, kind_options }: { kind_equities: VenueKind; kind_options: VenueKind },
  sections: readonly Section[],
): string {
  const inOptions = sections.includes("options");
  const inStocks = sections.some((section) => section !== "options");
  const kinds = [...(inStocks || !inOptions ? [kind_equities] : []), ...(inOptions ? [kind_options] : [])];
  const [first, second] = [...new Set(kinds)].map((kind) => VENUE_KIND_LABELS[kind]);
  return second ? `${first} and ${second.charAt(0).toLowerCase()}${second.slice(1)}` : (first ?? "");
}

/** What the toggle leaves out, in words beside the figures it changes. */
export function exchangesInWords(exchanges: "include" | "exclude"): string {
  return exchanges === "exclude"
    ? "Exchanges are left out: neither what they paid nor what they were paid is counted."
    : "Exchanges are counted, with what they paid and what they were paid.";
}
