import Link from "next/link";
import { figureTitle } from "@/app/reports/[id]/cell-words";
import { cellAddress } from "@/report/cell-address";
import type { CellChange } from "@/report/diff-reports";
import { type FigureSpec, MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { formatFiled, monthInText } from "@/report/format";
import { SECTION_LABELS } from "@/report/sections";
import { DataTable } from "@/tables/data-table";
import { Unknown } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";

/** Figures that differ between two versions, each leading to its cell in both. */
export function ChangesTable({
  changes,
  year,
  before,
  after,
  caption,
  tableView,
}: {
  changes: readonly CellChange[];
  year: number;
  /** The two reports, by id. */
  before: string;
  after: string;
  caption: string;
  tableView?: TableView;
}) {
  return (
    <DataTable<CellChange>
      caption={caption}
      captionHidden
      rows={changes}
      rowKey={(one) => Object.values(one).join(" ")}
      view={tableView}
      empty="No figure differs. The documents may differ in names and words."
      columns={[
        {
          key: "month",
          head: "Month",
          cell: (one) => monthInText(year, one.month),
          value: (one) => one.month,
        },
        { key: "section", head: "Section", cell: (one) => SECTION_LABELS[one.section] },
        { key: "venue", head: "Venue", unit: "as filed", cell: (one) => one.venue ?? "all: order mix" },
        { key: "field", head: "Figure", cell: (one) => figureTitle(specOf(one), one.section) },
        {
          key: "before",
          head: "Before",
          numeric: true,
          value: (one) => one.before,
          cell: (one) => (
            <Cell report={before} year={year} change={one} row={one.rowBefore} value={one.before} />
          ),
        },
        {
          key: "after",
          head: "After",
          numeric: true,
          value: (one) => one.after,
          cell: (one) => (
            <Cell report={after} year={year} change={one} row={one.rowAfter} value={one.after} />
          ),
        },
        {
          key: "difference",
          head: "Difference",
          numeric: true,
          value: ({ before, after }) => (before === null || after === null ? null : after - before),
          cell: (one) => <Difference change={one} />,
        },
      ]}
    />
  );
}

function specOf({ field, venue }: CellChange): FigureSpec {
  const figures = venue === null ? MIX_FIGURES : VENUE_FIGURES;
  const spec = figures.find((one) => one.key === field);
  if (!spec) throw new Error(`No figure is called ${field}.`);
  return spec;
}

/** A filed figure as a link to its cell; a row that this version does not have has none. */
function Cell({
  report,
  year,
  change,
  row,
  value,
}: {
  report: string;
  year: number;
  change: CellChange;
  row: number | null;
  value: number | null;
}) {
  if (change.venue !== null && row === null) return <Unknown why="this version has no such row" />;
  const at = cellAddress(
    { year, month: change.month },
    change.section,
    ...(row === null ? [] : [row]),
    change.field,
  );
  return (
    <Link href={`/reports/${report}?cell=${at}#${at}`} prefetch={false} rel="nofollow">
      {value === null ? "blank" : formatFiled(value, decimalsOf(specOf(change)))}
    </Link>
  );
}

function Difference({ change }: { change: CellChange }) {
  const { before, after } = change;
  if (before === null || after === null) return <Unknown why="one of the two is blank" />;
  // As exact as filed: figures have at most six decimals.
  const difference = Number((after - before).toFixed(6));
  return `${difference > 0 ? "+" : ""}${formatFiled(difference, decimalsOf(specOf(change)))}`;
}

function decimalsOf({ unit }: FigureSpec): number {
  return unit === "cph" ? 4 : 2;
}
