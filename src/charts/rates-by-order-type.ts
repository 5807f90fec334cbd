import { type RateRow, rates } from "@/queries/rates";
import { coverageOf } from "@/report/coverage";
import { formatPercent, formatRate, formatRateInText } from "@/report/format";
import { ORDER_TYPE_LABELS, ORDER_TYPES, type OrderType } from "@/report/order-types";
import { SECTION_LABELS, SECTIONS, type Section } from "@/report/sections";
import { type BarPanel, domainOf, onOneScale } from "@/series/bars";
import type { ChartPart } from "@/series/chart-part";
import { traceHref } from "@/site/traced";
import { manyOrders, ORDERS_IN, oneOrder, rateUnitOf, unitOf } from "@/words/order-words";
import { type Chart, capitalized } from "./chart";

/** What one broker is paid for each kind of order: bars, a panel for each section. */
export const ratesByOrderType: Chart<readonly OrderTypeRate[], ChartPart & { readonly chart: RatePanel }> = {
  title: () => "Rate by order type",
  by: () => ["section", "orderType"],
  read: (filters) => rates(filters, ["section", "orderType"]),
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
          metric: "rate",
        }),
    }));
    const partial = rows.some((row) => coverageOf(row.order_coverage) === "partial");
    return {
      says: null,
      parts,
      notes: [
        "Stocks and options are on axes of their own: cents per 100 shares is not cents per contract.",
        ...(partial ? ["In brackets: the share of orders the rate speaks for, where it is below 90%."] : []),
      ],
    };
  },
};

/** One broker's rates of one quarter, grouped by section and order type. Cents per 100 shares (options: per
 * contract), positive when the broker received. */
export type OrderTypeRate = Pick<
  RateRow,
  "section" | "orderType" | "cents_per_100_shares" | "order_coverage"
>;

export interface RatePanel extends BarPanel {
  readonly section: Section;
  /** `cents per 100 shares` or `cents per contract`. */
  readonly unit: string;
}

/** One panel per section with a filed rate or coverage; the two stock sections share an axis, options have their
 * own, because a contract is not a hundred shares' worth of the same thing. */
export function rateByOrderType(rows: readonly OrderTypeRate[], idPrefix: string): RatePanel[] {
  const shown = (row: OrderTypeRate) =>
    coverageOf(row.order_coverage) === "not_enough" ? null : row.cents_per_100_shares;
  const domain = (sections: readonly Section[]) =>
    domainOf(rows.filter((row) => row.section && sections.includes(row.section)).map(shown));
  const domains = { stocks: domain(["sp500", "non_sp500"]), options: domain(["options"]) };
  const panels = SECTIONS.filter((section) => rows.some((row) => row.section === section)).map((section) => ({
    id: `${idPrefix}-${section.replace("_", "-")}`,
    section,
    title: `${SECTION_LABELS[section]}: ${rateUnitOf(section)} by order type`,
    unit: rateUnitOf(section),
    domain: section === "options" ? domains.options : domains.stocks,
    bars: ORDER_TYPES.map((orderType) => {
      const row = rows.find((one) => one.section === section && one.orderType === orderType);
      return {
        key: orderType,
        label: ORDER_TYPE_LABELS[orderType],
        value: row ? shown(row) : null,
        text: barText(row),
        color: section,
      };
    }),
  }));
  return onOneScale(panels);
}

function barText(row: OrderTypeRate | undefined): string {
  if (!row || row.cents_per_100_shares === null) return "no rate filed";
  const coverage = coverageOf(row.order_coverage);
  if (coverage === "not_enough") return "not enough filed";
  const rate = `${formatRate(row.cents_per_100_shares)} ¢`;
  return coverage === "partial" ? `${rate} (${formatPercent(row.order_coverage, 0)})` : rate;
}

/**
 * What one section's panel shows, in a sentence: the market orders' rate, and the highest where that is another
 * type. Rates for under half of the orders are not put into words.
 */
export function rateSentence(broker: string, section: Section, rows: readonly OrderTypeRate[]): string {
  const own = rows.filter((row) => row.section === section && row.cents_per_100_shares !== null);
  const rated = own.filter((row) => coverageOf(row.order_coverage) !== "not_enough");
  if (own.length === 0) return `${broker} filed no rate for orders in ${ORDERS_IN[section]}.`;
  if (rated.length === 0) {
    return `Not enough was filed to say what ${broker} was paid for orders in ${ORDERS_IN[section]}: the venues with a rate got less than half of them.`;
  }
  const market = rated.find((row) => row.orderType === "market");
  const [highest] = [...rated].sort((a, b) => centsOf(b) - centsOf(a));
  if (!market || !highest) {
    const first = highest ?? rated[0];
    return first ? `${paidFor(broker, section, first)}; no usable rate was filed for market orders.` : "";
  }
  const main = paidFor(broker, section, market);
  if (highest.orderType === "market" || centsOf(highest) <= 0) return `${main}.`;
  if (formatRateInText(centsOf(highest)) === formatRateInText(centsOf(market))) return `${main}.`;
  const others = manyOrders(highest.orderType ?? "other");
  return centsOf(market) > 0
    ? `${main}, and most for ${others}: ${cents(centsOf(highest))}.`
    : `${main}, but was paid ${cents(centsOf(highest))} for ${others}.`;
}

/** `Charles Schwab was paid 8.9 cents for every 100 shares of a market order in an S&P 500 stock`. */
function paidFor(broker: string, section: Section, row: OrderTypeRate): string {
  const rate = centsOf(row);
  const order = oneOrder((row.orderType ?? "other") as OrderType, section);
  if (rate === 0) return `${broker} was paid nothing for ${order}`;
  const verb = rate > 0 ? "was paid" : "paid";
  return `${broker} ${verb} ${cents(Math.abs(rate))} for every ${unitOf(section)} of ${order}`;
}

function cents(rate: number): string {
  const text = formatRateInText(rate);
  if (text === "<0.1") return "less than 0.1 cents";
  return `${text} cents`;
}

function centsOf(row: OrderTypeRate): number {
  return row.cents_per_100_shares ?? 0;
}
