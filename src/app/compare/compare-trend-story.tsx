import { PeriodLineView } from "@/drawings/charts";
import { Legend } from "@/drawings/legend";
import type { Filters } from "@/queries/filters";
import type { RateRow } from "@/queries/rates";
import type { TraceMetric } from "@/queries/trace-parameters";
import type { Measure } from "@/queries/view-parameters";
import { quarterLabel } from "@/report/format";
import { parseQuarter } from "@/report/quarter";
import { assetClassOf, SECTION_LABELS, SECTIONS, type Section } from "@/report/sections";
import { quarterAxis } from "@/series/axis";
import { tracedLines } from "@/series/chart-part";
import { absoluteSeries, measured, partOf } from "@/series/comparable-series";
import type { ComparedBroker } from "@/series/compare-panels";
import { onOneAxis, type PeriodLines, periodLines } from "@/series/period-lines";
import { Aligned, AsTable, Chart, Note, SideBySide, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { Traced, type TraceTarget, traceHref } from "@/site/traced";
import { DataTable } from "@/tables/data-table";
import { Unknown } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import { MEASURE_LABELS, unitOfMeasure, unitWords, valueText } from "@/words/measure-words";

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
  const charts = SECTIONS.map((section) => ({
    section,
    chart: chartOf(section, brokers, rows, measure, complete, quarters),
  })).filter(({ chart }) => chart.lines.length > 0);
  const shared = charts.map(({ section, chart }) => ({
    section,
    chart:
      onOneAxis([
        chart,
        ...charts
          .filter((other) => other.chart.unit === chart.unit && sameUnit(other.section, section, measure))
          .map((other) => other.chart),
      ])[0] ?? chart,
  }));
  const what = MEASURE_LABELS[measure];
  const traceOf = (broker: string, section: Section, quarter: string): TraceTarget => ({
    ...scope,
    broker: [broker],
    section: [section],
    from: parseQuarter(quarter),
    to: parseQuarter(quarter),
    metric,
  });
  return (
    <Story id="trend" name={`${what} over time`} wide>
      {shared.length > 0 ? null : measure === "rate" ? (
        <p>No rate that speaks for enough of the orders was filed by these brokers.</p>
      ) : (
        <p>Nothing was filed by these brokers.</p>
      )}
      <Legend entries={brokers.map(({ slug, name, color }) => ({ key: slug, label: name, color }))} />
      <SideBySide>
        {shared.map(({ section, chart }) => (
          <Aligned key={section}>
            <h3>{SECTION_LABELS[section]}</h3>
            <Chart unit={`${what} per quarter, ${unitWords(measure, assetClassOf(section))}`}>
              <PeriodLineView
                chart={tracedLines(chart, (broker, quarter) => traceHref(traceOf(broker, section, quarter)))}
                width={500}
              />
            </Chart>
          </Aligned>
        ))}
      </SideBySide>
      <TakeAway {...take} />
      <Note>
        A line breaks where a broker has no report for a quarter here, and at quarters of which not all three
        months were filed.
        {measure === "rate" ? " Rates that speak for less than half of the orders are not drawn." : ""}
      </Note>
      <AsTable open={SECTIONS.some((section) => tableViews?.[section].chosen)}>
        {shared.map(({ section, chart }) => (
          <DataTable<number>
            key={section}
            caption={`${what} by quarter, ${SECTION_LABELS[section]}`}
            rows={quarters.map((_, i) => i).reverse()}
            rowKey={(i) => quarters[i] ?? ""}
            view={tableViews?.[section]}
            columns={[
              { key: "quarter", head: "Quarter", cell: (i) => quarterLabel(quarters[i] ?? "") },
              ...chart.lines.map((line) => ({
                key: line.key,
                head: line.label,
                unit: unitWords(measure, assetClassOf(section)),
                numeric: true,
                value: (i: number) => line.values[i],
                cell: (i: number) => {
                  const value = line.values[i] ?? null;
                  if (value === null) return <Unknown why="no figure" />;
                  return (
                    <Traced of={traceOf(line.key, section, quarters[i] ?? "")}>
                      {valueText(chart.unit, value, true)}
                    </Traced>
                  );
                },
              })),
            ]}
          />
        ))}
      </AsTable>
    </Story>
  );
}

function sameUnit(a: Section, b: Section, measure: Measure): boolean {
  return unitWords(measure, assetClassOf(a)) === unitWords(measure, assetClassOf(b));
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
    };
  });
  const chart = periodLines(lines, {
    id: `compare-trend-${section.replace("_", "-")}`,
    title: `${SECTION_LABELS[section]}: ${unitWords(measure, asset)} by quarter and broker`,
    unit: unitOfMeasure(measure, asset),
    periods: quarters,
  });
  // One legend above names the lines of all three charts.
  return { ...chart, labelled: false };
}
