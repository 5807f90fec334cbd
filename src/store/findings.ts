import type { Database } from "better-sqlite3";
import type { Finding, FindingCode } from "@/report/findings";
import { statement } from "./statement";
import { VERSION_CODES } from "./version-findings";

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
  statement(database, `DELETE FROM finding WHERE report_id = ? AND code IN (${marks})`).run(
    reportId,
    ...codes,
  );
  addFindings(database, reportId, findings);
}
