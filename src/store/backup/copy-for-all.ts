import { rmSync } from "node:fs";
import SQLite from "better-sqlite3";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { storeTrouble } from "@/store/store-trouble";

/** Tables that may leave this server: what was filed, who is who, what the checks found, what is computed from it. A table that
 * is not listed stays here, so one that is added later is private until someone decides otherwise. */
export const PUBLIC_TABLES: readonly string[] = [
  "_prisma_migrations",
  "broker",
  "correction",
  "document",
  "execution_finding",
  "execution_report",
  "execution_row",
  "execution_source",
  "execution_sum",
  "filed_venue",
  "finding",
  "introducing_broker",
  "market_rollup",
  "material_aspects",
  "material_aspects_fts",
  "meta",
  "report",
  "report_month",
  "report_source",
  "report_text",
  "reporter",
  "rollup",
  "section_summary",
  "stale_rollup",
  "venue",
  "venue_rollup",
  "venue_row",
];

/**
 * Copies the store, as of one moment, into a new SQLite file that anyone may have, with the view `filed_rows` beside its tables:
 * every filed venue row under the names of the flat CSV. Imports go on meanwhile: only reading is needed.
 * @throws AppError store when there is no room, or the store cannot be read
 */
export function copyStoreForAll(databaseFile: string, target: string): void {
  rmSync(target, { force: true });
  try {
    copyAll(databaseFile, target);
    const copy = new SQLite(target);
    try {
      // What is dropped is overwritten, too.
      copy.pragma("secure_delete = ON");
      copy.pragma("foreign_keys = OFF");
      for (const table of privateTables(copy)) copy.exec(`DROP TABLE "${table}"`);
      copy.exec(`CREATE VIEW filed_rows AS ${FILED_ROWS}`);
    } finally {
      copy.close();
    }
  } catch (error) {
    throw storeTrouble(error) ?? error;
  }
}

/** SQLite's online backup would start again whenever an import commits. */
function copyAll(databaseFile: string, target: string): void {
  const database = new SQLite(databaseFile, { readonly: true, timeout: 5_000 });
  try {
    database.prepare("VACUUM INTO ?").run(target);
  } finally {
    database.close();
  }
}

function privateTables(database: SQLite.Database): string[] {
  return database
    .prepare<[], { name: string; type: string }>("PRAGMA table_list")
    .all()
    .filter(({ name, type }) => /^(table|virtual)$/.test(type) && !/^sqlite_/.test(name))
    .map(({ name }) => name)
    .filter((name) => !PUBLIC_TABLES.includes(name));
}

/** Every filed venue row, all versions, under the names of the flat CSV. Aliases: `r` report, `b` broker, `v` row. */
export const FILED_ROWS = `
SELECT b.name AS broker, b.slug AS broker_slug, b.crd, r.quarter / 4 AS year, r.quarter % 4 + 1 AS quarter, v.month, v.section,
  e.name AS venue, e.slug AS venue_slug, f.kind AS venue_kind, r.filed_broker, f.name AS filed_venue,
  nullif(f.mic, '') AS mic, nullif(f.mpid, '') AS mpid,
  ${VENUE_FIGURES.map(({ key }) => `v.${key}`).join(", ")},
  ${MIX_FIGURES.map(({ key }) => `s.${key}`).join(", ")},
  m.text AS material_aspects, r.public_id AS report_id, r.series, r.version AS report_version, r.generated_at, r.is_current,
  coalesce(r.origin_file, d.name) AS source_file, coalesce(r.origin_sha256, r.document_sha256) AS source_sha256,
  v.position AS source_position
FROM venue_row v
JOIN report r ON r.id = v.report_id AND r.withdrawn_at IS NULL
JOIN broker b ON b.id = r.broker_id
JOIN document d ON d.sha256 = r.document_sha256
JOIN filed_venue f ON f.id = v.filed_venue_id
JOIN venue e ON e.id = f.venue_id
LEFT JOIN section_summary s ON s.report_id = v.report_id AND s.month = v.month AND s.section = v.section
LEFT JOIN material_aspects m ON m.id = v.material_aspects_id`;
