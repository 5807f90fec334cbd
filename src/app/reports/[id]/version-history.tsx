import Link from "next/link";
import type { ReportVersion } from "@/queries/report-history";
import { type Column, DataTable } from "@/tables/data-table";
import { Day, Unknown } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import { changesSentence, stateSentence } from "@/words/version-sentence";

/** FINRA's files carry a version in their names. */
const NAMED: Column<ReportVersion> = {
  key: "named",
  head: "Named",
  cell: (one) =>
    one.filed_version === null ? <Unknown why="the file’s name has no version" /> : `V${one.filed_version}`,
};

/** Every version of a report, the latest first: what became of it, and what it changed. */
export function VersionHistory({
  versions,
  shown,
  tableView,
}: {
  versions: readonly ReportVersion[];
  shown: string;
  tableView?: TableView;
}) {
  return (
    <DataTable<ReportVersion>
      caption="Versions of this report"
      captionHidden
      rows={[...versions].reverse()}
      rowKey={(one) => one.id}
      view={tableView}
      columns={[
        {
          key: "version",
          head: "Version",
          value: (one) => one.version,
          cell: (one) =>
            one.id === shown ? (
              `${one.version} (this page)`
            ) : (
              <Link href={`/reports/${one.id}`}>Version {one.version}</Link>
            ),
        },
        {
          key: "generated",
          head: "Generated",
          cell: (one) => <Day at={one.generated_at} why="the file has no date" />,
        },
        ...(versions.some((one) => one.filed_version !== null) ? [NAMED] : []),
        { key: "imported", head: "Imported", cell: (one) => <Day at={one.imported_at} /> },
        { key: "format", head: "Format", cell: (one) => one.format.toUpperCase() },
        { key: "state", head: "What became of it", cell: (one) => stateSentence(one, versions) },
        {
          key: "changes",
          head: "What it changed",
          cell: (one) => {
            const said = changesSentence(one, versions);
            return said === null ? (
              "The first one here."
            ) : (
              <Link href={`/reports/${one.id}/changes`}>{said}</Link>
            );
          },
        },
      ]}
    />
  );
}
