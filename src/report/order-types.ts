/** The four order types every venue row is split into (17 CFR 242.606(a)(1)(iii)), in filing order. */
export const ORDER_TYPES = ["market", "marketable_limit", "non_marketable_limit", "other"] as const;
export type OrderType = (typeof ORDER_TYPES)[number];

export const ORDER_TYPE_LABELS: Record<OrderType, string> = {
  market: "Market",
  marketable_limit: "Marketable limit",
  non_marketable_limit: "Non-marketable limit",
  other: "Other",
};
