import { calledOf } from "@/names/called";
import { brokerQuarters } from "@/queries/broker-quarters";
import { filters as filtersOf } from "@/queries/filters";
import { listBrokers } from "@/queries/list-brokers";
import { markedRates } from "@/queries/marked-rates";
import type { RateRow } from "@/queries/rates";
import { METRIC_OF } from "@/queries/trace-parameters";
import { type Measure, USUAL_VIEW } from "@/queries/view-parameters";
import { AppError } from "@/report/errors";
import { ORDER_TYPE_LABELS } from "@/report/order-types";
import { formatQuarter } from "@/report/quarter";
import { SECTION_LABELS, type Section } from "@/report/sections";
import type { ChartPart } from "@/series/chart-part";
import { type ComparedBroker, comparePanels } from "@/series/compare-panels";
import { MEASURE_LABELS } from "@/series/measure-words";
import { brokerColors } from "@/series/palette";
import { keptView } from "@/site/kept-view";
import { pagePath } from "@/site/page-path";
import { traceHref } from "@/site/traced";
import { compareSentence } from "@/words/compare-sentence";
import { type Chart, isOneQuarter } from "./chart";

interface Rows {
  readonly brokers: readonly ComparedBroker[];
  /** By broker, section and order type. */
  readonly rates: readonly RateRow[];
}

type ComparePart = ChartPart & { readonly section: Section };

/** Chosen brokers side by side in one quarter: a panel for each section and order type, with a bar for each broker. */
export const compare: Chart<Rows, ComparePart> = {
  title: ({ measure }) =>
    `${measure === "rate" ? "Average for an order" : MEASURE_LABELS[measure]} side by side`,
  by: () => ["broker", "section", "orderType"],
  looksAt: ["measure"],
  page: ({ broker, from, ...others }, { measure }) =>
    pagePath("/compare", {
      brokers: broker,
      quarter: from && formatQuarter(from),
      measure: measure === USUAL_VIEW.measure ? "" : measure,
      ...keptView(others),
    }),
  read(filters) {
    if (filters.broker.length === 0 || !isOneQuarter(filters)) {
      const message = `"compare" is of chosen brokers in one quarter; allowed: "broker" and "quarter".`;
      throw new AppError("invalid_input", message);
    }
    const known = listBrokers(filtersOf({ broker: filters.broker }));
    const reported = new Set(brokerQuarters(filters).map((one) => one.broker_slug));
    const rows = filters.broker.flatMap(
      (text) => known.find((one) => one.crd === text || one.slug === text.toLowerCase()) ?? [],
    );
    const colors = brokerColors(rows.map((row) => row.slug));
    return {
      brokers: rows.map((row) => ({
        slug: row.slug,
        name: calledOf(row, rows),
        color: colors.get(row.slug) ?? "rest",
        reported: reported.has(row.slug),
      })),
      rates: markedRates(filters, ["broker", "section", "orderType"]),
    };
  },
  show({ brokers, rates: rows }, { quarter, scope, view: { measure } }) {
    return {
      says: quarter === null ? null : compareSentence(quarter, brokers, rows, measure),
      parts: comparePanels(brokers, rows, measure).flatMap(({ section, unit, panels }) =>
        panels.map((chart) => ({
          section,
          heading: SECTION_LABELS[section],
          unit: `${ORDER_TYPE_LABELS[chart.orderType]} orders, ${unit}`,
          legend: [],
          kind: "bars" as const,
          chart,
          traceOf: (broker: string) =>
            traceHref({
              ...scope,
              broker: [broker],
              section: [section],
              orderType: [chart.orderType],
              metric: measure === "rate" ? "order_average" : METRIC_OF[measure],
            }),
        })),
      ),
      notes: [axesNote(measure)],
    };
  },
};

function axesNote(measure: Measure): string {
  if (measure === "dollars") return "All bars are on one axis: dollars are dollars in stocks and in options.";
  const axes = "Stocks share one axis and options have their own:";
  return measure === "rate"
    ? `What was paid for an average order of each type: those paid nothing count as 0. ${axes} cents per 100 shares is not cents per contract. A % beside a figure is the share of orders covered, where it is below 90%; below 50% nothing is drawn.`
    : `${axes} a contract is not a share. Implied volume is payment ÷ rate: orders nobody paid for are not in it.`;
}
