import type { PaymentCell } from "./rate";

/**
 * What a filed pair of dollars and rate is to the metrics. `rated`: in payment, rate and implied volume. `no_rate`,
 * `zero_rate`, `signs_differ`, `zero_dollars`: in the payment alone, because no volume follows from it. `no_dollars`: a
 * rate without dollars, `blank`: neither; in nothing.
 */
export const CELL_STATES = [
  "rated",
  "no_rate",
  "zero_rate",
  "signs_differ",
  "zero_dollars",
  "no_dollars",
  "blank",
] as const;
export type CellState = (typeof CELL_STATES)[number];

/** The SQL twin is in `queries/trace-cells.ts`; a test proves them equal. */
export function cellState({ usd, cph }: PaymentCell): CellState {
  if (usd === null) return cph === null ? "blank" : "no_dollars";
  if (usd === 0) return "zero_dollars";
  if (cph === null) return "no_rate";
  if (cph === 0) return "zero_rate";
  return usd > 0 === cph > 0 ? "rated" : "signs_differ";
}
