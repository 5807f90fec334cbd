import { countOf, formatUsdInText } from "@/report/format";
import type { Section } from "@/report/sections";
import { VENUE_KIND_LABELS, type VenueKind } from "@/report/venue-kinds";
import { partsOfPayment, type QuarterPayment } from "./payment-sentence";

/*
 * Venues seen from the payer's side. Dollars keep the sign of the reports: positive, the broker received, so the venue paid;
 * negative, the venue was paid.
 */

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
