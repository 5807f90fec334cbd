/** What a venue is, per asset class (a firm can be a wholesaler in stocks and an options market maker). */
export const VENUE_KINDS = [
  "wholesaler",
  "exchange",
  "options_exchange",
  "options_market_maker",
  "ats",
  "broker",
  "other",
  "unknown",
] as const;
export type VenueKind = (typeof VENUE_KINDS)[number];

export const VENUE_KIND_LABELS: Record<VenueKind, string> = {
  wholesaler: "Wholesaler",
  exchange: "Exchange",
  options_exchange: "Options exchange",
  options_market_maker: "Options market maker",
  ats: "Alternative trading system",
  broker: "Broker",
  other: "Other",
  unknown: "Unknown",
};

/** What `exchanges=exclude` leaves out. */
export const EXCHANGE_KINDS: readonly VenueKind[] = ["exchange", "options_exchange"];
