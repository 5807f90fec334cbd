import type { FilterNames } from "@/queries/filter-names";
import type { Filters } from "@/queries/filters";
import { dateInText, listInText, monthInText, quarterInText } from "@/report/format";
import type { Quarter } from "@/report/quarter";
import { SECTIONS, type Section } from "@/report/sections";
import { VENUE_KIND_LABELS } from "@/report/venue-kinds";
import { manyOrders, ORDERS_IN } from "@/words/order-words";

/** Most names said before "and 4 more". */
const MOST_NAMES = 3;

/** What filters choose, from the broker to the exceptions: `Charles Schwab, S&P 500 stocks, market orders, 2021 Q1`. */
export function scopeInText(chosen: Filters, names: FilterNames): string {
  const { section, orderType, venueKind, exchanges, reReported, asOf } = chosen;
  return [
    names.brokers.length > 0 ? listInText(names.brokers, MOST_NAMES) : "all stored brokers",
    names.venues.length > 0 ? `paid by ${listInText(names.venues, MOST_NAMES)}` : "",
    venueKind.length > 0
      ? `venues of the kind ${listInText(venueKind.map((kind) => VENUE_KIND_LABELS[kind].toLowerCase()))}`
      : "",
    sectionsInText(section),
    orderType.length > 0 ? listInText(orderType.map(manyOrders)) : "all order types",
    timeInText(chosen),
    exchanges === "exclude" ? "without exchanges" : "",
    reReported === "include" && names.brokers.length !== 1 ? "re-reported flow counted" : "",
    asOf ? `as filed by ${dateInText(asOf)}` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

function sectionsInText(section: readonly Section[]): string {
  if (section.length === 0 || section.length === SECTIONS.length) return "stocks and options";
  if (section.length === 2 && !section.includes("options")) return "stocks";
  return listInText(section.map((one) => ORDERS_IN[one]));
}

function timeInText({ from, to, month }: Filters): string {
  if (month) return monthInText(month.year, month.month);
  if (!from && !to) return "all stored quarters";
  if (!from) return `up to ${quarterInText(to as Quarter)}`;
  if (!to) return `since ${quarterInText(from)}`;
  if (from.year === to.year && from.quarter === to.quarter) return quarterInText(from);
  if (from.year === to.year && from.quarter === 1 && to.quarter === 4) return `${from.year}`;
  return `${quarterInText(from)} to ${quarterInText(to)}`;
}
