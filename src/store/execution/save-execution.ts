import type { Database } from "better-sqlite3";
import { changedCells, changedWords } from "@/execution/diff-execution";
import { executionHash, executionIdOf } from "@/execution/execution-id";
import type { ExecutionReport, ReadExecution } from "@/execution/execution-report";
import { monthWords } from "@/execution/report-month";
import { STATISTICS } from "@/execution/statistics";
import { type Finding, finding } from "@/report/findings";
import type { NamedReporter } from "@/report/named-report";
import { reporterFindings } from "@/report/naming-findings";
import { RowInserter } from "../insert-rows";
import type { SaveOutcome, SourceFacts } from "../save-report";
import { statement } from "../statement";
import { loadExecution } from "./load-execution";
import { SUM_COLUMNS } from "./sum-columns";
import { compareWithOther } from "./summary-and-detailed";

export interface SavedExecution {
  readonly outcome: SaveOutcome;
  readonly publicId: string;
  readonly findings: readonly Finding[];
}

const ROW_COLUMNS = [
  "report_id",
  "sp500",
  "order_size",
  "order_type",
  ...STATISTICS.map(({ key }) => key),
  "position",
];

/**
 * Saves a report of rule 605 as what it is to the store: a duplicate, a further source of the same figures, a further version
 * of the reporter's month, or new. In the caller's transaction.
 */
export function saveExecution(
  database: Database,
  { report, findings }: ReadExecution,
  names: NamedReporter,
  source: SourceFacts,
): SavedExecution {
  const reporterId = reporterIdOf(database, report, names);
  const figures = executionHash(report);
  const versions = statement<
    [number, string, number],
    { id: number; publicId: string; version: number; figuresHash: string; originSha256: string | null }
  >(
    database,
    `SELECT id, public_id AS publicId, version, figures_hash AS figuresHash, origin_sha256 AS originSha256
     FROM execution_report WHERE reporter_id = ? AND kind = ? AND month = ? ORDER BY version`,
  ).all(reporterId, report.kind, report.month);
  const equal = versions.find((one) => one.figuresHash === figures);
  if (equal) {
    const isNew = addSource(database, equal.id, source.sha256);
    // The document itself is better than this site's copy of its figures.
    if (isNew && equal.originSha256 !== null && report.origin === null) {
      showInstead(database, equal.id, report, source.sha256);
    }
    return { outcome: isNew ? "source" : "duplicate", publicId: equal.publicId, findings };
  }
  const before = versions.at(-1);
  const publicId = executionIdOf(report, figures);
  const id = Number(
    statement(
      database,
      `INSERT INTO execution_report (public_id, reporter_id, kind, month, version, is_current, imported_at,
         document_sha256, origin_file, origin_sha256, figures_hash, efq_unit, unread_lines)
       VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      publicId,
      reporterId,
      report.kind,
      report.month,
      (before?.version ?? 0) + 1,
      new Date().toISOString(),
      source.sha256,
      report.origin?.file ?? null,
      report.origin?.sha256 ?? null,
      figures,
      report.efqUnit,
      report.unreadLines,
    ).lastInsertRowid,
  );
  addSource(database, id, source.sha256);
  fill(database, id, report);
  const found: Finding[] = [...findings];
  found.push(...reporterFindings(report, names, source.name));
  if (before) {
    renumberExecutions(database, reporterId, report.kind, report.month);
    const cells = changedCells(loadExecution(database, before.id), report);
    const message = `${report.code} filed other figures for ${monthWords(report.month)} before (${before.publicId}): ${changedWords(cells)}. Both are kept; this one, which came later, counts.`;
    found.push(finding("execution_changed", message, { file: source.name }));
  }
  found.push(...compareWithOther(database, reporterId, report, source.name));
  addExecutionFindings(database, id, found);
  return { outcome: before ? "version" : "stored", publicId, findings: found };
}

/** Marks the last version that is not withdrawn as the one that counts. */
export function renumberExecutions(
  database: Database,
  reporterId: number,
  kind: string,
  month: number,
): void {
  const of = "reporter_id = ? AND kind = ? AND month = ?";
  statement(
    database,
    `UPDATE execution_report SET is_current = coalesce(id = (
       SELECT id FROM execution_report WHERE ${of} AND withdrawn_at IS NULL ORDER BY version DESC LIMIT 1
     ), 0) WHERE ${of}`,
  ).run(reporterId, kind, month, reporterId, kind, month);
}

/** The reporter's row, under the names the directory has for it now. */
function reporterIdOf(
  database: Database,
  { code, participant }: ExecutionReport,
  { slug, name, kind, venueSlug, brokerSlug }: NamedReporter,
): number {
  const row = statement<unknown[], { id: number }>(
    database,
    `INSERT INTO reporter (code, participant, slug, name, kind, venue_slug, broker_slug) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (participant, code) DO UPDATE SET slug = excluded.slug, name = excluded.name, kind = excluded.kind,
       venue_slug = excluded.venue_slug, broker_slug = excluded.broker_slug
     RETURNING id`,
  ).get(code, participant, slug, name, kind, venueSlug, brokerSlug);
  return (row as { id: number }).id;
}

function addSource(database: Database, reportId: number, sha256: string): boolean {
  return (
    statement(
      database,
      `INSERT INTO execution_source (report_id, document_sha256, added_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
    ).run(reportId, sha256, new Date().toISOString()).changes > 0
  );
}

function showInstead(database: Database, id: number, report: ExecutionReport, sha256: string): void {
  statement(
    database,
    "UPDATE execution_report SET document_sha256 = ?, origin_file = NULL, origin_sha256 = NULL WHERE id = ?",
  ).run(sha256, id);
  for (const table of ["execution_row", "execution_sum"]) {
    statement(database, `DELETE FROM ${table} WHERE report_id = ?`).run(id);
  }
  fill(database, id, report);
}

function fill(database: Database, id: number, { rows, sums }: ExecutionReport): void {
  new RowInserter(database, "execution_row", ROW_COLUMNS).insert(
    rows.flatMap(({ sp500, size, type, filed, position }) => [id, sp500, size, type, ...filed, position]),
  );
  const columns = Object.entries(SUM_COLUMNS) as [keyof typeof SUM_COLUMNS, string][];
  new RowInserter(database, "execution_sum", ["report_id", ...columns.map(([, column]) => column)]).insert(
    sums.flatMap((sum) => [id, ...columns.map(([key]) => sum[key])]),
  );
}

function addExecutionFindings(database: Database, id: number, findings: readonly Finding[]): void {
  const insert = statement(
    database,
    `INSERT INTO execution_finding (report_id, code, severity, message, file, position, field, filed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const { code, severity, message, where, filed } of findings) {
    insert.run(
      id,
      code,
      severity,
      message,
      where.file,
      where.position ?? null,
      where.field ?? null,
      filed ?? null,
    );
  }
}
