import { markedRates } from "@/queries/marked-rates";
import type { RateRow } from "@/queries/rates";
import { formatPercent, formatRateInText } from "@/report/format";
import { leftOutSentence } from "@/report/mark";
import {
  coverageOf,
  NOTHING_SHOWN_FROM,
  type OrderFigures,
  type OrderReading,
  orderReading,
} from "@/report/order-reading";
import { ORDER_TYPE_LABELS, ORDER_TYPES, type OrderType } from "@/report/order-types";
import { SECTION_LABELS, SECTIONS, type Section } from "@/report/sections";
import { type BarPanel, domainOf, onOneScale } from "@/series/bars";
import type { ChartPart } from "@/series/chart-part";
import { readingText } from "@/series/reading-text";
import { traceHref } from "@/site/traced";
import { manyOrders, ORDERS_IN, oneOrder, rateUnitOf, unitOf } from "@/words/order-words";
import { type Chart, capitalized } from "./chart";

/** What one broker is paid for an order of each kind: bars, a panel for each section. */
export const ratesByOrderType: Chart<readonly OrderTypeRate[], ChartPart & { readonly chart: RatePanel }> = {
  title: () => "Average for an order, by order type",
  by: () => ["section", "orderType"],
  read: (filters) => markedRates(filters, ["section", "orderType"]),
  show(rows, { broker, scope }) {
    const parts = rateByOrderType(rows, "rates").map((chart) => ({
      heading: SECTION_LABELS[chart.section],
      unit: capitalized(chart.unit),
      legend: [],
      says: broker === null ? undefined : rateSentence(broker, chart.section, rows),
      kind: "bars" as const,
      chart,
      traceOf: (orderType: string) =>
        traceHref({
          ...scope,
          section: [chart.section],
          orderType: [orderType as OrderType],
          metric: "order_average",
        }),
    }));
    const partial = rows.some((row) => coverageOf(row.order_coverage) === "partial");
    return {
      says: null,
      parts,
      notes: [
        "An average over all orders of a type of which the filing says what was paid: those paid nothing count as 0.",
        "Stocks and options are on axes of their own: cents per 100 shares is not cents per contract.",
        ...(partial ? ["A % beside a figure is the share of orders covered, where it is below 90%."] : []),
      ],
    };
  },
};

/** What one broker was paid in one quarter, grouped by section and order type. Cents per 100 shares (options: per
 * contract), positive when the broker received. */
export type OrderTypeRate = Pick<RateRow, "section" | "orderType"> & OrderFigures;

export interface RatePanel extends BarPanel {
  readonly section: Section;
  /** `cents per 100 shares` or `cents per contract`. */
  readonly unit: string;
}

/** One panel per section with what was paid for an average order of each type; the two stock sections share an axis, options
 * have their own, because a contract is not a hundred shares' worth of the same thing. */
export function rateByOrderType(rows: readonly OrderTypeRate[], idPrefix: string): RatePanel[] {
  const domain = (sections: readonly Section[]) =>
    domainOf(
      rows
        .filter((row) => row.section && sections.includes(row.section))
        .map((row) => orderReading(row).cents),
    );
  const domains = { stocks: domain(["sp500", "non_sp500"]), options: domain(["options"]) };
  const panels = SECTIONS.filter((section) => rows.some((row) => row.section === section)).map((section) => ({
    id: `${idPrefix}-${section.replace("_", "-")}`,
    section,
    title: `${SECTION_LABELS[section]}: ${rateUnitOf(section)} for an average order, by order type`,
    unit: rateUnitOf(section),
    domain: section === "options" ? domains.options : domains.stocks,
    bars: ORDER_TYPES.map((orderType) => {
      const reading = readingOf(rows, section, orderType);
      return {
        key: orderType,
        label: ORDER_TYPE_LABELS[orderType],
        value: reading?.cents ?? null,
        text: reading ? readingText(reading) : "no such orders listed",
        color: section,
        mark: reading?.mark,
      };
    }),
  }));
  return onOneScale(panels);
}

/** Null: the report lists no such orders. */
export function readingOf(
  rows: readonly OrderTypeRate[],
  section: Section,
  orderType: OrderType,
): OrderReading | null {
  const row = rows.find((one) => one.section === section && one.orderType === orderType);
  return row ? orderReading(row) : null;
}

/**
 * What one section's panel shows, in a sentence: what was paid for market orders, and the highest where that is another
 * type. What was filed for under half of the orders is not put into words.
 */
export function rateSentence(broker: string, section: Section, rows: readonly OrderTypeRate[]): string {
  const own = ORDER_TYPES.flatMap((orderType) => {
    const reading = readingOf(rows, section, orderType);
    return reading && reading.kind !== "not_filed" ? [{ orderType, reading }] : [];
  });
  const known = own.filter(({ reading }) => reading.cents !== null);
  const said = known.filter(({ reading }) => !reading.mark);
  const leftOut = leftOutTypes(known);
  const orders = `orders in ${ORDERS_IN[section]}`;
  const [first] = said;
  if (own.length === 0) return `${broker} filed no payment for ${orders}.`;
  if (!first && leftOut) return `What ${broker} was paid for ${orders} cannot be said.${leftOut}`;
  if (!first) {
    return own.some(({ reading }) => reading.kind === "not_enough")
      ? `Not enough was filed to say what ${broker} was paid for ${orders}: of less than half of them it is known.`
      : `What ${broker} was paid for an average order in ${ORDERS_IN[section]} is unknown: its venue percentages are not shares of its orders, or are blank. What it was paid in all, and the rate of its paid orders, is as filed.`;
  }
  if (said.every(({ reading }) => reading.kind === "paid_nothing")) {
    const most = Math.min(...said.map(({ reading }) => reading.nothing ?? 0));
    return said.length === 1
      ? `${paidFor(broker, section, first)}.${leftOut}`
      : `${broker} was paid nothing for its ${orders}, whatever their type: it filed $0 for ${formatPercent(most)} of them or more.${leftOut}`;
  }
  const market = said.find(({ orderType }) => orderType === "market");
  const highest = said.reduce((a, b) => (centsOf(b) > centsOf(a) ? b : a));
  if (!market) {
    return `${paidFor(broker, section, highest)}; for market orders ${whyNot(own.find(({ orderType }) => orderType === "market")?.reading)}.${leftOut}`;
  }
  const main = paidFor(broker, section, market);
  if (highest.orderType === "market" || centsOf(highest) <= 0) return `${main}.${leftOut}`;
  if (formatRateInText(centsOf(highest)) === formatRateInText(centsOf(market))) return `${main}.${leftOut}`;
  const others = manyOrders(highest.orderType);
  return centsOf(market) > 0
    ? `${main}, and most for ${others}: ${cents(centsOf(highest))}.${leftOut}`
    : `${main}, but was paid ${cents(centsOf(highest))} for ${others}.${leftOut}`;
}

/** Doubtful ones have no part in what is said. */
function leftOutTypes(known: readonly TypeReading[]): string {
  const left = known.flatMap(({ orderType, reading: { mark } }) =>
    mark ? [{ name: `the rate of ${manyOrders(orderType)}`, mark }] : [],
  );
  const [first] = left;
  if (!first) return "";
  return left.length === known.length
    ? ` All that was filed of it is doubtful: ${first.mark.whose}.`
    : ` ${leftOutSentence(left)}`;
}

interface TypeReading {
  readonly orderType: OrderType;
  readonly reading: OrderReading;
}

/** `Charles Schwab was paid 8.9 cents for every 100 shares of a market order in an S&P 500 stock`, where many of them brought
 * nothing or little else than the rate says: `on average`. */
function paidFor(broker: string, section: Section, { orderType, reading }: TypeReading): string {
  const rate = reading.cents ?? 0;
  if (reading.kind === "paid_nothing") {
    return `${broker} was paid nothing for ${formatPercent(reading.nothing)} of its ${manyOrders(orderType)} in ${ORDERS_IN[section]}`;
  }
  const verb = rate < 0 ? "paid" : "was paid";
  const average = (reading.nothing ?? 0) >= NOTHING_SHOWN_FROM || reading.isApart ? " on average" : "";
  return `${broker} ${verb} ${cents(Math.abs(rate))}${average} for every ${unitOf(section)} of ${oneOrder(orderType, section)}`;
}

/** Why nothing is said of the orders asked for first. */
function whyNot(reading: OrderReading | undefined): string {
  if (!reading) return "nothing was filed";
  return reading.kind === "not_enough" ? "not enough was filed" : "it is unknown for how many it was paid";
}

function cents(rate: number): string {
  const text = formatRateInText(rate);
  if (text === "<0.1") return "less than 0.1 cents";
  return `${text} cents`;
}

function centsOf({ reading }: TypeReading): number {
  return reading.cents ?? 0;
}
