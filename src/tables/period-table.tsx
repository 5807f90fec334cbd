import type { ChartPart } from "@/series/chart-part";
import { valueText } from "@/series/measure-words";
import { isMonth, type Period, periodInText } from "@/series/periods";
import { TracedTo } from "@/site/traced";
import { DataTable, FIRST_PERIODS } from "./data-table";
import { marked, Unknown } from "./figures";
import type { Column } from "./table-head";
import type { TableView } from "./table-view";

/** The lines of a chart over time as a table, the newest period first. Figures lead to where they come from. */
export function PeriodTable({
  caption,
  part: { chart, traceOf },
  unitWords,
  periodKey,
  brokers,
  tooThin,
  tableView,
}: {
  caption: string;
  part: Extract<ChartPart, { kind: "periods" }>;
  /** The unit of the figures, as heads say it. */
  unitWords: string;
  /** Name of the first column in addresses. */
  periodKey: "period" | "quarter";
  /** How many brokers each period holds. */
  brokers?: ReadonlyMap<Period, number>;
  /** `line period` of the rates that speak for too few of the orders. */
  tooThin?: ReadonlySet<string>;
  tableView?: TableView;
}) {
  const { lines, periods, unit } = chart;
  const counted: Column<number>[] = brokers
    ? [
        {
          key: "brokers",
          head: "Brokers",
          numeric: true,
          cell: (i) => brokers.get(periods[i] ?? "") ?? 0,
        },
      ]
    : [];
  return (
    <DataTable<number>
      caption={caption}
      rows={periods.map((_, i) => i).reverse()}
      rowKey={(i) => periods[i] ?? ""}
      first={FIRST_PERIODS}
      view={tableView}
      columns={[
        {
          key: periodKey,
          head: periods.some(isMonth) ? "Month" : "Quarter",
          cell: (i) => periodInText(periods[i] ?? ""),
          value: (i) => periods[i],
        },
        ...counted,
        ...lines.map(({ key, label, values, marks }) => ({
          key,
          head: label,
          unit: unitWords,
          numeric: true,
          value: (i: number) => values[i],
          cell: (i: number) => {
            const period = periods[i] ?? "";
            const value = values[i] ?? null;
            if (value === null) {
              return tooThin?.has(`${key} ${period}`) ? "not enough filed" : <Unknown why="no figure" />;
            }
            const text = valueText(unit, value, true);
            const href = traceOf?.(key, period);
            return marked(href ? <TracedTo href={href}>{text}</TracedTo> : text, marks?.[i]);
          },
        })),
      ]}
    />
  );
}
