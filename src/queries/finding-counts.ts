import { z } from "zod";
import { select } from "./database";
import { listedReports, type ReportFilters } from "./list-reports";

/** How often the checks found one thing in the reports of a list. */
export const FindingCount = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning", "note"]),
  findings: z.int(),
  reports: z.int().describe("Reports with at least one such finding."),
});
export type FindingCount = z.output<typeof FindingCount>;

/**
 * Findings in the reports the filters choose, by code: warnings before notes, the most frequent first. Which findings
 * the filters ask for is not looked at, so that each can be chosen from all.
 * @throws AppError invalid_input for an unknown broker
 */
export function findingCounts(chosen: ReportFilters): FindingCount[] {
  const reports = listedReports({ ...chosen, finding: [], severity: null });
  return z.array(FindingCount).parse(
    select(
      `
SELECT f.code, f.severity, count(*) AS findings, count(DISTINCT f.report_id) AS reports
FROM report r JOIN finding f ON f.report_id = r.id
WHERE ${reports.sql}
GROUP BY f.code, f.severity
ORDER BY f.severity = 'note', findings DESC, f.code`,
      reports.values,
    ),
  );
}
