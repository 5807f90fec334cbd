import type { ReportRow } from "@/queries/list-reports";
import { quarterInText } from "@/report/format";
import { parseQuarter } from "@/report/quarter";

/** `Charles Schwab, 2021 Q1`. */
export function reportTitle(report: Pick<ReportRow, "broker" | "quarter">): string {
  const quarter = parseQuarter(report.quarter);
  return `${report.broker}, ${quarter ? quarterInText(quarter) : report.quarter}`;
}
