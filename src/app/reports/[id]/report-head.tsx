import Link from "next/link";
import type { ReportDetail } from "@/queries/report-detail";
import { dateInText, formatBytes } from "@/report/format";
import { Facts } from "@/site/facts";
import { DataTable } from "@/tables/data-table";
import { Day, Unknown } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import css from "./report-head.module.css";

/** What this document is: who filed it, when, which version, and the file itself. */
export function ReportHead({ detail }: { detail: ReportDetail }) {
  const { report } = detail;
  const facts: [string, React.ReactNode][] = [
    [
      "Broker",
      <Link key="broker" href={`/brokers/${report.broker_slug}?quarter=${report.quarter}`}>
        {report.broker}
      </Link>,
    ],
    ["Filed as", report.filed_broker || <Unknown />],
    ["CRD", report.crd ?? <Unknown why="CRD number not known" />],
    ["Series", report.series || null],
    ["Version", `${report.version}, ${stateOf(report)}`],
    [
      "Generated",
      report.generated_at ? dateInText(report.generated_at) : <Unknown why="the file has no date" />,
    ],
    ["Months filed", `${report.filed_months} of 3`],
    ["Imported", dateInText(report.imported_at)],
    ["Report id", <code key="id">{report.id}</code>],
  ];
  return (
    <>
      {report.withdrawn_at ? (
        <p className={css.withdrawn}>
          Withdrawn on {dateInText(report.withdrawn_at)}: {report.withdrawn_why ?? "no reason given"}. It
          counts in no total.
        </p>
      ) : null}
      <div className={css.facts}>
        <Facts facts={facts} />
      </div>
      <p>
        {/* A file to download, not a page. */}
        <a href={`/api/v1/reports/${report.id}/source`}>Download the source document</a> ({report.file},{" "}
        {report.format.toUpperCase()})
      </p>
    </>
  );
}

function stateOf({ is_current, withdrawn_at }: ReportDetail["report"]): string {
  if (withdrawn_at !== null) return "withdrawn";
  return is_current ? "current version" : "superseded";
}

/** Every document that holds these figures. */
export function SourcesTable({ detail, tableView }: { detail: ReportDetail; tableView?: TableView }) {
  return (
    <DataTable<ReportDetail["sources"][number]>
      caption="Documents of this version"
      captionHidden
      rows={detail.sources}
      rowKey={(row) => row.sha256}
      view={tableView}
      columns={[
        {
          key: "file",
          head: "Document",
          cell: (row) => (
            <>
              {/* A file to download, not a page. */}
              <a href={`/api/v1/reports/${detail.report.id}/source?sha256=${row.sha256}`}>{row.file}</a>
              {row.shown && !detail.origin?.sha256 ? " (positions are in this one)" : ""}
              {row.archive_entry === null ? "" : `, in a ZIP as ${row.archive_entry}`}
            </>
          ),
        },
        { key: "format", head: "Format", cell: (row) => row.format.toUpperCase() },
        {
          key: "bytes",
          head: "Size",
          numeric: true,
          cell: (row) => formatBytes(row.bytes),
          value: (row) => row.bytes,
        },
        { key: "added", head: "Added", cell: (row) => <Day at={row.added_at} /> },
        { key: "sha", head: "SHA-256", cell: (row) => <code className={css.hash}>{row.sha256}</code> },
      ]}
    />
  );
}
