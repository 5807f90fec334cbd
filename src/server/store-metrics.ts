import { statSync } from "node:fs";
import type { Database } from "better-sqlite3";
import { Counter, Gauge, type Registry } from "prom-client";
import { importCounts } from "@/host/import-counts";
import { logError } from "@/host/log";

/** Counting millions of rows holds the server up for a tenth of a second. */
const COUNT_ROWS_EVERY_MS = 60_000;

const REPORTS = `SELECT CASE WHEN withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN is_current THEN 'current' ELSE 'superseded' END AS state,
  count(*) AS count FROM report GROUP BY 1`;
const FINDINGS = "SELECT severity, code, count(*) AS count FROM finding GROUP BY severity, code";

/** What is stored. `now`: milliseconds. The returned function, called before each scrape, reads the store only when it has changed; a store
 * that cannot be read is told as `pfof_store_readable 0` and nothing else, and logged. */
export function storeMetrics(
  registry: Registry,
  connection: () => Database,
  databaseFile: string,
  now: () => number = () => performance.now(),
): () => void {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const readable = gauge("pfof_store_readable", "1 when the store can be read.");
  const reports = gauge(
    "pfof_reports",
    "Reports stored: those that count (current), superseded versions, withdrawn ones.",
    ["state"],
  );
  const documents = gauge("pfof_documents", "Source documents stored.");
  const findings = gauge("pfof_findings", "Findings of stored reports, by severity and code.", [
    "severity",
    "code",
  ]);
  const rows = gauge("pfof_rows", "Filed venue rows stored, of all versions; at most a minute old.");
  const bytes = gauge("pfof_store_bytes", "Size of the store's files.");
  const dataVersion = gauge("pfof_data_version", "Changes with every commit to the store.");
  importMetrics(registry);

  let measured: unknown = null;
  let counted: { version: unknown; at: number } | null = null;
  return () => {
    try {
      const database = connection();
      const one = (sql: string) => Number(database.prepare(sql).pluck().get());
      const version = one("PRAGMA data_version");
      if (measured !== version) {
        for (const state of ["current", "superseded", "withdrawn"]) reports.set({ state }, 0);
        for (const { state, count } of database.prepare<[], { state: string; count: number }>(REPORTS).all())
          reports.set({ state }, count);
        findings.reset();
        for (const { count, ...labels } of database
          .prepare<[], { severity: string; code: string; count: number }>(FINDINGS)
          .all())
          findings.set(labels, count);
        documents.set(one("SELECT count(*) FROM document"));
        measured = version;
      }
      if (counted === null || (counted.version !== version && now() - counted.at >= COUNT_ROWS_EVERY_MS)) {
        counted = { version, at: now() };
        rows.set(one("SELECT count(*) FROM venue_row"));
      }
      bytes.set(sizeOf(databaseFile) + sizeOf(`${databaseFile}-wal`));
      dataVersion.set(version);
      readable.set(1);
    } catch (error) {
      logError(error, { what: "The store cannot be measured" });
      // What is not known is left out, not told as nothing.
      for (const labelled of [reports, findings]) labelled.reset();
      for (const single of [documents, rows, bytes, dataVersion]) single.remove();
      measured = null;
      counted = null;
      readable.set(0);
    }
  };
}

/** What this server was given, not the command line. */
function importMetrics(registry: Registry): void {
  new Counter({
    name: "pfof_imports_total",
    help: "Imports by this server: come to their end, or broken down (failed).",
    labelNames: ["result"],
    registers: [registry],
    collect() {
      const { finished, failed } = importCounts();
      this.reset();
      this.inc({ result: "finished" }, finished);
      this.inc({ result: "failed" }, failed);
    },
  });
  new Counter({
    name: "pfof_import_documents_total",
    help: "Documents this server was given, by what became of them.",
    labelNames: ["outcome"],
    registers: [registry],
    collect() {
      this.reset();
      for (const [outcome, count] of Object.entries(importCounts().documents)) this.inc({ outcome }, count);
    },
  });
}

/** Bytes; 0 when there is no such file, as there is no write-ahead log after a clean end. */
function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
