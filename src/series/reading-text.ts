import { formatPercent, formatRate, formatRateInText } from "@/report/format";
import { withSign } from "@/report/mark";
import { coverageOf, type OrderReading, type ReadingKind } from "@/report/order-reading";
import type { StripDot, StripZone } from "./order-strip";
import type { Arrow } from "./quarter-arrows";

const WHY: Record<Exclude<ReadingKind, "paid" | "net_payer">, string> = {
  paid_nothing: "paid nothing",
  not_enough: "not enough filed",
  unknown: "share of orders unknown",
  not_filed: "not filed",
};

/** At a bar: `8.92 ¢`, with the share of the orders it speaks for where that is below 90 % (`14.95 ¢ (59%)`), or why there is
 * no figure. */
export function readingText({ kind, cents, coverage, paidRate, mark }: OrderReading): string {
  if (kind === "unknown" && paidRate !== null) return `paid orders: ${formatRate(paidRate)} ¢`;
  if (cents === null || kind === "paid_nothing") return withSign(WHY[kind as keyof typeof WHY], mark);
  const rate = `${formatRate(cents)} ¢`;
  return withSign(
    coverageOf(coverage) === "partial" ? `${rate} (${formatPercent(coverage, 0)})` : rate,
    mark,
  );
}

/** What stands at a dot: `10.0 ¢`, `nothing`, `−0.3 ¢`, with a sign where it is doubtful. */
export function dotText({ cents, zone, mark }: Pick<StripDot, "cents" | "zone" | "mark">): string {
  return withSign(zone === "paid_nothing" ? "nothing" : `${formatRateInText(cents)} ¢`, mark);
}

/** What stands at an arrow: `8.9 → 11.3 ¢`, with a sign where one of them is doubtful. */
export function arrowText({ before, after, mark }: Pick<Arrow, "before" | "after" | "mark">): string {
  return withSign(`${formatRateInText(before)} → ${formatRateInText(after)} ¢`, mark);
}

/** A number of the scale, `0 ¢`, `12.5 ¢`, `−20 ¢`. */
export function tickText(cents: number): string {
  return `${cents < 0 ? "\u2212" : ""}${Math.abs(cents)} ¢`;
}

/** Over the zones of a strip before its scale. */
export const STRIP_ZONE_NAMES: Record<Exclude<StripZone, "paid">, string> = {
  net_payer: "Net payers",
  paid_nothing: "Paid nothing",
};
