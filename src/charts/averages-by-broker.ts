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
import { formatQuarter, parseQuarter, type Quarter, quarterIndex, quarterOfMonth } from "@/report/quarter";
import type { Section } from "@/report/sections";
import type { ChartPart } from "@/series/chart-part";
import { type OrderStrip, orderStrip, type StripBroker, usualPeers } from "@/series/order-strip";
import { brokerColors } from "@/series/palette";
import { brokerPath } from "@/site/entity-path";
import { keptView } from "@/site/kept-view";
import { pagePath } from "@/site/page-path";
import { oneOrder, rateUnitOf } from "@/words/order-words";
import { findingSentence, uncoveredSentence, verdictSentence } from "@/words/strip-sentence";
import { type Chart, capitalized, isOneQuarter } from "./chart";

interface Rows {
  readonly section: Section;
  readonly orderType: OrderType;
  /** Null: nothing is stored. */
  readonly quarter: Quarter | null;
  /** Every broker with a report for the quarter. */
  readonly brokers: readonly Averaged[];
  /** One is asked about, several are compared. */
  readonly chosen: readonly { readonly slug: string; readonly name: string }[];
  /** Of chosen brokers without a quarter in common: those whose latest is another one. */
  readonly earlier: readonly (Averaged & { readonly quarter: Quarter })[];
}

interface Averaged {
  readonly slug: string;
  readonly name: string;
  readonly row: RateRow | null;
}

export type StripPart = Extract<ChartPart, { kind: "strip" }>;

/** What every broker was paid for an average order of one kind in one quarter: a strip of dots. */
export const averagesByBroker: Chart<Rows, StripPart> = {
  title: () => "Average for an order, broker by broker",
  by: (filters) => (latestOfEach(filters) ? ["broker", "quarter"] : ["broker"]),
  figures(filters) {
    const latest = latestOfEach(filters);
    if (!latest) return ordersOf(filters);
    const { broker } = filters;
    const span = [...latest.values()].sort((a, b) => quarterIndex(a) - quarterIndex(b));
    return { ...ordersOf(filters), broker, from: span[0] ?? null, to: span.at(-1) ?? null };
  },
  page(filters) {
    const { broker, section, orderType, from } = filters;
    if (broker.length < 2) return null;
    return pagePath("/compare", {
      brokers: broker,
      quarter: from && formatQuarter(from),
      section: section[0] === "sp500" ? "" : section,
      orderType: orderType[0] === "market" ? "" : orderType,
      asOf: keptView(filters).asOf,
    });
  },
  read(filters) {
    const latest = latestOfEach(filters);
    const newest = latest && [...latest.values()].sort((a, b) => quarterIndex(b) - quarterIndex(a))[0];
    const scope = ordersOf(newest ? { ...filters, from: newest, to: newest } : filters);
    const [section = "sp500"] = scope.section;
    const [orderType = "market"] = scope.orderType;
    // Refuses a broker the store does not know.
    brokerQuarters(filtersOf({ broker: filters.broker }));
    const brokers = averagesOf(scope);
    const chosen = filters.broker.flatMap((text) => storedBroker(text) ?? []);
    const earlier = chosen.flatMap(({ slug, name }) => {
      const quarter = latest?.get(slug);
      if (!quarter || brokers.some((one) => one.slug === slug)) return [];
      const [row = null] = markedRates({ ...scope, broker: [slug], from: quarter, to: quarter }, ["broker"]);
      return [{ slug, name, row, quarter }];
    });
    return { quarter: scope.from, section, orderType, brokers, chosen, earlier };
  },
  show({ quarter, section, orderType, brokers, chosen, earlier }, { scope }) {
    const called = namesAmong([...brokers, ...chosen]);
    const dated = ({ slug, name }: Averaged, at: Quarter | null) =>
      `${called({ slug, name })}${at && earlier.length > 0 ? `, ${quarterInText(at)}` : ""}`;
    const pinned = chosen.length > 1 ? brokerColors(chosen.map(({ slug }) => slug)) : undefined;
    const known: StripBroker[] = [
      ...brokers.map((one) => ({
        key: one.slug,
        name: pinned?.has(one.slug) ? dated(one, quarter) : called(one),
        reading: one.row && orderReading(one.row),
      })),
      ...earlier.map((one) => ({
        key: one.slug,
        name: dated(one, one.quarter),
        reading: one.row && orderReading(one.row),
        isApart: true,
      })),
    ];
    const own = chosen.length === 1 ? (chosen[0]?.slug ?? null) : null;
    const what = `${oneOrder(orderType, section)}${quarter ? `, ${quarterInText(quarter)}` : ""}`;
    const chart = orderStrip(known, {
      id: "averages-by-broker",
      title: `Average for ${what}, ${rateUnitOf(section)}, of each broker`,
      own,
      peers: pinned ? [] : usualPeers(known, own),
      pinned,
    });
    const part: StripPart = {
      heading: null,
      unit: `${capitalized(rateUnitOf(section))}, average for ${what}`,
      legend: [],
      kind: "strip",
      chart,
      linkOf: (slug) => {
        const at = earlier.find((one) => one.slug === slug)?.quarter ?? quarter;
        return brokerPath(slug, at && formatQuarter(at), { asOf: scope.asOf ?? null });
      },
    };
    return {
      says: verdictSentence(chart) || null,
      finding: findingSentence(chart) || null,
      parts: chart.dots.length > 0 ? [part] : [],
      notes: [
        ...stripNotes(chart),
        ...(earlier.length > 0 && quarter
          ? [
              `These brokers have no quarter in common, so each is shown by its latest report; the gray dots are of ${quarterInText(quarter)}.`,
            ]
          : []),
      ],
    };
  },
};

/** Every broker with a report for the quarter, by its own report. */
function averagesOf(scope: Filters): Averaged[] {
  const { from: quarter, asOf } = scope;
  if (quarter === null) return [];
  const rows = new Map(markedRates(scope, ["broker"]).map((row) => [row.broker_slug, row]));
  return brokerQuarters(filtersOf({ from: quarter, to: quarter, asOf })).map(
    ({ broker_slug: slug, broker: name }) => ({ slug, name, row: rows.get(slug) ?? null }),
  );
}

/** The latest quarter of each of several chosen brokers that have none in common, by slug; null where a quarter is chosen,
 * or one is common to all. */
export function latestOfEach({
  broker,
  from,
  to,
  month,
  asOf,
}: Pick<Filters, "broker" | "from" | "to" | "month" | "asOf">): ReadonlyMap<string, Quarter> | null {
  if (broker.length < 2 || from || to || month) return null;
  return commonToAll(broker, asOf) ? null : latestQuarters(broker, asOf);
}

function quartersOf(broker: readonly string[], asOf: string | null) {
  return brokerQuarters(filtersOf({ broker: [...broker], asOf }));
}

/** The latest quarter that every one of some brokers has a report for, of those that have any. */
function commonToAll(broker: readonly string[], asOf: string | null): Quarter | null {
  const reports = quartersOf(broker, asOf);
  const all = new Set(reports.map((one) => one.broker_slug)).size;
  const counts = new Map<string, number>();
  for (const { quarter } of reports) counts.set(quarter, (counts.get(quarter) ?? 0) + 1);
  const common = [...counts].filter(([, count]) => count === all).map(([quarter]) => quarter);
  return parseQuarter(common.sort().at(-1) ?? "");
}

function latestQuarters(broker: readonly string[], asOf: string | null): ReadonlyMap<string, Quarter> {
  const latest = new Map<string, Quarter>();
  for (const { broker_slug: slug, quarter: text } of quartersOf(broker, asOf)) {
    const quarter = parseQuarter(text);
    const known = latest.get(slug);
    if (quarter && (!known || quarterIndex(quarter) > quarterIndex(known))) latest.set(slug, quarter);
  }
  return latest;
}

/** What is said below a strip: how to read it, and whom it leaves out. */
function stripNotes({ uncovered, quartiles }: OrderStrip): string[] {
  return [
    `Each dot is a broker: its average over all such orders, those paid nothing counting as 0.${quartiles ? " The line is the median; half of the brokers stand in the shade." : ""}`,
    ...(uncovered.length > 0 ? [uncoveredSentence(uncovered)] : []),
  ];
}

/** Of one quarter and one kind of order, where none is chosen the latest (of several brokers the latest that all have) and market orders in S&P 500 stocks; of all brokers,
 * each by its own report. @throws AppError invalid_input for several kinds of orders */
export function ordersOf({ broker, section, orderType, from, to, month, asOf }: Filters): Filters {
  if (section.length > 1 || orderType.length > 1) {
    const message = `"averages-by-broker" is of one kind of order; allowed: one "section" and one "orderType".`;
    throw new AppError("invalid_input", message);
  }
  const only = month
    ? quarterOfMonth(month.year, month.month)
    : isOneQuarter({ from, to, month })
      ? from
      : null;
  const common = broker.length > 1 && !from && !to ? commonToAll(broker, asOf) : null;
  const quarter =
    only ?? common ?? parseQuarter(latestMarketQuarter(storedQuarters(filtersOf({ from, to, asOf }))) ?? "");
  return filtersOf({
    section: section.length > 0 ? section : ["sp500"],
    orderType: orderType.length > 0 ? orderType : ["market"],
    from: quarter,
    to: quarter,
    reReported: "include",
    asOf,
  });
}
