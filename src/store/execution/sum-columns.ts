import type { ExecutionSum } from "@/execution/execution-report";

/** Column of `execution_sum` for each part of a sum. */
export const SUM_COLUMNS = {
  type: "order_type",
  size: "order_size",
  lot: "lot",
  rows: "rows",
  orders: "orders",
  shares: "shares",
  cancelledShares: "cancelled_shares",
  executedShares: "executed_shares",
  executedAwayShares: "executed_away_shares",
  improvedShares: "improved_shares",
  improvedUsd: "improved_usd",
  atQuoteShares: "at_quote_shares",
  outsideShares: "outside_shares",
  outsideUsd: "outside_usd",
  ratedShares: "rated_shares",
  effectiveUsd: "effective_usd",
  quotedUsd: "quoted_usd",
  midpointUsd: "midpoint_usd",
  leftOutShares: "left_out_shares",
  leftOutRows: "left_out_rows",
} as const satisfies Record<keyof ExecutionSum, string>;
