import type { ReportCounts } from "@/queries/list-reports";
import { countOf, listInText } from "@/report/format";

/** What a list of reports is narrowed to, in words; null: not narrowed. */
export interface ReportSelection {
  readonly broker: string | null;
  /** `2021 Q1` */
  readonly quarter: string | null;
  /** Titles of findings, any of which they have. */
  readonly findings: readonly string[];
  /** `warning`, `note` */
  readonly severity: string | null;
}

/** `3 reports of Charles Schwab for 2021 Q1 with a warning.` */
export function reportsSentence(shown: number, selection: ReportSelection): string {
  const narrowed = selectionWords(selection);
  return shown === 0 ? `No report${narrowed} is stored.` : `${countOf(shown, "report")}${narrowed}.`;
}

function selectionWords({ broker, quarter, findings, severity }: ReportSelection): string {
  const titles = findings.map((title) => `“${title}”`);
  const last = titles.pop();
  const named = titles.length > 0 ? `${titles.join(", ")} or ${last}` : last;
  return [
    broker ? ` of ${broker}` : "",
    quarter ? ` for ${quarter}` : "",
    named ? ` with the finding ${named}` : severity ? ` with a ${severity}` : "",
  ].join("");
}

/** What the list of counting reports leaves out; null when that is nothing. */
export function leftOutSentence({ superseded, withdrawn }: ReportCounts): string | null {
  const parts = [
    ...(superseded > 0 ? [countOf(superseded, "superseded version")] : []),
    ...(withdrawn > 0 ? [countOf(withdrawn, "withdrawn report")] : []),
  ];
  if (parts.length === 0) return null;
  return `${listInText(parts)} ${superseded + withdrawn === 1 ? "is" : "are"} left out.`;
}
