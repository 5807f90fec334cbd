import Link from "next/link";
import type { FindingCount } from "@/queries/finding-counts";
import { formatCount } from "@/report/format";
import { DataTable } from "./data-table";
import { explanationOf, SEVERITY_WORDS, titleOf } from "./findings-list";

/** How often each thing was found, with what it means; each leads to the reports that have it. */
export function FindingCountsTable({
  counts,
  href,
}: {
  counts: readonly FindingCount[];
  href: (code: string) => string;
}) {
  return (
    <DataTable<FindingCount>
      caption="Findings in these reports by kind"
      captionHidden
      rows={counts}
      rowKey={(one) => `${one.code} ${one.severity}`}
      empty="Nothing was found wrong with these reports."
      columns={[
        {
          key: "finding",
          head: "Finding",
          cell: (one) => <Link href={href(one.code)}>{titleOf(one.code)}</Link>,
        },
        { key: "severity", head: "Severity", cell: (one) => SEVERITY_WORDS[one.severity] },
        {
          key: "findings",
          head: "Found",
          unit: "times",
          numeric: true,
          cell: (one) => formatCount(one.findings),
        },
        {
          key: "reports",
          head: "In",
          unit: "reports",
          numeric: true,
          cell: (one) => formatCount(one.reports),
        },
        { key: "explains", head: "What it means", cell: (one) => explanationOf(one.code) },
      ]}
    />
  );
}
