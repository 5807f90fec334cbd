import type { Database } from "better-sqlite3";
import type { Format } from "@/report/report";
import { replaceStoredFindings } from "@/store/findings";
import { TABLES_OF_ROWS } from "@/store/report-tables";
import { statement } from "@/store/statement";
import { removeUnusedTexts, textsOf } from "@/store/texts";
import { outranks } from "@/store/versions";
import type { NameChange } from "./name-change";

interface StoredReport {
  readonly id: number;
  readonly publicId: string;
  readonly format: Format;
  readonly brokerId: number;
  readonly quarter: number;
}

export interface JoinedReports {
  readonly changes: readonly NameChange[];
  /** The reports that stayed. */
  readonly kept: readonly StoredReport[];
}

/**
 * Reports that turn out to be one broker's, for one quarter, with equal figures become one report with
 * several sources, as they would have on coming in: the first to come in stays, the best document is the one
 * shown, and a withdrawal of either holds. In the caller's transaction.
 */
export function joinEqualReports(database: Database): JoinedReports {
  const groups = statement<[], string>(
    database,
    `SELECT json_group_array(id) FROM (SELECT id, broker_id, quarter, figures_hash FROM report ORDER BY id)
     GROUP BY broker_id, quarter, figures_hash HAVING count(*) > 1`,
  )
    .pluck()
    .all();
  const report = statement<[number], StoredReport>(
    database,
    "SELECT id, public_id AS publicId, format, broker_id AS brokerId, quarter FROM report WHERE id = ?",
  );
  const changes: NameChange[] = [];
  const kept: StoredReport[] = [];
  for (const group of groups) {
    const [first, ...others] = JSON.parse(group) as number[];
    for (const other of others) {
      const [stays, goes] = [report.get(first as number), report.get(other)];
      if (!stays || !goes) continue;
      join(database, stays, goes);
      changes.push({
        what: "report",
        name: goes.publicId,
        before: "a report of its own",
        after: `a source of ${stays.publicId}: the same broker, quarter and figures`,
      });
    }
    kept.push(report.get(first as number) as StoredReport);
  }
  return { changes, kept };
}

function join(database: Database, stays: StoredReport, goes: StoredReport): void {
  const texts = [...textsOf(database, stays.id), ...textsOf(database, goes.id)];
  statement(
    database,
    `INSERT INTO report_source (report_id, document_sha256, format, added_at)
     SELECT ?, document_sha256, format, added_at FROM report_source WHERE report_id = ? ON CONFLICT DO NOTHING`,
  ).run(stays.id, goes.id);
  if (outranks(goes.format, stays.format)) showDocumentOf(database, stays.id, goes.id);
  statement(
    database,
    `UPDATE report SET
       generated_at = coalesce(report.generated_at, goes.generated_at),
       filed_version = nullif(max(coalesce(report.filed_version, 0), coalesce(goes.filed_version, 0)), 0),
       crd = coalesce(report.crd, goes.crd),
       withdrawn_at = coalesce(report.withdrawn_at, goes.withdrawn_at),
       withdrawn_why = coalesce(report.withdrawn_why, goes.withdrawn_why)
     FROM report goes WHERE report.id = ? AND goes.id = ?`,
  ).run(stays.id, goes.id);
  // Rows, findings and sources go with it.
  statement(database, "DELETE FROM report WHERE id = ?").run(goes.id);
  removeUnusedTexts(database, texts);
}

/** Names, texts, positions and findings of the better document replace the others'. */
function showDocumentOf(database: Database, stays: number, goes: number): void {
  statement(
    database,
    `UPDATE report SET format = goes.format, document_sha256 = goes.document_sha256,
       origin_file = goes.origin_file, origin_sha256 = goes.origin_sha256, filed_broker = goes.filed_broker
     FROM report goes WHERE report.id = ? AND goes.id = ?`,
  ).run(stays, goes);
  for (const table of TABLES_OF_ROWS) {
    statement(database, `DELETE FROM ${table} WHERE report_id = ?`).run(stays);
    statement(database, `UPDATE ${table} SET report_id = ? WHERE report_id = ?`).run(stays, goes);
  }
  replaceStoredFindings(database, stays, goes);
}
