import { type Doubted, doubtOf, FINDINGS, type FindingCode, type Severity } from "@/report/findings";
import { listInText } from "@/report/format";
import { DataTable } from "@/tables/data-table";
import type { TableView } from "@/tables/table-view";

const CODES = Object.keys(FINDINGS) as FindingCode[];
const SEVERITY_WORDS: Record<Severity, string> = {
  error: "Error: file refused",
  warning: "Warning",
  note: "Note",
};
const DOUBT_WORDS: Record<Doubted, string> = {
  payment: "payments",
  rate: "rates",
  volume: "volumes",
  shares: "shares of orders",
  mix: "order mix",
};

/** Every finding there is, with its code as the API has it. */
export function FindingsTable({ tableView }: { tableView?: TableView }) {
  return (
    <DataTable<FindingCode>
      caption="Findings: what each check looks for"
      captionHidden
      rows={CODES}
      rowKey={(code) => code}
      view={tableView}
      // A reference: every code can be found on the page as it comes.
      first={CODES.length}
      columns={[
        { key: "title", head: "Finding", cell: (code) => FINDINGS[code].title },
        { key: "severity", head: "Severity", cell: (code) => SEVERITY_WORDS[FINDINGS[code].severity] },
        { key: "explains", head: "What it means", cell: (code) => FINDINGS[code].explains },
        {
          key: "doubt",
          head: "Casts doubt on",
          cell: (code) => listInText((doubtOf(code)?.on ?? []).map((one) => DOUBT_WORDS[one])) || "nothing",
        },
        { key: "code", head: "Code", cell: (code) => <code>{code}</code> },
      ]}
    />
  );
}
