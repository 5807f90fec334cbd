import { impliedShares, type PaymentCell } from "./rate";

/** A cell with the venue's percentage (0–100) of the orders of its type; null when blank. */
export interface OrderCell extends PaymentCell {
  readonly pct: number | null;
}

/** One order type of one month and section of one report. */
export interface SectionOrders {
  /** Every venue's cell as filed: whether there was any order at all. */
  readonly all: readonly OrderCell[];
  /** Those of them the rate is made from, where venues were left out. */
  readonly counted: readonly OrderCell[];
}

/**
 * How much of the orders a rate speaks for, 0–100: the venue percentages of the rated rows, added up,
 * as a plain mean over the months, sections and order types that have any order (order counts are not
 * filed). Null when there was none, or no rated row has a percentage. (The SQL twin is in
 * `queries/measures.ts`.)
 */
export function orderCoverage(parts: readonly SectionOrders[]): number | null {
  const withOrders = parts.filter(({ all }) => all.some(hasOrder));
  const rated = parts.flatMap(({ counted }) => counted.filter((cell) => impliedShares(cell) !== null));
  const percentages = rated.flatMap(({ pct }) => (pct === null ? [] : [pct]));
  if (withOrders.length === 0 || (rated.length > 0 && percentages.length === 0)) return null;
  return percentages.reduce((sum, pct) => sum + pct, 0) / withOrders.length;
}

function hasOrder({ pct, usd }: OrderCell): boolean {
  return (pct !== null && pct > 0) || (usd !== null && usd !== 0);
}
