import Link from "next/link";
import { type HeatRow, heatCells } from "@/series/heat";
import type { ValueUnit } from "@/series/measure-words";
import { type Period, periodInText } from "@/series/periods";
import { brokerPath, type KeptView } from "@/site/entity-path";
import { TracedTo } from "@/site/traced";
import { DataTable } from "@/tables/data-table";
import { marked, Unknown } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";

/** Figures of a table that lead to the cells they come from; those of larger ones are traced from the broker's page. */
const MOST_TRACED_CELLS = 300;

/** Brokers down, quarters across, each cell shaded by its size: amounts received in one color, paid in another. */
export function HeatTable({
  caption,
  unit,
  unitWords,
  periods,
  rows,
  view,
  traceOf,
  tableView,
}: {
  caption: string;
  unit: ValueUnit;
  unitWords: string;
  periods: readonly Period[];
  rows: readonly HeatRow[];
  view: KeptView;
  /** Address of where a figure comes from. */
  traceOf: (slug: string, quarter: Period) => string;
  tableView?: TableView;
}) {
  const cells = heatCells(
    rows.map((row) => row.values),
    unit,
  );
  // Of a whole market each cell's link would weigh five times what the cell does.
  const isTraced = rows.length * periods.length <= MOST_TRACED_CELLS;
  const cellOf = (row: HeatRow, period: number) => cells[rows.indexOf(row)]?.[period];
  return (
    <DataTable<HeatRow>
      caption={`${caption}, ${unitWords}`}
      rows={rows}
      rowKey={(row) => row.slug}
      first={FIRST_BROKERS}
      view={tableView}
      columns={[
        {
          key: "broker",
          head: "Broker",
          cell: (row) => (
            <Link href={brokerPath(row.slug, null, view)} prefetch={false}>
              {row.name}
            </Link>
          ),
        },
        ...periods.map((period, p) => ({
          key: period,
          head: periodInText(period),
          numeric: true,
          cell: (row: HeatRow) => {
            const cell = cellOf(row, p);
            if (!cell || cell.value === null) return <Unknown why="no figure" />;
            return marked(
              isTraced ? <TracedTo href={traceOf(row.slug, period)}>{cell.text}</TracedTo> : cell.text,
              row.marks?.[p],
            );
          },
          value: (row: HeatRow) => row.values[p],
          shade: (row: HeatRow) => {
            const cell = cellOf(row, p);
            if (!cell || cell.value === null) return null;
            return Math.round(cell.strength * STRONGEST) * (cell.negative ? -1 : 1);
          },
        })),
      ]}
    />
  );
}

/** Brokers shown at first: a row has a cell for every quarter. */
const FIRST_BROKERS = 12;

/** At most this much of the color: ink on it keeps its contrast in both themes. */
const STRONGEST = 45;
