import type { Database } from "better-sqlite3";
import { statement } from "./statement";

/** What the store knows of a kept document. */
export interface DocumentRecord {
  readonly sha256: string;
  readonly name: string;
  readonly format: string;
  readonly bytes: number;
  /** For an entry of a ZIP: the ZIP and the path in it. */
  readonly container: { readonly sha256: string; readonly entry: string } | null;
}

/** Records a document before the reports that name it. The bytes must be kept already. */
export function recordDocument(database: Database, document: DocumentRecord): void {
  statement(
    database,
    `INSERT INTO document (sha256, name, format, bytes, container_sha256, entry, stored_at)
       VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  ).run(
    document.sha256,
    document.name,
    document.format,
    document.bytes,
    document.container?.sha256 ?? null,
    document.container?.entry ?? null,
    new Date().toISOString(),
  );
}

/** Marks that every report of a document is stored: its next import is a duplicate. */
export function completeDocument(database: Database, sha256: string): void {
  statement(database, "UPDATE document SET completed_at = ? WHERE sha256 = ? AND completed_at IS NULL").run(
    new Date().toISOString(),
    sha256,
  );
}

/** Of a document imported before in full: itself, or the entries of the ZIP, each with its reports. */
export function completedDocuments(
  database: Database,
  sha256: string,
): { name: string; entry: string | null; reports: string[] }[] {
  const done = statement(database, "SELECT 1 FROM document WHERE sha256 = ? AND completed_at IS NOT NULL");
  if (done.get(sha256) === undefined) return [];
  const documents = statement<
    [string, string],
    { sha256: string; name: string; entry: string | null; format: string }
  >(
    database,
    `SELECT sha256, name, entry, format FROM document
       WHERE (sha256 = ? AND format <> 'zip') OR container_sha256 = ? ORDER BY rowid`,
  ).all(sha256, sha256);
  const reports = statement<[string, string], string>(
    database,
    `SELECT public_id FROM (
       SELECT r.public_id, r.id FROM report_source s JOIN report r ON r.id = s.report_id WHERE s.document_sha256 = ?
       UNION ALL
       SELECT r.public_id, r.id FROM execution_source s JOIN execution_report r ON r.id = s.report_id
       WHERE s.document_sha256 = ?
     ) ORDER BY id`,
  ).pluck();
  return documents.map(({ name, entry, sha256: own }) => ({ name, entry, reports: reports.all(own, own) }));
}
