import { z } from "zod";
import { TABLES } from "@/dictionary/tables";
import { rowColumn } from "@/report/cell-sums";
import { select, selectRaw } from "./database";
import { type Filters, type FindingFilters, filters } from "./filters";
import { toCents } from "./measures";
import { FLOW, reportRollupsHold } from "./rollup-source";
import { and, type Condition, chosenReports, isIn, quarterText, shownReports, where } from "./scope";
import { EVERYTHING, type Window } from "./window";

/** One version of one report. */
export const ReportRow = TABLES.reports.row;
export type ReportRow = z.output<typeof ReportRow>;

export type ReportFilters = Filters & Partial<FindingFilters>;

/**
 * Reports under the filters, newest quarter first, then by broker, series and version, the highest
 * first. `versions: "all"` lists superseded and withdrawn ones too.
 * @throws AppError invalid_input for an unknown broker
 */
export function listReports(chosen: ReportFilters = filters(), window: Window = EVERYTHING): ReportRow[] {
  return reportRows(listedReports(chosen), window);
}

/**
 * All versions under the filters, each with whether it counts; with `asOf` those known on that day, and whether they counted
 * then. @throws AppError invalid_input for an unknown broker
 */
export function listVersions(chosen: Filters): ReportRow[] {
  const versions = listReports({ ...chosen, versions: "all" });
  if (chosen.asOf === null) return versions;
  const counted = new Set(listReports({ ...chosen, versions: "current" }).map((row) => row.id));
  return versions.map((row) => ({ ...row, is_current: counted.has(row.id) }));
}

/** Which reports a list shows (alias `r`). */
export function listedReports(chosen: ReportFilters): Condition {
  const everything = chosen.versions === "all" && chosen.asOf === null;
  const shown = everything ? chosenReports(chosen) : [shownReports(chosen)];
  return and([...shown, ...withFindings(chosen)]);
}

function withFindings({ finding = [], severity = null }: Partial<FindingFilters>): Condition[] {
  const parts = [
    ...(finding.length > 0 ? [isIn("code", finding)] : []),
    ...(severity ? [where("severity = ?", severity)] : []),
  ];
  if (parts.length === 0) return [];
  const { sql, values } = and(parts);
  return [where(`EXISTS (SELECT 1 FROM finding WHERE report_id = r.id AND ${sql})`, ...values)];
}

/** How many reports the filters choose, whatever their version, by what became of them. */
export interface ReportCounts {
  readonly current: number;
  readonly superseded: number;
  readonly withdrawn: number;
}

/** @throws AppError invalid_input for an unknown broker */
export function countReports(chosen: ReportFilters = filters()): ReportCounts {
  const { sql, values } = listedReports({ ...chosen, asOf: null, versions: "all" });
  const [row = []] = selectRaw(
    `
SELECT count(*) FILTER (WHERE r.withdrawn_at IS NULL AND r.is_current = 1),
  count(*) FILTER (WHERE r.withdrawn_at IS NULL AND r.is_current = 0),
  count(r.withdrawn_at)
FROM report r WHERE ${sql}`,
    values,
  );
  const [current = 0, superseded = 0, withdrawn = 0] = row.map(Number);
  return { current, superseded, withdrawn };
}

/** Withdrawn reports under the filters, in the same order. They count in no total. */
export function withdrawnReports(chosen: ReportFilters = filters()): ReportRow[] {
  const all = listedReports({ ...chosen, asOf: null, versions: "all" });
  return reportRows(and([all, where("r.withdrawn_at IS NOT NULL")]));
}

/** Reports that satisfy any condition on `report r`. */
export function reportRows(condition: Condition, { limit, offset }: Window = EVERYTHING): ReportRow[] {
  const rows = select(
    `
SELECT r.public_id AS id, b.name AS broker, b.slug AS broker_slug, b.crd, r.filed_broker,
  ${quarterText("r.quarter")} AS quarter, r.series, r.version, r.is_current, r.generated_at, r.imported_at,
  r.format, d.name AS file, r.document_sha256 AS sha256, r.filed_months,
  (SELECT count(*) FROM finding WHERE report_id = r.id) AS findings,
  (SELECT count(*) FROM finding WHERE report_id = r.id AND severity = 'warning') AS warnings,
  ${reportRollupsHold() ? `(SELECT sum(t.usd) FROM rollup t WHERE t.report_id = r.id AND ${FLOW.include})` : `(SELECT sum(${rowColumn("usd")}) FROM venue_row v WHERE v.report_id = r.id)`} AS payment_usd,
  r.withdrawn_at, r.withdrawn_why
FROM report r JOIN broker b ON b.id = r.broker_id JOIN document d ON d.sha256 = r.document_sha256
WHERE ${condition.sql}
ORDER BY r.quarter DESC, b.name COLLATE NOCASE, b.slug, r.series, r.version DESC, r.id DESC
LIMIT ? OFFSET ?`,
    [...condition.values, limit ?? -1, offset],
  );
  return z.array(ReportRow).parse(
    rows.map((row) => ({
      ...row,
      is_current: row.is_current === 1,
      payment_usd: toCents(row.payment_usd as number | null),
    })),
  );
}
