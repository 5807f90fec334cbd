import Link from "next/link";
import type { ReportRow } from "@/queries/list-reports";
import { quarterLabel } from "@/report/format";
import { DataTable } from "@/tables/data-table";
import { Day } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";

/** Reports that were withdrawn, and why. */
export function WithdrawnTable({
  reports,
  tableView,
}: {
  reports: readonly ReportRow[];
  tableView?: TableView;
}) {
  return (
    <DataTable<ReportRow>
      caption="Withdrawn reports"
      captionHidden
      rows={reports}
      rowKey={(one) => one.id}
      view={tableView}
      columns={[
        {
          key: "report",
          head: "Report",
          cell: (one) => (
            <Link href={`/reports/${one.id}`}>
              {one.broker}, {quarterLabel(one.quarter)}
              {one.series ? `, ${one.series}` : ""}
            </Link>
          ),
        },
        { key: "version", head: "Version", cell: (one) => one.version },
        { key: "when", head: "Withdrawn", cell: (one) => <Day at={one.withdrawn_at} /> },
        { key: "why", head: "Reason", cell: (one) => one.withdrawn_why ?? "no reason given" },
      ]}
    />
  );
}
