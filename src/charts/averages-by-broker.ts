import { namesAmong } from "@/names/called";
import { storedBroker } from "@/queries/broker-names";
import { brokerQuarters } from "@/queries/broker-quarters";
import { type Filters, filters as filtersOf } from "@/queries/filters";
import { markedRates } from "@/queries/marked-rates";
import type { RateRow } from "@/queries/rates";
import { latestMarketQuarter, storedQuarters } from "@/queries/stored-quarters";
import { AppError } from "@/report/errors";
import { quarterInText } from "@/report/format";
import { orderReading } from "@/report/order-reading";
import type { OrderType } from "@/report/order-types";
import { formatQuarter, parseQuarter, type Quarter, quarterOfMonth } from "@/report/quarter";
import type { Section } from "@/report/sections";
import type { ChartPart } from "@/series/chart-part";
import { type OrderStrip, orderStrip, type StripBroker, usualPeers } from "@/series/order-strip";
import { brokerPath } from "@/site/entity-path";
import { oneOrder, rateUnitOf } from "@/words/order-words";
import { findingSentence, uncoveredSentence, verdictSentence } from "@/words/strip-sentence";
import { type Chart, capitalized, isOneQuarter } from "./chart";

interface Rows {
  /** Null: nothing is stored. */
  readonly quarter: Quarter | null;
  readonly section: Section;
  readonly orderType: OrderType;
  /** Every broker with a report for the quarter. */
  readonly brokers: readonly { readonly slug: string; readonly name: string; readonly row: RateRow | null }[];
  /** Slugs: the first is asked about, the others are named beside it. Empty: nobody is asked about. */
  readonly chosen: readonly string[];
}

export type StripPart = Extract<ChartPart, { kind: "strip" }>;

/** What every broker was paid for an average order of one kind in one quarter: a strip of dots. */
export const averagesByBroker: Chart<Rows, StripPart> = {
  title: () => "Average for an order, broker by broker",
  by: () => ["broker"],
  figures: ordersOf,
  read(filters) {
    const scope = ordersOf(filters);
    const { from: quarter, asOf } = scope;
    const [section = "sp500"] = scope.section;
    const [orderType = "market"] = scope.orderType;
    if (quarter === null) return { quarter, section, orderType, brokers: [], chosen: [] };
    const rows = new Map(markedRates(scope, ["broker"]).map((row) => [row.broker_slug, row]));
    const reports = brokerQuarters(filtersOf({ from: quarter, to: quarter, asOf }));
    // Refuses a broker the store does not know.
    brokerQuarters(filtersOf({ broker: filters.broker }));
    return {
      quarter,
      section,
      orderType,
      brokers: reports.map(({ broker_slug: slug, broker: name }) => ({
        slug,
        name,
        row: rows.get(slug) ?? null,
      })),
      chosen: filters.broker.flatMap((text) => storedBroker(text)?.slug ?? []),
    };
  },
  show({ quarter, section, orderType, brokers, chosen: [own = null, ...peers] }, { scope }) {
    const called = namesAmong(brokers);
    const known: StripBroker[] = brokers.map(({ slug, name, row }) => ({
      key: slug,
      name: called({ slug, name }),
      reading: row && orderReading(row),
    }));
    const what = `${oneOrder(orderType, section)}${quarter ? `, ${quarterInText(quarter)}` : ""}`;
    const chart = orderStrip(known, {
      id: "averages-by-broker",
      title: `Average for ${what}, ${rateUnitOf(section)}, of each broker`,
      own,
      peers: peers.length > 0 ? peers : usualPeers(known, own),
    });
    const part: StripPart = {
      heading: null,
      unit: `${capitalized(rateUnitOf(section))}, average for ${what}`,
      legend: [],
      kind: "strip",
      chart,
      linkOf: (slug) => brokerPath(slug, quarter && formatQuarter(quarter), { asOf: scope.asOf ?? null }),
    };
    return {
      says: verdictSentence(chart) || null,
      finding: findingSentence(chart) || null,
      parts: chart.dots.length > 0 ? [part] : [],
      notes: stripNotes(chart),
    };
  },
};

/** What is said below a strip: how to read it, and whom it leaves out. */
export function stripNotes({ uncovered, quartiles }: OrderStrip): string[] {
  return [
    `Each dot is a broker: its average over all such orders, those paid nothing counting as 0.${quartiles ? " The line is the median; half of the brokers stand in the shade." : ""}`,
    ...(uncovered.length > 0 ? [uncoveredSentence(uncovered)] : []),
  ];
}

/** Of one quarter and one kind of order, where none is chosen the latest and market orders in S&P 500 stocks; of all brokers,
 * each by its own report. @throws AppError invalid_input for several kinds of orders */
export function ordersOf({ section, orderType, from, to, month, asOf }: Filters): Filters {
  if (section.length > 1 || orderType.length > 1) {
    const message = `"averages-by-broker" is of one kind of order; allowed: one "section" and one "orderType".`;
    throw new AppError("invalid_input", message);
  }
  const only = month
    ? quarterOfMonth(month.year, month.month)
    : isOneQuarter({ from, to, month })
      ? from
      : null;
  const quarter =
    only ?? parseQuarter(latestMarketQuarter(storedQuarters(filtersOf({ from, to, asOf }))) ?? "");
  return filtersOf({
    section: section.length > 0 ? section : ["sp500"],
    orderType: orderType.length > 0 ? orderType : ["market"],
    from: quarter,
    to: quarter,
    reReported: "include",
    asOf,
  });
}
