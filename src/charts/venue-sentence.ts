import { countOf, formatPercent, formatUsdInText, listInText } from "@/report/format";
import type { Section } from "@/report/sections";
import { VENUE_KIND_LABELS, type VenueKind } from "@/report/venue-kinds";
import type { QuarterPayment } from "./payment-sentence";
import { byPayment, type RankedPayment } from "./payments-ranking";

/*
 * Venues seen from the payer's side. Dollars keep the sign of the reports: positive, the broker received, so the venue paid;
 * negative, the venue was paid.
 */

/** Who paid most of all venues of a quarter, and who was paid by brokers instead. */
export function payersSentence(quarter: string, venues: readonly RankedPayment[]): string {
  const ranked = byPayment(venues.filter((venue) => venue.paymentUsd !== null));
  const [top] = ranked;
  if (!top) return `No payments were filed for ${quarter}.`;
  const paid = paidVenues(ranked);
  const usd = top.paymentUsd ?? 0;
  if (usd <= 0) return [`No venue paid brokers on balance in ${quarter}.`, paid].filter(Boolean).join(" ");
  const gross = ranked.reduce((sum, venue) => sum + Math.max(0, venue.paymentUsd ?? 0), 0);
  const share = ranked.length > 1 ? `, ${formatPercent((100 * usd) / gross)} of what venues paid` : "";
  return [`${top.name} paid brokers most in ${quarter}: ${formatUsdInText(usd)}${share}.`, paid]
    .filter(Boolean)
    .join(" ");
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
  { total, equities, options }: QuarterPayment,
  brokers: number,
): string {
  const whom = countOf(brokers, "broker");
  if (brokers === 0) return `No stored report for ${quarter} lists ${venue}.`;
  if (total === null) return `${whom} listed ${venue} in ${quarter} and filed no payment for it.`;
  if (total === 0) return `What ${venue} paid and was paid by ${whom} in ${quarter} adds up to zero.`;
  const main =
    total > 0
      ? `${venue} paid ${whom} ${formatUsdInText(total)} for orders in ${quarter}`
      : `${venue} was paid ${formatUsdInText(-total)} more by ${whom} in ${quarter} than it paid`;
  if (equities === null) return `${main}, all of it for options.`;
  if (options === null) return `${main}, all of it for stocks.`;
  return `${main}: ${formatUsdInText(equities)} for stocks and ${formatUsdInText(options)} for options.`;
}

/** Which broker one venue paid most, and which ones paid it. */
export function recipientsSentence(
  venue: string,
  quarter: string,
  brokers: readonly RankedPayment[],
): string {
  const ranked = byPayment(brokers.filter((broker) => broker.paymentUsd !== null));
  const [top] = ranked;
  const least = ranked.at(-1);
  if (!top || !least) return `No payments were filed for ${venue} in ${quarter}.`;
  const usd = top.paymentUsd ?? 0;
  if (usd <= 0) {
    const lowest = least.paymentUsd ?? 0;
    if (lowest === 0) return `${venue} paid nobody in ${quarter}, and nobody paid it.`;
    return `${venue} paid no broker on balance in ${quarter}; ${least.name} paid it most: ${formatUsdInText(-lowest)}.`;
  }
  const gross = ranked.reduce((sum, broker) => sum + Math.max(0, broker.paymentUsd ?? 0), 0);
  const share = ranked.length > 1 ? `, ${formatPercent((100 * usd) / gross)} of what it paid` : "";
  const payers = ranked.filter((broker) => (broker.paymentUsd ?? 0) < 0).map((broker) => broker.name);
  const paid =
    payers.length > 0
      ? ` ${listInText(payers, 3)} paid it more than ${payers.length === 1 ? "it" : "they"} got from it.`
      : "";
  return `${venue} paid ${top.name} most in ${quarter}: ${formatUsdInText(usd)}${share}.${paid}`;
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
