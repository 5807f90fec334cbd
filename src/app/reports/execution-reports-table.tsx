import Link from "next/link";
import { monthWords } from "@/execution/report-month";
import type { ExecutionReportRow } from "@/queries/execution-reports";
import { countOf } from "@/report/format";
import { Note, Story } from "@/site/story";
import { DataTable } from "@/tables/data-table";
import { Day } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";

export const EXECUTION_KIND_WORDS: Readonly<Record<ExecutionReportRow["report_kind"], string>> = {
  summary: "summary",
  detailed: "detailed file",
  legacy: "detailed file, old format",
};

/** Those that are stored, as a part of a page. */
export function ExecutionReportsStory({
  reports,
  tableView,
}: {
  reports: readonly ExecutionReportRow[];
  tableView: TableView;
}) {
  const reporters = new Set(reports.map((one) => `${one.participant} ${one.reporter}`)).size;
  return (
    <Story
      id="execution"
      name="Rule 605 reports: how orders were executed"
      says={`${countOf(reports.length, "report")} of ${countOf(reporters, "reporter")}.`}
      wide
    >
      <ExecutionReportsTable
        reports={reports}
        caption="Reports of how orders were executed"
        tableView={tableView}
      />
      <Note>
        <Link href="/execution">Reporters beside each other</Link>
      </Note>
    </Story>
  );
}

/** Reports of rule 605, every version that is asked for. */
export function ExecutionReportsTable({
  reports,
  caption,
  tableView,
}: {
  reports: readonly ExecutionReportRow[];
  caption: string;
  tableView?: TableView;
}) {
  return (
    <DataTable<ExecutionReportRow>
      caption={caption}
      rows={reports}
      rowKey={(row) => row.id}
      view={tableView}
      columns={[
        {
          key: "reporter",
          head: "Reporter",
          cell: (row) => <Link href={`/reports/${row.id}`}>{row.name}</Link>,
          value: (row) => row.name,
        },
        { key: "code", head: "Code", cell: (row) => row.reporter },
        { key: "month", head: "Month", cell: (row) => monthWords(row.month), value: (row) => row.month },
        { key: "kind", head: "What", cell: (row) => EXECUTION_KIND_WORDS[row.report_kind] },
        {
          key: "version",
          head: "Version",
          cell: (row) => `${row.version}, ${stateOf(row)}`,
          value: (row) => row.version,
        },
        { key: "rows", head: "Rows", numeric: true, cell: (row) => row.rows },
        { key: "findings", head: "Findings", numeric: true, cell: (row) => row.findings },
        { key: "imported", head: "Imported", cell: (row) => <Day at={row.imported_at} /> },
      ]}
    />
  );
}

export function stateOf({ withdrawn_at, is_current }: ExecutionReportRow): string {
  if (withdrawn_at !== null) return "withdrawn";
  return is_current ? "counts" : "superseded";
}
