import { ORDER_TYPES, type OrderType } from "./order-types";

/**
 * The figures of a report, one table for every format: the column of our flat CSV and API, the
 * element of the SEC's XML schema, the label the SEC's generator prints, unit and order type.
 * Arrays of figures (`VenueRow.figures`, `SectionReport.mix`) are in the order of these tables.
 */
export interface FigureSpec {
  /** Column in the flat CSV and field of the API. */
  readonly key: string;
  /** Element in the SEC's XML schema (oh-20191231.xsd). Mind the spelling: the summary has
   * `ndoNonmarketableLimitPct`, a venue has `nonMarketableLimitPct`. */
  readonly xml: string;
  /** Column label printed by the SEC's PDF generator. */
  readonly label: string;
  /** `percent` 0–100; `usd` net dollars; `cph` net cents per hundred shares (options: per contract).
   * Payments are positive when the broker received, negative when it paid. */
  readonly unit: "percent" | "usd" | "cph";
  readonly orderType: OrderType | null;
}

export const MIX_FIGURES: readonly FigureSpec[] = [
  {
    key: "ndo_pct",
    xml: "ndoPct",
    label: "Non-Directed Orders as % of All Orders",
    unit: "percent",
    orderType: null,
  },
  {
    key: "ndo_market_pct",
    xml: "ndoMarketPct",
    label: "Market Orders as % of Non-Directed Orders",
    unit: "percent",
    orderType: "market",
  },
  {
    key: "ndo_marketable_limit_pct",
    xml: "ndoMarketableLimitPct",
    label: "Marketable Limit Orders as % of Non-Directed Orders",
    unit: "percent",
    orderType: "marketable_limit",
  },
  {
    key: "ndo_non_marketable_limit_pct",
    xml: "ndoNonmarketableLimitPct",
    label: "Non-Marketable Limit Orders as % of Non-Directed Orders",
    unit: "percent",
    orderType: "non_marketable_limit",
  },
  {
    key: "ndo_other_pct",
    xml: "ndoOtherPct",
    label: "Other Orders as % of Non-Directed Orders",
    unit: "percent",
    orderType: "other",
  },
];

export const VENUE_FIGURES: readonly FigureSpec[] = [
  {
    key: "order_pct",
    xml: "orderPct",
    label: "Non-Directed Orders (%)",
    unit: "percent",
    orderType: null,
  },
  {
    key: "market_pct",
    xml: "marketPct",
    label: "Market Orders (%)",
    unit: "percent",
    orderType: "market",
  },
  {
    key: "marketable_limit_pct",
    xml: "marketableLimitPct",
    label: "Marketable Limit Orders (%)",
    unit: "percent",
    orderType: "marketable_limit",
  },
  {
    key: "non_marketable_limit_pct",
    xml: "nonMarketableLimitPct",
    label: "Non-Marketable Limit Orders (%)",
    unit: "percent",
    orderType: "non_marketable_limit",
  },
  {
    key: "other_pct",
    xml: "otherPct",
    label: "Other Orders (%)",
    unit: "percent",
    orderType: "other",
  },
  ...payment("market", "Market"),
  ...payment("marketable_limit", "MarketableLimit"),
  ...payment("non_marketable_limit", "NonMarketableLimit"),
  ...payment("other", "Other"),
];

function payment(orderType: OrderType, xml: string): FigureSpec[] {
  const words = xml.replace("NonMarketable", "Non-Marketable").replace("Limit", " Limit");
  return [
    {
      key: `${orderType}_usd`,
      xml: `netPmtPaidRecv${xml}OrdersUsd`,
      label: `Net Payment Paid/Received for ${words} Orders(USD)`,
      unit: "usd",
      orderType,
    },
    {
      key: `${orderType}_cph`,
      xml: `netPmtPaidRecv${xml}OrdersCph`,
      label: `Net Payment Paid/Received for ${words} Orders(cents per hundred shares)`,
      unit: "cph",
      orderType,
    },
  ];
}

/** Where an order type's percentage, dollars and rate stand in `VenueRow.figures`. */
export const FIGURE_INDEX: Record<OrderType, { pct: number; usd: number; cph: number }> = Object.fromEntries(
  ORDER_TYPES.map((type, i) => [type, { pct: 1 + i, usd: 5 + 2 * i, cph: 6 + 2 * i }]),
) as Record<OrderType, { pct: number; usd: number; cph: number }>;

/** Index of `order_pct` in `VenueRow.figures`. */
export const ORDER_PCT = 0;
