import { statSync } from "node:fs";
import type { Database } from "better-sqlite3";
import { importCounts } from "@/host/import-counts";
import { logError } from "@/host/log";
import { type Family, single } from "./metric-text";

/** Counting millions of rows holds the server up for a tenth of a second. */
const COUNT_ROWS_EVERY_MS = 60_000;

/** What is stored. `now`: milliseconds. The returned function reads the store only when it has changed; a store that cannot
 * be read is told as `pfof_store_readable 0`, and logged. */
export function storeMetrics(
  connection: () => Database,
  databaseFile: string,
  now: () => number = () => performance.now(),
): () => Family[] {
  let known: { version: unknown; families: Family[] } = { version: null, families: [] };
  let rows: { version: unknown; at: number; count: number } | null = null;
  return () => {
    try {
      const database = connection();
      const version = database.prepare("PRAGMA data_version").pluck().get();
      if (known.version !== version) known = { version, families: stored(database) };
      if (rows === null || (rows.version !== version && now() - rows.at >= COUNT_ROWS_EVERY_MS)) {
        rows = {
          version,
          at: now(),
          count: Number(database.prepare("SELECT count(*) FROM venue_row").pluck().get()),
        };
      }
      return [
        readable(1),
        ...known.families,
        single(
          "pfof_rows",
          "gauge",
          "Filed venue rows stored, of all versions; at most a minute old.",
          rows.count,
        ),
        single(
          "pfof_store_bytes",
          "gauge",
          "Size of the store's files.",
          sizeOf(databaseFile) + sizeOf(`${databaseFile}-wal`),
        ),
        single("pfof_data_version", "gauge", "Changes with every commit to the store.", Number(version)),
        ...imports(),
      ];
    } catch (error) {
      logError(error, { what: "The store cannot be measured" });
      return [readable(0), ...imports()];
    }
  };
}

function readable(value: 0 | 1): Family {
  return single("pfof_store_readable", "gauge", "1 when the store can be read.", value);
}

function stored(database: Database): Family[] {
  const states = database
    .prepare<[], { state: string; count: number }>(
      `SELECT CASE WHEN withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN is_current THEN 'current' ELSE 'superseded' END AS state,
         count(*) AS count
       FROM report GROUP BY 1`,
    )
    .all();
  const findings = database
    .prepare<[], { severity: string; code: string; count: number }>(
      "SELECT severity, code, count(*) AS count FROM finding GROUP BY severity, code ORDER BY severity, code",
    )
    .all();
  const documents = database.prepare<[], number>("SELECT count(*) FROM document").pluck().get() ?? 0;
  return [
    {
      name: "pfof_reports",
      type: "gauge",
      help: "Reports stored: those that count (current), superseded versions, withdrawn ones.",
      samples: ["current", "superseded", "withdrawn"].map((state) => ({
        labels: { state },
        value: states.find((one) => one.state === state)?.count ?? 0,
      })),
    },
    single("pfof_documents", "gauge", "Source documents stored.", documents),
    {
      name: "pfof_findings",
      type: "gauge",
      help: "Findings of stored reports, by severity and code.",
      samples: findings.map(({ severity, code, count }) => ({ labels: { severity, code }, value: count })),
    },
  ];
}

/** What this server was given, not the command line. */
function imports(): Family[] {
  const { finished, failed, documents } = importCounts();
  return [
    {
      name: "pfof_imports_total",
      type: "counter",
      help: "Imports by this server: come to their end, or broken down (failed).",
      samples: [
        { labels: { result: "finished" }, value: finished },
        { labels: { result: "failed" }, value: failed },
      ],
    },
    {
      name: "pfof_import_documents_total",
      type: "counter",
      help: "Documents this server was given, by what became of them.",
      samples: Object.entries(documents).map(([outcome, value]) => ({ labels: { outcome }, value })),
    },
  ];
}

/** Bytes; 0 when there is no such file, as there is no write-ahead log after a clean end. */
function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
