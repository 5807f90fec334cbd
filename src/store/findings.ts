import type { Database } from "better-sqlite3";
import type { Finding, FindingCode } from "@/report/findings";
import { statement } from "./statement";

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

/** What saving itself finds; kept when a better document of the same figures replaces the one shown. */
const FROM_SAVING: readonly FindingCode[] = ["version_conflict", "sources_disagree", "several_series"];

/** Replaces what was found in the document shown, when another document becomes the one shown. */
export function replaceFindings(database: Database, reportId: number, findings: readonly Finding[]): void {
  statement(
    database,
    `DELETE FROM finding WHERE report_id = ? AND code NOT IN (${FROM_SAVING.map((code) => `'${code}'`).join(",")})`,
  ).run(reportId);
  addFindings(database, reportId, findings);
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
