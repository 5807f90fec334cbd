import { z } from "zod";
import { TABLES } from "@/dictionary/tables";
import { type CellChange, diffReports } from "@/report/diff-reports";
import { AppError } from "@/report/errors";
import { loadMonths } from "@/store/load-report";
import { readConnection } from "@/store/read-connection";
import { selectRaw } from "./database";
import { reportKey } from "./report-detail";

/** One figure that differs between two versions of a report. */
export type ReportChange = z.output<typeof TABLES.diff.row>;

export const ReportDiff = z.object({
  id: z.string(),
  against: z.string().nullable().describe("The report compared with; null: there is no earlier version."),
  rows: z.array(TABLES.diff.row),
  next: z.null(),
});
export type ReportDiff = z.output<typeof ReportDiff>;

/**
 * Every figure of a report that differs from another's, by default the version just before it. The
 * first version has nothing before it: no rows.
 * @throws AppError not_found for an unknown report; invalid_input when `against` is one of another
 * broker or quarter
 */
export function reportChanges(publicId: string, against: string | null = null): ReportDiff {
  const { against: other, changes } = changedCells(publicId, against);
  const rows = changes.map(({ rowBefore: _, rowAfter: __, ...row }) => row);
  return { id: publicId, against: other, rows, next: null };
}

/** The same with the rows of both reports that the figures stand in. @throws the same */
export function changedCells(
  publicId: string,
  against: string | null = null,
): { readonly against: string | null; readonly changes: readonly CellChange[] } {
  const report = reportKey(publicId);
  const other = against === null ? previousVersion(report) : reportKey(against);
  if (!other) return { against: null, changes: [] };
  if (other.brokerId !== report.brokerId || other.quarter !== report.quarter) {
    throw new AppError(
      "invalid_input",
      `"${against}" is not allowed for "against"; allowed: a report of the same broker and quarter.`,
    );
  }
  const months = (id: number) => ({ months: loadMonths(readConnection(), id) });
  return { against: other.publicId, changes: diffReports(months(other.id), months(report.id)) };
}

function previousVersion({ brokerId, quarter, series, version }: ReturnType<typeof reportKey>) {
  const [row] = selectRaw(
    `SELECT public_id FROM report WHERE broker_id = ? AND quarter = ? AND series = ? AND version < ?
     ORDER BY version DESC LIMIT 1`,
    [brokerId, quarter, series, version],
  );
  return row ? reportKey(String(row[0])) : null;
}
