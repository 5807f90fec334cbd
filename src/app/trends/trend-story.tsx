import { PeriodLineView } from "@/drawings/charts";
import { Legend } from "@/drawings/legend";
import type { PeriodLines } from "@/series/period-lines";
import { type Period, periodInText } from "@/series/periods";
import { tracedLines } from "@/series/traced-points";
import { AsTable, Chart, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { TracedTo } from "@/site/traced";
import { DataTable } from "@/tables/data-table";
import { Unknown } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import { valueText } from "@/words/measure-words";

/** Lines of one asset class over time, with what they say and the same figures as a table. */
export function TrendStory({
  id,
  name,
  says,
  chart,
  tooThin,
  unitWords,
  brokers,
  grain,
  traceOf,
  take,
  tableView,
}: {
  id: string;
  name: string;
  says: string;
  chart: PeriodLines;
  /** `line period` of the rates that speak for too few of the orders. */
  tooThin: ReadonlySet<string>;
  unitWords: string;
  /** How many brokers each period holds. */
  brokers: ReadonlyMap<Period, number>;
  grain: "quarter" | "month";
  /** Address of where a figure of a line comes from; null: an index has no cells of its own. */
  traceOf: ((line: string, period: Period) => string) | null;
  take: TakeAwayProps;
  tableView?: TableView;
}) {
  const { periods, lines, unit } = chart;
  return (
    <Story id={id} name={name} says={says} wide>
      {lines.length === 0 ? null : (
        <>
          <Chart unit={capitalized(unitWords)} legend={chart.labelled ? null : <Legend entries={lines} />}>
            <PeriodLineView chart={traceOf ? tracedLines(chart, traceOf) : chart} width={1000} />
          </Chart>
          <TakeAway {...take} />
          <AsTable open={tableView?.chosen}>
            <DataTable<number>
              caption={`${name}, ${unitWords}`}
              rows={periods.map((_, i) => i).reverse()}
              rowKey={(i) => periods[i] ?? ""}
              view={tableView}
              columns={[
                {
                  key: "period",
                  head: capitalized(grain),
                  cell: (i) => periodInText(periods[i] ?? ""),
                  value: (i) => periods[i],
                },
                {
                  key: "brokers",
                  head: "Brokers",
                  numeric: true,
                  cell: (i) => brokers.get(periods[i] ?? "") ?? 0,
                },
                ...lines.map((line) => ({
                  key: line.key,
                  head: line.label,
                  unit: unitWords,
                  numeric: true,
                  value: (i: number) => line.values[i],
                  cell: (i: number) => {
                    const value = line.values[i] ?? null;
                    if (value === null) {
                      return tooThin.has(`${line.key} ${periods[i]}`) ? (
                        "not enough filed"
                      ) : (
                        <Unknown why="no figure" />
                      );
                    }
                    const text = valueText(unit, value, true);
                    return traceOf ? (
                      <TracedTo href={traceOf(line.key, periods[i] ?? "")}>{text}</TracedTo>
                    ) : (
                      text
                    );
                  },
                })),
              ]}
            />
          </AsTable>
        </>
      )}
    </Story>
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
