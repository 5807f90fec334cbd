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

/** `Options brought brokers $126 million, 78.3% of all; stocks $35.0 million.` `brokers`: how many they are. */
export function sectionSentence(rows: readonly SectionPayment[], brokers: number): string {
  const whom = brokers === 1 ? "the broker" : "brokers";
  const says = (what: string, usd: number) =>
    `${what} ${usd < 0 ? "cost" : "brought"} ${whom} ${formatUsdInText(Math.abs(usd))}`;
  const filed = (["Options", "Stocks"] as const).flatMap((what) => {
    const usd = assetPayment(rows, what === "Options");
    return usd === null ? [] : [{ what, usd }];
  });
  // What was paid for comes before what cost, then the larger one.
  const [first, second] = filed.sort(
    (a, b) => Number(b.usd >= 0) - Number(a.usd >= 0) || Math.abs(b.usd) - Math.abs(a.usd),
  );
  if (!first) return "No payments were filed.";
  if (!second) {
    return `${says(first.what, first.usd)}; nothing was filed for ${first.what === "Options" ? "stocks" : "options"}.`;
  }
  const other = second.what.toLowerCase();
  if (first.usd >= 0 !== second.usd >= 0)
    return `${says(first.what, first.usd)}; ${says(other, second.usd)}.`;
  if (formatUsdInText(first.usd) === formatUsdInText(second.usd)) {
    return `${says("Stocks and options", first.usd)} each.`;
  }
  const share =
    first.usd > 0 ? `, ${formatPercent((100 * first.usd) / (first.usd + second.usd))} of all` : "";
  return `${says(first.what, first.usd)}${share}; ${other} ${formatUsdInText(Math.abs(second.usd))}.`;
}
