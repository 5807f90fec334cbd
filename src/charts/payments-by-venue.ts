import { markedRates } from "@/queries/marked-rates";
import type { RateRow } from "@/queries/rates";
import { countOf, formatPercent, formatUsdInText, listInText } from "@/report/format";
import {
  leadersOf,
  noneFiled,
  othersInWords,
  paidOf,
  paymentsPart,
  type RankedPayment,
  rankable,
} from "@/series/payments-ranking";
import { traceHref } from "@/site/traced";
import type { Chart } from "./chart";

type Row = Pick<RateRow, "venue" | "venue_slug" | "payment_usd" | "marks">;

/** What each venue paid brokers, or one of them: bars, the largest first. */
export const paymentsByVenue: Chart<readonly Row[]> = {
  title: () => "Net payment by venue",
  by: () => ["venue"],
  read: (filters) => markedRates(filters, ["venue"]),
  show(rows, { broker, quarter, scope }) {
    const ranked = rows.map((row) => ({
      key: row.venue_slug ?? "",
      name: row.venue ?? "",
      paymentUsd: row.payment_usd,
      mark: row.marks?.payment,
    }));
    const paid = broker === null ? payersSentence : topVenueSentence.bind(null, broker);
    const negative = ranked.some((row) => (row.paymentUsd ?? 0) < 0);
    return {
      says: quarter === null ? null : paid(quarter, ranked),
      parts: paymentsPart(ranked, {
        id: "payments-by-venue",
        title: `Net payment to ${broker ?? "brokers"} by venue${quarter === null ? "" : `, ${quarter}`}, US dollars`,
        traceOf: (slug) => traceHref({ ...scope, venue: [slug], metric: "payment" }),
      }),
      notes: [
        ...othersInWords(ranked),
        ...(negative
          ? ["Positive: the venue paid. Red, below zero: it was paid, mostly exchange fees."]
          : []),
        "Venues are listed when they got at least 5% of the orders or are among the ten with the most, so what small ones paid is not in the reports.",
      ],
    };
  },
};

/** `Citadel Securities paid Schwab most in 2021 Q1: $27.1 million, 34.7% of the total.` */
export function topVenueSentence(broker: string, quarter: string, venues: readonly RankedPayment[]): string {
  const { ranked, leftOut } = rankable(venues);
  const total = venues.reduce((sum, row) => sum + (row.paymentUsd ?? 0), 0);
  const top = leadersOf(ranked);
  if ((ranked[0]?.paymentUsd ?? null) === null) return noneFiled(quarter, leftOut);
  if (!top) return `No venue paid ${broker} on balance in ${quarter}.${leftOut}`;
  const [names, usd] = [listInText(top.names, 4), formatUsdInText(top.usd)];
  if (top.alone)
    return `${names} paid ${broker} ${usd} in ${quarter}${leftOut ? "." : "; no payment of another venue was filed."}${leftOut}`;
  const share = (100 * top.usd) / total;
  const ofTotal = total > 0 && share <= 100 ? `, ${formatPercent(share)} of the net total` : "";
  const each = top.names.length > 1 ? " each" : "";
  return `${names} paid ${broker} most in ${quarter}: ${usd}${ofTotal}${each}.${leftOut}`;
}

/** Who paid most of all venues of a quarter, and who was paid by brokers instead. */
export function payersSentence(quarter: string, venues: readonly RankedPayment[]): string {
  const { ranked, leftOut } = rankable(venues.filter((venue) => venue.paymentUsd !== null));
  if (ranked.length === 0) return noneFiled(quarter, leftOut);
  const paid = [paidVenues(ranked), leftOut.trim()].filter(Boolean).join(" ");
  const top = leadersOf(ranked);
  if (!top) return [`No venue paid brokers on balance in ${quarter}.`, paid].filter(Boolean).join(" ");
  const [names, usd] = [listInText(top.names, 4), formatUsdInText(top.usd)];
  if (top.alone) return `${names} paid brokers ${usd} in ${quarter}.${leftOut}`;
  const share = `, ${formatPercent((100 * top.usd) / paidOf(ranked))} of what venues paid`;
  const each = top.names.length > 1 ? " each" : "";
  return [`${names} paid brokers most in ${quarter}: ${usd}${share}${each}.`, paid].filter(Boolean).join(" ");
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
