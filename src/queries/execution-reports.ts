import { z } from "zod";
import { TABLES } from "@/dictionary/tables";
import { select } from "./database";
import { type ExecutionFilters, executionFilters } from "./execution-parameters";
import { shownExecutions } from "./execution-scope";
import { and, type Condition, where } from "./scope";
import { EVERYTHING, type Window } from "./window";

const Row = TABLES["execution-reports"].row;

/** One version of a reporter's report for one month. */
export type ExecutionReportRow = z.output<typeof Row>;

/** Reports of rule 605 under the filters, the latest month first, then by reporter, kind and version.
 * @throws AppError invalid_input for an unknown reporter */
export function executionReports(
  chosen: ExecutionFilters = executionFilters(),
  window: Window = EVERYTHING,
): ExecutionReportRow[] {
  const shown = shownExecutions(chosen);
  return executionReportRows(
    chosen.versions === "all" ? shown : and([shown, where("r.withdrawn_at IS NULL")]),
    window,
  );
}

/** Reports that satisfy any condition on `execution_report r` and `reporter p`. */
export function executionReportRows(
  { sql, values }: Condition,
  { limit, offset }: Window = EVERYTHING,
): ExecutionReportRow[] {
  const rows = select(
    `
SELECT r.public_id AS id, p.code AS reporter, p.slug AS reporter_slug, p.kind, p.participant, r.month, p.name,
  r.kind AS report_kind, r.version, r.is_current, r.imported_at, coalesce(r.origin_file, d.name) AS file,
  coalesce(r.origin_sha256, r.document_sha256) AS sha256,
  (SELECT count(*) FROM execution_row WHERE report_id = r.id)
    + (SELECT count(*) FROM execution_sum WHERE report_id = r.id) AS rows,
  r.efq_unit, r.unread_lines,
  (SELECT count(*) FROM execution_finding WHERE report_id = r.id) AS findings,
  (SELECT count(*) FROM execution_finding WHERE report_id = r.id AND severity = 'warning') AS warnings,
  r.withdrawn_at, r.withdrawn_why
FROM execution_report r JOIN reporter p ON p.id = r.reporter_id JOIN document d ON d.sha256 = r.document_sha256
WHERE ${sql}
ORDER BY r.month DESC, p.name COLLATE NOCASE, p.code, p.participant, r.kind DESC, r.version DESC
LIMIT ? OFFSET ?`,
    [...values, limit ?? -1, offset],
  );
  return z.array(Row).parse(rows.map((row) => ({ ...row, is_current: row.is_current === 1 })));
}
