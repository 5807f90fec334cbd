import { ChartFigures } from "@/drawings/chart-figure";
import { Legend } from "@/drawings/legend";
import type { Filters } from "@/queries/filters";
import type { RateRow } from "@/queries/rates";
import type { TraceMetric } from "@/queries/trace-parameters";
import type { Measure } from "@/queries/view-parameters";
import { parseQuarter } from "@/report/quarter";
import { assetClassOf, SECTION_LABELS, SECTIONS, type Section } from "@/report/sections";
import { quarterAxis } from "@/series/axis";
import { absoluteSeries, markOf, measured, partOf } from "@/series/comparable-series";
import type { ComparedBroker } from "@/series/compare-panels";
import { MEASURE_LABELS, unitOfMeasure, unitWords } from "@/series/measure-words";
import { onOneAxis, type PeriodLines, periodLines } from "@/series/period-lines";
import { AsTable, Note, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { traceHref } from "@/site/traced";
import { PeriodTable } from "@/tables/period-table";
import type { TableView } from "@/tables/table-view";

/** The brokers over all stored quarters, a chart per section. `rows` by broker, quarter and section. */
export function CompareTrendStory({
  brokers,
  rows,
  measure,
  complete,
  take,
  scope,
  metric,
  tableViews,
}: {
  brokers: readonly ComparedBroker[];
  rows: readonly RateRow[];
  measure: Measure;
  /** `broker-slug 2020Q1` of every quarter of which all three months are there. */
  complete: ReadonlySet<string>;
  take: TakeAwayProps;
  /** What is counted, and what of it the lines are: they are traced by it. */
  scope: Partial<Filters>;
  metric: TraceMetric;
  tableViews?: Readonly<Record<Section, TableView>>;
}) {
  const quarters = quarterAxis(rows.map((row) => row.quarter ?? ""));
  const what = MEASURE_LABELS[measure];
  const drawn = SECTIONS.map((section) => ({
    section,
    unit: unitWords(measure, assetClassOf(section)),
    chart: chartOf(section, brokers, rows, measure, complete, quarters),
  })).filter(({ chart }) => chart.lines.length > 0);
  const parts = drawn.map(({ section, unit, chart }) => ({
    section,
    unitWords: unit,
    heading: SECTION_LABELS[section],
    unit: `${what} per quarter, ${unit}`,
    // One legend above names the lines of all three charts.
    legend: [],
    kind: "periods" as const,
    chart:
      onOneAxis([chart, ...drawn.filter((one) => one.unit === unit).map((one) => one.chart)])[0] ?? chart,
    traceOf: (broker: string, quarter: string) => {
      const at = parseQuarter(quarter);
      return traceHref({ ...scope, broker: [broker], section: [section], from: at, to: at, metric });
    },
  }));
  return (
    <Story id="trend" name={`${what} over time`} wide>
      {parts.length > 0 ? null : measure === "rate" ? (
        <p>No rate that speaks for enough of the orders was filed by these brokers.</p>
      ) : (
        <p>Nothing was filed by these brokers.</p>
      )}
      <Legend entries={brokers.map(({ slug, name, color }) => ({ key: slug, label: name, color }))} />
      <ChartFigures parts={parts} width={500} />
      <TakeAway {...take} />
      <Note>
        A line breaks where a broker has no report for a quarter here, and at quarters of which not all three
        months were filed.
        {measure === "rate"
          ? " Rates are of the orders that were paid for; where the filing speaks for less than half of the orders, none is drawn."
          : ""}
      </Note>
      <AsTable open={SECTIONS.some((section) => tableViews?.[section].chosen)}>
        {parts.map((part) => (
          <PeriodTable
            key={part.section}
            caption={`${what} by quarter, ${part.heading}`}
            part={part}
            unitWords={part.unitWords}
            periodKey="quarter"
            tableView={tableViews?.[part.section]}
          />
        ))}
      </AsTable>
    </Story>
  );
}

function chartOf(
  section: Section,
  brokers: readonly ComparedBroker[],
  rows: readonly RateRow[],
  measure: Measure,
  complete: ReadonlySet<string>,
  quarters: readonly string[],
): PeriodLines {
  const asset = assetClassOf(section);
  const lines = brokers.map((broker) => {
    const own = rows.filter((row) => row.broker_slug === broker.slug && row.section === section);
    return {
      key: broker.slug,
      label: broker.name,
      color: broker.color,
      ...absoluteSeries(
        quarters,
        new Map(own.map((row) => [row.quarter ?? "", measured(row, measure, asset)])),
        own.map((row) => partOf(row, row.quarter ?? "", complete.has(`${broker.slug} ${row.quarter}`))),
      ),
      marks: quarters.map((quarter) => {
        const row = own.find((one) => one.quarter === quarter);
        return row ? markOf(row, measure) : null;
      }),
    };
  });
  const chart = periodLines(lines, {
    id: `compare-trend-${section.replace("_", "-")}`,
    title: `${SECTION_LABELS[section]}: ${unitWords(measure, asset)} by quarter and broker`,
    unit: unitOfMeasure(measure, asset),
    periods: quarters,
  });
  return { ...chart, labelled: false };
}
