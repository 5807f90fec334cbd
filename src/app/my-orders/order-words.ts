import { countOf, dateInText, formatRateInText, formatUsdInText, quarterLabel } from "@/report/format";
import type { BrokerPayments } from "./broker-payments";
import type { CustomerReport, OrderGroup } from "./customer-report";
import { orderCounts, type VenueOrders } from "./venue-orders";

export const GROUP_NAMES: Record<OrderGroup, string> = {
  held: "Stocks, held orders",
  notHeldExempt: "Stocks, orders not held",
  options: "Options",
};

const WHAT: Record<OrderGroup, readonly [one: string, many: string]> = {
  held: ["held stock order", "held stock orders"],
  notHeldExempt: ["stock order that was not held", "stock orders that were not held"],
  options: ["option order", "option orders"],
};

/** What the report says of one of its lists, in two or three sentences. */
export function groupSentence(
  report: CustomerReport,
  group: OrderGroup,
  venues: readonly VenueOrders[],
): string {
  const { orders, directed, executed } = orderCounts(report, group);
  const said = [
    `${countOf(orders, ...WHAT[group])}, ${executed} of them executed at least in part.`,
    directed === 0
      ? "You chose the venue of none; your broker chose."
      : `You chose the venue of ${directed}; of the other ${orders - directed} your broker chose it.`,
  ];
  const [top, second] = venues;
  if (top && second && top.orders > second.orders)
    said.push(`Most went to ${top.name}: ${countOf(top.orders, "order")}.`);
  return said.join(" ");
}

/** `Dec 1, 2019 to May 31, 2020`. */
export function periodInText({ start, end }: Pick<CustomerReport, "start" | "end">): string {
  return `${dateInText(start)} to ${dateInText(end)}`;
}

/** What a venue paid the broker for such orders, or why that is not known. */
export function paymentWords(
  venue: Pick<VenueOrders, "slug">,
  group: OrderGroup,
  payments: BrokerPayments,
): string {
  if (group === "notHeldExempt") return "not in public reports, which are about held orders";
  const of = group === "options" ? "options" : "stocks";
  const found = payments.venues.find((one) => one.of === of && one.venue === venue.slug);
  if (!found) return `not among the venues ${payments.name} lists`;
  if (found.usd === null) return "filed without an amount";
  const doubt = found.doubt ? ` (doubtful: ${found.doubt})` : "";
  if (found.usd === 0) return `nothing${doubt}`;
  const unit = of === "options" ? "per contract" : "per 100 shares";
  const rate =
    found.cents === null ? "" : `, ${formatRateInText(Math.abs(found.cents))} cents ${unit} that it paid for`;
  if (found.usd < 0) {
    return `${payments.name} paid it ${formatUsdInText(-found.usd)}${rate.replace("it paid for", "it charged for")}${doubt}`;
  }
  return `${formatUsdInText(found.usd)}${rate}${doubt}`;
}

/** Where the filed cells of that payment are; null: there are none. */
export function paymentTrace(
  { slug }: Pick<VenueOrders, "slug">,
  group: OrderGroup,
  { slug: broker, quarter, venues }: BrokerPayments,
): string | null {
  const of = group === "options" ? "options" : "stocks";
  const found = venues.find((one) => one.of === of && one.venue === slug);
  if (slug === null || group === "notHeldExempt" || (found?.usd ?? null) === null) return null;
  const section = of === "options" ? "options" : "equities";
  return `/trace?${new URLSearchParams({ broker, venue: slug, section, from: quarter, to: quarter, reReported: "include" })}`;
}

/** The head of the column of `paymentWords`. */
export function paymentHead(payments: BrokerPayments): string {
  return `Paid ${payments.name} for such orders, all customers, ${quarterLabel(payments.quarter)}`;
}

/** A letter that asks a broker for the report. `broker`: blank where none was chosen. */
export function letter(broker: string): string {
  return [
    `To ${broker || "[your broker]"}`,
    "",
    "Request under SEC Rule 606(b)(1) of Regulation NMS (17 CFR 242.606(b)(1))",
    "",
    "Please send me, for my account [account number], for the six months before this request:",
    "",
    "  1. the venues to which my orders were routed for execution;",
    "  2. for each order, whether it was directed or non-directed; and",
    "  3. the time of each transaction, if any, that resulted from it.",
    "",
    "Please send the report in the XML format of the SEC’s schema as well as in a form I can read.",
    "The rule gives every customer this on request, free of charge.",
    "",
    "[Name, date]",
  ].join("\n");
}
