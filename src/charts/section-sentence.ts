import type { RateRow } from "@/queries/rates";
import { formatPercent, formatUsdInText } from "@/report/format";

export type SectionPayment = Pick<RateRow, "section" | "payment_usd">;

/** Net dollars of stocks (both sections) or options; null: none filed. */
export function assetPayment(rows: readonly SectionPayment[], options: boolean): number | null {
  return rows
    .filter((row) => (row.section === "options") === options)
    .reduce<number | null>(
      (sum, row) => (row.payment_usd === null ? sum : (sum ?? 0) + row.payment_usd),
      null,
    );
}

/** `Options brought brokers $126 million, 78.3% of all; stocks $35.0 million.` */
export function sectionSentence(rows: readonly SectionPayment[]): string {
  const [stocks, options] = [assetPayment(rows, false), assetPayment(rows, true)];
  if (stocks === null && options === null) return "No payments were filed.";
  if (options === null)
    return `Stocks brought brokers ${formatUsdInText(stocks)}; nothing was filed for options.`;
  if (stocks === null)
    return `Options brought brokers ${formatUsdInText(options)}; nothing was filed for stocks.`;
  const [more, less] = options >= stocks ? ["Options", "stocks"] : ["Stocks", "options"];
  const [high, low] = options >= stocks ? [options, stocks] : [stocks, options];
  const share = low >= 0 && high > 0 ? `, ${formatPercent((100 * high) / (high + low))} of all` : "";
  return `${more} brought brokers ${formatUsdInText(high)}${share}; ${less} ${formatUsdInText(low)}.`;
}
