import type { Filters } from "@/queries/filters";
import { METRIC_OF } from "@/queries/trace-parameters";
import type { Lines, View } from "@/queries/view-parameters";
import { ORDER_TYPES } from "@/report/order-types";
import { parseQuarter } from "@/report/quarter";
import { type AssetClass, assetClassOf, SECTIONS, type Section } from "@/report/sections";
import type { ChartPart } from "@/series/chart-part";
import { MEASURE_LABELS } from "@/series/measure-words";
import { isMonth, type Period, quarterOf } from "@/series/periods";
import { trendUnitWords } from "@/series/trend-chart";
import { growthHref, type TraceTarget, traceHref } from "@/site/traced";
import { type Chart, capitalized } from "./chart";
import { type AssetTrend, assetTrends } from "./trend-lines";

export const LINE_WORDS: Record<Lines, string> = {
  section: "section",
  orderType: "order type",
  broker: "broker",
};

type TrendPart = Extract<ChartPart, { kind: "periods" }> & { readonly asset: AssetClass };

/** A measure over time, by section, order type or broker: lines, stocks and options on charts of their own. */
export const trend: Chart<readonly AssetTrend[], TrendPart> = {
  title: ({ measure, lines }) => `${MEASURE_LABELS[measure]} over time, by ${LINE_WORDS[lines]}`,
  by: (_, { lines, grain }) => [lines, grain],
  looksAt: ["measure", "scale", "grain", "lines"],
  page: (_filters, _view, query) => (query === "" ? "/trends" : `/trends?${query}`),
  read: (filters, view) => assetTrends({ ...view, filters }),
  show(trends, { scope, view }) {
    const shown = trends.filter(({ chart }) => chart.lines.length > 0);
    return {
      says: shown.length === 1 ? (shown[0]?.says ?? null) : null,
      parts: shown.map(({ asset, chart, says }) => ({
        asset,
        heading: asset === "options" ? "Options" : "Stocks",
        unit: capitalized(trendUnitWords({ ...view, asset }, view.grain)),
        legend: chart.labelled ? [] : chart.lines,
        says,
        kind: "periods",
        chart,
        // An index has no cells of its own, and of a change only that of a quarter can be traced.
        traceOf:
          view.scale === "indexed" || (view.scale === "growth" && view.grain === "month")
            ? null
            : (line, period) => trendHref(scope, view, lineFilter(scope, view, asset, line), period),
      })),
      notes: ["A line breaks where nothing was filed, and where it would join different brokers."],
    };
  },
};

/** The sections of an asset class that the reader's choice leaves. */
export function sectionsOfAsset({ section = [] }: Partial<Filters>, asset: AssetClass): Section[] {
  return SECTIONS.filter(
    (one) => assetClassOf(one) === asset && (section.length === 0 || section.includes(one)),
  );
}

function lineFilter(
  scope: Partial<Filters>,
  { lines }: View,
  asset: AssetClass,
  line: string,
): Partial<Filters> {
  const section = sectionsOfAsset(scope, asset);
  if (lines === "section") return { section: section.filter((one) => one === line) };
  if (lines === "orderType") return { section, orderType: ORDER_TYPES.filter((one) => one === line) };
  return { section, broker: [line] };
}

/** Where one point comes from: the figure under the reader's own filters, narrowed to its line and period, or its change
 * from the quarter before. */
export function trendHref(
  { broker, section, orderType, exchanges, reReported, asOf }: Partial<Filters>,
  { measure, scale }: Pick<View, "measure" | "scale">,
  part: Partial<Filters>,
  period: Period,
): string {
  const quarter = parseQuarter(quarterOf(period));
  const figure: TraceTarget = {
    broker,
    section,
    orderType,
    exchanges,
    reReported,
    asOf,
    ...part,
    ...(isMonth(period) ? { month: monthOf(period) } : { from: quarter, to: quarter }),
    metric: METRIC_OF[measure],
  };
  return scale === "growth" ? growthHref(figure) : traceHref(figure);
}

function monthOf(period: Period): Filters["month"] {
  const [year = 0, month = 0] = period.split("-").map(Number);
  return { year, month };
}
