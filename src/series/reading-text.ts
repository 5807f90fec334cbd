import { formatPercent, formatRate } from "@/report/format";
import { withSign } from "@/report/mark";
import { coverageOf, type OrderReading, type ReadingKind } from "@/report/order-reading";

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
