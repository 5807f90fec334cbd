import { formatCount, formatUsdInText } from "@/report/format";

/** Net dollars, positive when the broker received; null: nothing filed. */
export interface QuarterPayment {
  readonly total: number | null;
  readonly equities: number | null;
  readonly options: number | null;
  /** Exchanges alone paid and were paid: what a broker got are rebates, less fees. */
  readonly fromExchanges?: boolean;
}

/** `Charles Schwab was paid $78.1 million for its customers’ orders in 2021 Q1: $39.0 million for stocks and …` */
export function paymentSentence(broker: string, quarter: string, payment: QuarterPayment): string {
  const { total } = payment;
  if (total === null) return `${broker} filed no payments for ${quarter}.`;
  if (total === 0) return `The payments to ${broker} for its customers’ orders in ${quarter} add up to zero.`;
  const main =
    total > 0
      ? `${broker} was paid ${formatUsdInText(total)} for its customers’ orders in ${quarter}`
      : `${broker} paid ${formatUsdInText(-total)} more for its customers’ orders in ${quarter} than it was paid`;
  return `${main}${partsOfPayment(payment, total > 0 ? "it paid" : "it was paid")}.`;
}

/** `: $39.0 million for stocks and $39.1 million for options`, what goes the other way than the total said as such, by
 * `otherWay`: `it paid`. Empty where neither was filed. */
export function partsOfPayment(payment: QuarterPayment, otherWay: string): string {
  const { total, equities, options, fromExchanges = false } = payment;
  const what = (total ?? 0) < 0 ? "exchange fees" : "exchange rebates";
  const all = fromExchanges ? `, all of it ${what}` : "";
  if (equities === null && options === null) return all;
  if (options === null) return `${all || ", all of it"} for stocks`;
  if (equities === null) return `${all || ", all of it"} for options`;
  const sign = (total ?? 0) < 0 ? -1 : 1;
  const [stocks, contracts] = [
    { usd: sign * equities, what: "stocks" },
    { usd: sign * options, what: "options" },
  ];
  const said = ({ usd, what }: { usd: number; what: string }) =>
    `${formatUsdInText(Math.abs(usd))} for ${what}`;
  const less = ({ usd, what }: { usd: number; what: string }) =>
    `less ${formatUsdInText(-usd)} ${otherWay} for ${what}`;
  if (stocks.usd < 0) return `${all}: ${said(contracts)}, ${less(stocks)}`;
  if (contracts.usd < 0) return `${all}: ${said(stocks)}, ${less(contracts)}`;
  return `${all}: ${said(stocks)} and ${said(contracts)}`;
}

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

/**
 * How many brokers a sum of payments speaks for: those with a known payment. A broker whose cells are all blank, or all left out,
 * is not counted. Where no payment is known at all, every broker is.
 */
export function countPaid(rows: readonly { readonly payment_usd: number | null }[]): number {
  const known = rows.filter((row) => row.payment_usd !== null).length;
  return known === 0 ? rows.length : known;
}

/** What all brokers of a quarter were paid: the headline of the front page. `brokers` counts those with a
 * report in the store, which need not be all there are. */
export function marketSentence(quarter: string, brokers: number, total: number | null): string {
  const many = NUMBERS[brokers] ?? formatCount(brokers);
  const noun = brokers === 1 ? "broker" : "brokers";
  const verb = brokers === 1 ? "was" : "were";
  const whose = brokers === 1 ? "its customers’" : "their customers’";
  if (brokers === 0) return `No report for ${quarter} is stored`;
  if (total === null) return `${many} ${noun} filed no payments for ${quarter}`;
  if (total === 0) {
    return `The payments to ${brokers === 1 ? "the broker" : `${many.toLowerCase()} brokers`} with a report for ${quarter} add up to zero`;
  }
  if (total < 0) {
    return `${many} ${noun} paid ${formatUsdInText(-total)} more for ${whose} orders in ${quarter} than ${brokers === 1 ? "it was" : "they were"} paid`;
  }
  return `${many} ${noun} ${verb} paid ${formatUsdInText(total)} for ${whose} orders in ${quarter}`;
}
