import { type NamedBroker, namesAmong } from "@/names/called";
import { type BrokerPart, brokerParts, brokersByMoney, type PartLine } from "@/queries/broker-parts";
import { brokerQuarters, completeAmong } from "@/queries/broker-quarters";
import { type Filters, filters as filtersOf } from "@/queries/filters";
import { markedRates } from "@/queries/marked-rates";
import { orderTypesOf } from "@/queries/measures";
import type { RateRow } from "@/queries/rates";
import type { Grain, Lines, Measure, Scale } from "@/queries/view-parameters";
import { orderReading } from "@/report/order-reading";
import { ORDER_TYPE_LABELS, ORDER_TYPES, type OrderType } from "@/report/order-types";
import { type AssetClass, SECTIONS, type Section } from "@/report/sections";
import { countBrokers, markOf, measured, partOf, seriesOf } from "@/series/comparable-series";
import type { HeatRow } from "@/series/heat";
import { brokerColors } from "@/series/palette";
import type { PeriodLines } from "@/series/period-lines";
import { type Period, periodAxis, periodBefore, quarterOf } from "@/series/periods";
import { type TrendInput, trendChart } from "@/series/trend-chart";
import { manyOrders, ORDERS_IN, SECTION_SHORT } from "@/words/order-words";
import { SUBJECTS, seriesSentence, tooThinSentence } from "@/words/trend-words";

/** What a reader chose to see. */
export interface TrendChoice {
  readonly filters: Filters;
  readonly lines: Lines;
  readonly measure: Measure;
  readonly scale: Scale;
  readonly grain: Grain;
}

export interface AssetTrend {
  readonly asset: AssetClass;
  readonly chart: PeriodLines;
  readonly says: string;
  /** `line period` of the rates that are not drawn, because they speak for less than half of the orders. */
  readonly tooThin: ReadonlySet<string>;
  /** Brokers behind each period. */
  readonly brokers: ReadonlyMap<Period, number>;
  readonly heat: { readonly quarters: readonly Period[]; readonly rows: readonly HeatRow[] };
}

/** Lines that can be told apart, and brokers of a heat table. */
const MOST_LINES = 6;
const MOST_HEAT_ROWS = 30;

/**
 * Trends in stocks and in options, each where the filters leave it.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function assetTrends(choice: TrendChoice): AssetTrend[] {
  const { filters, grain } = choice;
  const wanted = (section: Section) => filters.section.length === 0 || filters.section.includes(section);
  const assets = [
    { asset: "equities" as const, sections: SECTIONS.filter((one) => one !== "options" && wanted(one)) },
    { asset: "options" as const, sections: SECTIONS.filter((one) => one === "options" && wanted(one)) },
  ].filter(({ sections }) => sections.length > 0);
  const parts = marketParts(choice, assets);
  const read = assets.map(({ asset, sections }) => {
    const scope = { ...filters, section: [...sections] };
    const own = parts.get(asset) ?? new Map<string, readonly BrokerPart[]>();
    const brokers = brokersByMoney([...own.values()].flat());
    return {
      asset,
      sections,
      scope,
      brokers,
      data:
        choice.lines === "broker"
          ? brokerRows(scope, grain, brokers.slice(0, MOST_LINES))
          : {
              all: markedRates(scope, [choice.lines, grain]),
              partsOf: (line: string) => own.get(line) ?? [],
            },
    };
  });
  const periods = periodAxis(read.flatMap(({ data }) => data.all.map((row) => periodOf(row, grain))));
  return read.map(({ asset, sections, scope, brokers, data }) => {
    const inputs = trendInputs(choice, asset, sections, data);
    const chart = trendChart(
      inputs,
      periods,
      { ...choice, asset },
      { id: `trend-${asset}`, title: titleOf(asset) },
    );
    const [first] = inputs
      .map((input) => ({ input, line: chart.lines.find((line) => line.key === input.key) }))
      .filter(({ line }) => line !== undefined);
    const tooThin = thinRates(choice, data);
    const subject = first
      ? subjectOf(choice, asset, first.input)
      : `${WHAT[choice.measure]} ${inWords(asset)}`;
    const line = first?.line ?? { values: [], joined: [] };
    return {
      asset,
      chart,
      says:
        !first && tooThin.size > 0
          ? tooThinSentence(subject)
          : seriesSentence(subject, line, periods, { ...choice, asset }),
      tooThin,
      brokers: countBrokers(inputs.map((input) => input.parts)),
      heat: heatOf(choice, asset, scope, brokers.slice(0, MOST_HEAT_ROWS)),
    };
  });
}

interface TrendRows {
  /** By line and period, all brokers together. */
  readonly all: readonly RateRow[];
  /** What each broker adds to a line. */
  readonly partsOf: (line: string) => readonly BrokerPart[];
}

/** By asset class and line, of all brokers; where each line is a broker, of the asset class as one. */
function marketParts(
  { filters, lines, measure, scale, grain }: TrendChoice,
  assets: readonly { readonly asset: AssetClass; readonly sections: readonly Section[] }[],
): ReadonlyMap<AssetClass, ReadonlyMap<string, readonly BrokerPart[]>> {
  const types = orderTypesOf(filters.orderType);
  const asked = assets.map(({ asset, sections }) => ({ asset, lines: linesOf(lines, sections, types) }));
  const keyed = (asset: AssetClass, line: PartLine) => ({ ...line, key: `${asset} ${line.key}` });
  const parts = brokerParts(
    filters,
    asked.flatMap((one) => one.lines.map((line) => keyed(one.asset, line))),
    lines === "broker" ? "quarter" : grain,
    // Whether figures as filed may be joined is told by the dollars alone.
    { rated: lines !== "broker" && scale !== "absolute" && measure !== "dollars" },
  );
  return new Map(
    asked.map((one) => [
      one.asset,
      new Map(one.lines.map((line) => [line.key, parts.get(keyed(one.asset, line).key) ?? []])),
    ]),
  );
}

function linesOf(lines: Lines, sections: readonly Section[], types: readonly OrderType[]): PartLine[] {
  if (lines === "section") return sections.map((one) => ({ key: one, sections: [one], types }));
  if (lines === "orderType") return types.map((one) => ({ key: one, sections, types: [one] }));
  return [{ key: "all", sections, types }];
}

/** The same where each line is a broker. */
function brokerRows(scope: Filters, grain: Grain, brokers: readonly string[]): TrendRows {
  const all = markedRates({ ...scope, broker: brokers }, ["broker", grain]);
  const complete = completeQuarters(scope, brokers);
  return {
    all,
    partsOf: (slug) =>
      all.filter((row) => row.broker_slug === slug).map((row) => brokerPart(row, grain, complete)),
  };
}

/** `slug quarter` of those with all three months. */
function completeQuarters({ asOf }: Filters, broker: readonly string[]): ReadonlySet<string> {
  return completeAmong(brokerQuarters(filtersOf({ asOf, broker })));
}

function trendInputs(
  choice: TrendChoice,
  asset: AssetClass,
  sections: readonly Section[],
  { all, partsOf }: TrendRows,
): TrendInput[] {
  return lineNames(choice, sections, all).map(({ key, label, color }) => ({
    key,
    label,
    color,
    values: new Map(
      all
        .filter((row) => keyOf(row, choice.lines) === key)
        .map((row) => [periodOf(row, choice.grain), measured(row, choice.measure, asset)]),
    ),
    parts: partsOf(key),
    marks: new Map(
      all.flatMap((row) => {
        const mark = keyOf(row, choice.lines) === key ? markOf(row, choice.measure) : null;
        return mark ? [[periodOf(row, choice.grain), mark] as const] : [];
      }),
    ),
  }));
}

function lineNames(
  { lines }: TrendChoice,
  sections: readonly Section[],
  rows: readonly RateRow[],
): Pick<TrendInput, "key" | "label" | "color">[] {
  if (lines === "section") {
    return sections.map((section) => ({ key: section, label: SECTION_SHORT[section], color: section }));
  }
  if (lines === "orderType") {
    return ORDER_TYPES.map((type) => ({ key: type, label: ORDER_TYPE_LABELS[type], color: type }));
  }
  const brokers = brokersOf(rows);
  const colors = brokerColors(brokers.map((one) => one.slug));
  const latest = (slug: string) =>
    rows.findLast((row) => row.broker_slug === slug && row.payment_usd !== null)?.payment_usd ?? 0;
  const called = namesAmong(brokers);
  return brokers
    .sort((a, b) => latest(b.slug) - latest(a.slug))
    .map((one) => ({ key: one.slug, label: called(one), color: colors.get(one.slug) ?? "rest" }));
}

function brokersOf(rows: readonly RateRow[]): NamedBroker[] {
  const names = new Map(rows.map((row) => [row.broker_slug ?? "", row.broker ?? ""]));
  return [...names].map(([slug, name]) => ({ slug, name }));
}

function brokerPart(row: RateRow, grain: Grain, complete: ReadonlySet<string>) {
  const period = periodOf(row, grain);
  // A month with any figure is whole; a quarter is when its three months are.
  const whole =
    grain === "month" ? row.payment_usd !== null : complete.has(`${row.broker_slug} ${quarterOf(period)}`);
  return partOf(row, period, whole);
}

function heatOf(
  { measure, scale }: TrendChoice,
  asset: AssetClass,
  scope: Filters,
  brokers: readonly string[],
): AssetTrend["heat"] {
  const rows = markedRates({ ...scope, broker: brokers }, ["broker", "quarter"]);
  const complete = completeQuarters(scope, brokers);
  const quarters = periodAxis(rows.map((row) => row.quarter ?? ""));
  const heat = brokersOf(rows).map(({ slug, name }) => {
    const own = rows.filter((row) => row.broker_slug === slug);
    const marks = new Map(
      own.flatMap((row) => {
        const mark = markOf(row, measure);
        return mark ? [[row.quarter ?? "", mark] as const] : [];
      }),
    );
    return {
      slug,
      name,
      ...(marks.size > 0 && {
        marks: quarters.map(
          (quarter) =>
            marks.get(quarter) ?? (scale === "growth" ? marks.get(periodBefore(quarter)) : null) ?? null,
        ),
      }),
      values: seriesOf(
        scale === "growth" ? "growth" : "absolute",
        quarters,
        new Map(own.map((row) => [row.quarter ?? "", measured(row, measure, asset)])),
        own.map((row) => brokerPart(row, "quarter", complete)),
        measure,
      ).values,
    };
  });
  return { quarters, rows: heat };
}

/** `line period` of the rates that speak for too few of the orders. */
function thinRates({ measure, lines, grain }: TrendChoice, { all }: TrendRows): Set<string> {
  if (measure !== "rate") return new Set();
  const thin = all.filter((row) => orderReading(row).kind === "not_enough");
  return new Set(thin.map((row) => `${keyOf(row, lines)} ${periodOf(row, grain)}`));
}

function keyOf(row: RateRow, lines: Lines): string {
  return (lines === "broker" ? row.broker_slug : row[lines]) ?? "";
}

function periodOf(row: RateRow, grain: Grain): Period {
  return row[grain] ?? "";
}

function titleOf(asset: AssetClass): string {
  return asset === "options" ? "Options over time" : "Stocks over time";
}

function subjectOf({ lines, measure }: TrendChoice, asset: AssetClass, line: TrendInput): string {
  if (lines === "section") return `${SUBJECTS[measure]} ${ORDERS_IN[line.key as Section]}`;
  if (lines === "orderType") {
    return `${SUBJECTS[measure]} ${manyOrders(line.key as (typeof ORDER_TYPES)[number])} ${inWords(asset)}`;
  }
  return `${WHAT[measure]} of ${line.label} ${inWords(asset)}`;
}

const WHAT: Record<Measure, string> = {
  rate: "the rate",
  dollars: "the net payment",
  volume: "the implied volume",
};

function inWords(asset: AssetClass): string {
  return asset === "options" ? "in options" : "in stocks";
}
