import { capitalized } from "@/charts/chart";
import type { AssetTrend } from "@/charts/trend-lines";
import { ChartFigure } from "@/drawings/chart-figure";
import type { Grain } from "@/queries/view-parameters";
import type { ChartPart } from "@/series/chart-part";
import { periodInText } from "@/series/periods";
import { AsTable, Story } from "@/site/story";
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
  trend: { says, chart, tooThin, brokers },
  part,
  unitWords,
  grain,
  take,
  tableView,
}: {
  id: string;
  name: string;
  trend: AssetTrend;
  /** Its drawing; undefined: there is nothing to draw. */
  part: ChartPart | undefined;
  unitWords: string;
  grain: Grain;
  take: TakeAwayProps;
  tableView?: TableView;
}) {
  const { periods, lines, unit } = chart;
  const traceOf = part?.kind === "periods" ? part.traceOf : null;
  return (
    <Story id={id} name={name} says={says} wide>
      {part === undefined ? null : (
        <>
          <ChartFigure part={part} width={1000} />
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
                    const href = traceOf?.(line.key, periods[i] ?? "");
                    return href ? <TracedTo href={href}>{text}</TracedTo> : text;
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
