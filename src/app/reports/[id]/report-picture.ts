import { filters } from "@/queries/filters";
import type { ReportRow } from "@/queries/list-reports";
import { parseQuarter } from "@/report/quarter";
import type { PreviewPicture } from "../../page-metadata";

/** Whom the report's broker was paid by in its quarter. Null for a version that does not count: charts show the one that does. */
export function reportPicture(
  report: Pick<ReportRow, "broker_slug" | "quarter" | "is_current" | "withdrawn_at">,
): PreviewPicture | null {
  const quarter = parseQuarter(report.quarter);
  if (!quarter || !report.is_current || report.withdrawn_at !== null) return null;
  const scope = { broker: [report.broker_slug], reReported: "include", from: quarter, to: quarter } as const;
  return { name: "payments-by-venue", filters: filters(scope) };
}
