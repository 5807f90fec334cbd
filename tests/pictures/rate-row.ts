import type { RateRow } from "@/queries/rates";

/** A row with dollars and a rate that can be drawn, and what else is said of it. */
export function rateRow(some: Partial<RateRow>): RateRow {
  return {
    payment_usd: 5,
    cents_per_100_shares: 9,
    implied_shares: null,
    rated_share: 1,
    order_coverage: 95,
    paid_nothing_pct: 0,
    order_average_cents_per_100_shares: 9,
    reports: 1,
    ...some,
  };
}
