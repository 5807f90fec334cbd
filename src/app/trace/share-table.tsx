import type { ShareCell } from "@/queries/share-cells";
import { formatFiled, monthInText } from "@/report/format";
import { type Column, DataTable } from "@/tables/data-table";
import { Unknown } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";

/** Filed percentages, each with a link to its place in its report. */
export function ShareTable({ cells, tableView }: { cells: readonly ShareCell[]; tableView?: TableView }) {
  const columns: Column<ShareCell>[] = [
    {
      key: "month",
      head: "Month",
      cell: ({ month }) => monthInText(Number(month.slice(0, 4)), Number(month.slice(5))),
      value: ({ month }) => month,
    },
  ];
  if (cells.some((one) => one.filed_venue !== null))
    columns.push({ key: "venue", head: "Venue", unit: "as filed", cell: (one) => one.filed_venue });
  columns.push({
    key: "percent",
    head: "Filed",
    unit: "%",
    numeric: true,
    value: (one) => one.percent,
    cell: ({ report_id, cell, percent }) => (
      <a href={`/reports/${report_id}?cell=${cell}#${cell}`} rel="nofollow">
        {percent === null ? <Unknown /> : formatFiled(percent, 2)}
        <span className="visually-hidden"> (its place in the report)</span>
      </a>
    ),
  });
  return (
    <DataTable<ShareCell>
      caption="Filed percentages the share is the mean of"
      captionHidden
      rows={cells}
      rowKey={({ report_id, cell }) => `${report_id} ${cell}`}
      empty="No filed cell enters this figure."
      columns={columns}
      view={tableView}
    />
  );
}
