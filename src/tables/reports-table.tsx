import Link from "next/link";
import type { ReportRow } from "@/queries/list-reports";
import { countOf, quarterLabel } from "@/report/format";
import { DataTable } from "./data-table";
import { Day, Usd } from "./figures";
import type { TableView } from "./table-view";

/** Reports with version, source and findings. */
export function ReportsTable({
  reports,
  caption,
  withBroker = true,
  empty = "No report is stored.",
  tableView,
  first,
}: {
  reports: readonly ReportRow[];
  caption: string;
  withBroker?: boolean;
  empty?: string;
  tableView?: TableView;
  /** Rows shown at first, where fewer than usual will do. */
  first?: number;
}) {
  return (
    <DataTable<ReportRow>
      caption={caption}
      captionHidden
      rows={reports}
      rowKey={(row) => row.id}
      view={tableView}
      first={first}
      empty={empty}
      columns={[
        {
          key: "report",
          head: "Report",
          cell: (row) => (
            <Link href={`/reports/${row.id}`}>
              {withBroker ? `${row.broker}, ` : ""}
              {quarterLabel(row.quarter)}
              {row.series ? `, ${row.series}` : ""}
            </Link>
          ),
        },
        {
          key: "version",
          head: "Version",
          cell: (row) => `${row.version}${stateOf(row)}`,
          value: (row) => row.version,
        },
        {
          key: "generated",
          head: "Generated",
          cell: (row) => <Day at={row.generated_at} why="the file has no date" />,
        },
        {
          key: "months",
          head: "Months",
          unit: "filed",
          numeric: true,
          cell: (row) => `${row.filed_months} of 3`,
        },
        {
          key: "payment",
          head: "Payment",
          unit: "USD",
          numeric: true,
          cell: (row) => <Usd value={row.payment_usd} />,
        },
        {
          key: "findings",
          head: "Findings",
          value: (row) => row.findings,
          cell: (row) =>
            row.findings === 0
              ? "none"
              : [
                  row.warnings > 0 ? countOf(row.warnings, "warning") : "",
                  row.findings > row.warnings ? countOf(row.findings - row.warnings, "note") : "",
                ]
                  .filter(Boolean)
                  .join(", "),
        },
        {
          key: "source",
          head: "Source",
          cell: (row) => (
            // A file to download, not a page.
            <a href={`/api/v1/reports/${row.id}/source`}>
              {row.format.toUpperCase()}
              <span className="visually-hidden"> of {row.quarter}</span>
            </a>
          ),
        },
        { key: "imported", head: "Imported", cell: (row) => <Day at={row.imported_at} /> },
      ]}
    />
  );
}

function stateOf(row: ReportRow): string {
  if (row.withdrawn_at) return `, withdrawn: ${row.withdrawn_why ?? "no reason given"}`;
  return row.is_current ? "" : ", superseded";
}
