import type { OrderType } from "@/report/order-types";
import type { Section } from "@/report/sections";

/** How sections and order types are said in a sentence. */
export const ORDERS_IN: Record<Section, string> = {
  sp500: "S&P 500 stocks",
  non_sp500: "stocks outside the S&P 500",
  options: "options",
};

const ORDER_IN: Record<Section, string> = {
  sp500: "in an S&P 500 stock",
  non_sp500: "in a stock outside the S&P 500",
  options: "in options",
};

const ORDER_NAMES: Record<OrderType, string> = {
  market: "market",
  marketable_limit: "marketable limit",
  non_marketable_limit: "non-marketable limit",
  other: "other",
};

/** `a market order in an S&P 500 stock`. */
export function oneOrder(orderType: OrderType, section: Section): string {
  const article = orderType === "other" ? "an" : "a";
  const name = orderType === "other" ? "order of another kind" : `${ORDER_NAMES[orderType]} order`;
  return `${article} ${name} ${ORDER_IN[section]}`;
}

/** `market orders`, `other orders (stop, opening, closing)`. */
export function manyOrders(orderType: OrderType): string {
  return orderType === "other" ? "other orders (stop, opening, closing)" : `${ORDER_NAMES[orderType]} orders`;
}

/** What a rate is for: `100 shares` in stocks, `contract` in options. */
export function unitOf(section: Section): string {
  return section === "options" ? "contract" : "100 shares";
}

/** Unit of a rate as a column head or axis says it. */
export function rateUnitOf(section: Section | "equities"): string {
  return section === "options" ? "cents per contract" : "cents per 100 shares";
}

/** Short names of the sections for direct labels. */
export const SECTION_SHORT: Record<Section, string> = {
  sp500: "S&P 500",
  non_sp500: "Other stocks",
  options: "Options",
};
