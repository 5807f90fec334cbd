import type { Database } from "better-sqlite3";
import type { Finding, FindingCode } from "@/report/findings";
import { statement } from "./statement";

/** What is found by comparing a report with the others of its broker and quarter. */
export const VERSION_CODES: readonly FindingCode[] = [
  "version_conflict",
  "sources_disagree",
  "several_series",
  "correction_under_another_name",
];

/** Adds findings to a stored report. */
export function addFindings(database: Database, reportId: number, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  const insert = statement(
    database,
    `INSERT INTO finding (report_id, code, severity, message, file, position, field, filed, month, section, venue)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const { code, severity, message, where, filed } of findings) {
    insert.run(
      reportId,
      code,
      severity,
      message,
      where.file,
      where.position ?? null,
      where.field ?? null,
      filed ?? null,
      where.month ?? null,
      where.section ?? null,
      where.venue ?? null,
    );
  }
}

const FROM_COMPARING = [...VERSION_CODES, "re_reported_candidate"].map((code) => `'${code}'`).join(",");

/** Replaces what was found in the document shown, when another document becomes the one shown; what was
 * found by comparing its figures with other reports stays, because the figures are the same. */
export function replaceFindings(database: Database, reportId: number, findings: readonly Finding[]): void {
  statement(database, `DELETE FROM finding WHERE report_id = ? AND code NOT IN (${FROM_COMPARING})`).run(
    reportId,
  );
  addFindings(database, reportId, findings);
}

/** The same when the other document is another stored report's: its findings move here. */
export function replaceStoredFindings(database: Database, reportId: number, fromReportId: number): void {
  replaceFindings(database, reportId, []);
  statement(
    database,
    `UPDATE finding SET report_id = ? WHERE report_id = ? AND code NOT IN (${FROM_COMPARING})`,
  ).run(reportId, fromReportId);
}

/** Replaces a report's findings of some codes: checks that look at several reports run again. */
export function replaceFindingsOf(
  database: Database,
  reportId: number,
  codes: readonly FindingCode[],
  findings: readonly Finding[],
): void {
  const marks = codes.map(() => "?").join(",");
  // `+`: by the report, whatever there is of a code in the whole store.
  statement(database, `DELETE FROM finding WHERE report_id = ? AND +code IN (${marks})`).run(
    reportId,
    ...codes,
  );
  addFindings(database, reportId, findings);
}

/** A report whose findings have changed, and how many there were. */
export interface ChangedFindings {
  readonly reportId: number;
  readonly before: number;
}

/**
 * The same for many reports, by report: only those are written in which something else is found now, as
 * nearly all stay what they are. A report that is not in `wanted` has none.
 */
export function changeFindingsOf(
  database: Database,
  reports: readonly number[],
  codes: readonly FindingCode[],
  wanted: ReadonlyMap<number, readonly Finding[]>,
): ChangedFindings[] {
  const stored = storedFindings(database, reports, codes);
  return reports.flatMap((reportId) => {
    const before = stored.get(reportId) ?? [];
    const own = wanted.get(reportId) ?? [];
    if (isSame(before, own.map(asStored))) return [];
    replaceFindingsOf(database, reportId, codes, own);
    return [{ reportId, before: before.length }];
  });
}

/** What is stored of these codes, by report, as `asStored` writes it; reports without any are left out. */
function storedFindings(
  database: Database,
  reports: readonly number[],
  codes: readonly FindingCode[],
): Map<number, string[]> {
  const rows = statement<string[], [number, ...(string | number | null)[]]>(
    database,
    `SELECT f.report_id, f.code, f.message, f.file, f.position, f.field, f.filed, f.month, f.section, f.venue
     FROM json_each(?) r CROSS JOIN finding f ON f.report_id = r.value
     WHERE +f.code IN (${codes.map(() => "?").join(",")})`,
  )
    .raw()
    .all(JSON.stringify(reports), ...codes);
  const found = new Map<number, string[]>();
  for (const [reportId, ...finding] of rows) {
    const own = found.get(reportId);
    if (own) own.push(JSON.stringify(finding));
    else found.set(reportId, [JSON.stringify(finding)]);
  }
  return found;
}

/** Absent values become null in JSON, as they are in the table. */
function asStored({ code, message, where, filed }: Finding): string {
  const { file, position, field, month, section, venue } = where;
  return JSON.stringify([code, message, file, position, field, filed, month, section, venue]);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && [...a].sort().join("\n") === [...b].sort().join("\n");
}
