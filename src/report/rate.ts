import { cellState, type PaymentCell } from "./cell-sums";

/** Shares (options: contracts × 100) behind a cell: usd × 10,000 ÷ cph. Null, never 0, when either
 * is null or zero or their signs differ: the volume is unknown then. */
export function impliedShares(cell: PaymentCell): number | null {
  const { usd, cph } = cell;
  return cellState(cell) === "rated" ? ((usd as number) * 10_000) / (cph as number) : null;
}

/** (now − before) ÷ |before| in percent; null when `before` is 0 or absent. */
export function growth(now: number | null, before: number | null): number | null {
  if (now === null || before === null || before === 0) return null;
  return (100 * (now - before)) / Math.abs(before);
}
