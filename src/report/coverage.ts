/**
 * What a rate may be used for, by its order coverage: the percentage (0–100) of the orders that the
 * rows behind the rate hold. Below 90 the coverage is shown beside the rate; below 50 the rate is not
 * ranked or charted, because the few orders it speaks for would mislead (Interactive Brokers
 * 2022 Q1, S&P 500 market orders: 2.3 % of the orders, −$143, and a rate of −4.0 cents).
 */
export type Coverage = "enough" | "partial" | "not_enough" | "unknown";

const PARTIAL_BELOW = 90;
const NOT_ENOUGH_BELOW = 50;

/** `unknown` when no venue percentages were filed. */
export function coverageOf(percent: number | null): Coverage {
  if (percent === null) return "unknown";
  if (percent < NOT_ENOUGH_BELOW) return "not_enough";
  return percent < PARTIAL_BELOW ? "partial" : "enough";
}

/** Below this share of the money (0–1) a rate says how much of it it speaks for. */
export const RATED_SHARE_SHOWN_BELOW = 0.99;
