import { markedRates } from "@/queries/marked-rates";
import type { RateRow } from "@/queries/rates";
import { formatPercent, formatUsdInText, listInText } from "@/report/format";
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

type Row = Pick<RateRow, "broker" | "payment_usd" | "marks"> & { readonly broker_slug?: string | null };

/** What each broker was paid, or what one venue paid each: bars, the largest first. */
export const paymentsByBroker: Chart<readonly Row[]> = {
  title: () => "Net payment to each broker",
  by: () => ["broker"],
  read: (filters) => markedRates(filters, ["broker"]),
  show(rows, { broker, venue, quarter, scope }) {
    const ranked = rows.map((row) => ({
      key: row.broker_slug ?? "",
      name: row.broker ?? "",
      paymentUsd: row.payment_usd,
      mark: row.marks?.payment,
    }));
    const paid = venue === null ? rankSentence : recipientsSentence.bind(null, venue);
    const sign =
      venue === null
        ? "Positive: the broker was paid. Red, below zero: it paid more, mostly exchange fees."
        : `Positive: ${venue} paid the broker. Red, below zero: the broker paid it.`;
    return {
      says: quarter === null || broker !== null ? null : paid(quarter, ranked),
      parts: paymentsPart(ranked, {
        id: "payments-by-broker",
        title: `${venue === null ? "Net payment to each broker" : `Net payment of ${venue} by broker`}${quarter === null ? "" : `, ${quarter}`}, US dollars`,
        traceOf: (slug) => traceHref({ ...scope, broker: [slug], metric: "payment" }),
      }),
      notes: [
        ...othersInWords(ranked),
        ...(ranked.some((row) => (row.paymentUsd ?? 0) < 0) ? [sign] : []),
        ...(venue === null
          ? []
          : [
              "A broker that sent it less than 5% of its orders need not list it, so it may be missing here.",
            ]),
      ],
    };
  },
};

/** Who was paid most of several brokers, and who paid more than it received. Of one broker what it was paid. */
export function rankSentence(quarter: string, brokers: readonly RankedPayment[]): string {
  const { ranked, leftOut } = rankable(brokers);
  const top = leadersOf(ranked);
  const payers = ranked.filter((row) => (row.paymentUsd ?? 0) < 0);
  const paid =
    payers.length > 0
      ? ` ${listInText(
          payers.map((row) => row.name),
          3,
        )} paid more than ${payers.length === 1 ? "it" : "they"} received.`
      : "";
  if ((ranked[0]?.paymentUsd ?? null) === null) return noneFiled(quarter, leftOut);
  if (!top) return `No broker was paid on balance in ${quarter}.${paid}${leftOut}`;
  const [names, usd] = [listInText(top.names, 4), formatUsdInText(top.usd)];
  if (top.alone) return `${names} was paid ${usd} in ${quarter}.${leftOut}`;
  if (top.names.length > 1) return `${names} were paid most in ${quarter}: ${usd} each.${paid}${leftOut}`;
  const second = ranked[1];
  const ahead =
    second?.paymentUsd && second.paymentUsd > 0
      ? `, ahead of ${second.name} with ${formatUsdInText(second.paymentUsd)}`
      : "";
  return `${names} was paid most in ${quarter}: ${usd}${ahead}.${paid}${leftOut}`;
}

/** Which broker one venue paid most, and which ones paid it. */
export function recipientsSentence(
  venue: string,
  quarter: string,
  brokers: readonly RankedPayment[],
): string {
  const { ranked, leftOut } = rankable(brokers.filter((broker) => broker.paymentUsd !== null));
  const least = ranked.at(-1);
  if (!least)
    return leftOut ? noneFiled(quarter, leftOut) : `No payments were filed for ${venue} in ${quarter}.`;
  const top = leadersOf(ranked);
  if (!top) {
    const lowest = least.paymentUsd ?? 0;
    if (lowest === 0) return `${venue} paid nobody in ${quarter}, and nobody paid it.${leftOut}`;
    if (ranked.length === 1) {
      return `${least.name} paid ${venue} ${formatUsdInText(-lowest)} more in ${quarter} than it got from it.${leftOut}`;
    }
    return `${venue} paid no broker on balance in ${quarter}; ${least.name} paid it most: ${formatUsdInText(-lowest)}.${leftOut}`;
  }
  const [names, usd] = [listInText(top.names, 4), formatUsdInText(top.usd)];
  if (top.alone) return `${venue} paid ${names} ${usd} in ${quarter}.${leftOut}`;
  const share = `, ${formatPercent((100 * top.usd) / paidOf(ranked))} of what it paid`;
  const each = top.names.length > 1 ? " each" : "";
  const payers = ranked.filter((broker) => (broker.paymentUsd ?? 0) < 0).map((broker) => broker.name);
  const paid =
    payers.length > 0
      ? ` ${listInText(payers, 3)} paid it more than ${payers.length === 1 ? "it" : "they"} got from it.`
      : "";
  return `${venue} paid ${names} most in ${quarter}: ${usd}${share}${each}.${paid}${leftOut}`;
}
