import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import SQLite, { type Database } from "better-sqlite3";
import { documentPath } from "@/store/documents";
import { dumpStore } from "./dump-store";
import { rollupProblems } from "./rollups-of-facts";

/** Everything that is wrong with a store and its documents, in words; [] for a whole one. */
export function storeProblems(databaseFile: string, dataDir: string): string[] {
  return reading(databaseFile, (database) => [
    ...said(database, "PRAGMA integrity_check").filter((line) => line !== "ok"),
    ...said(database, "PRAGMA foreign_key_check").map((table) => `foreign key of ${table}`),
    ...said(
      database,
      `SELECT public_id FROM report r WHERE NOT EXISTS (SELECT 1 FROM report_source s WHERE s.report_id = r.id)`,
    ).map((id) => `report ${id} has no source`),
    ...rollupProblems(database),
    ...documentProblems(database, dataDir),
  ]);
}

/**
 * The same after an import that was broken off. The market is added up at an import's end: until the next one its quarter is
 * marked as behind, and what is asked of it is answered from the reports' own sums.
 */
export function brokenOffProblems(databaseFile: string, dataDir: string): string[] {
  const problems = storeProblems(databaseFile, dataDir);
  const behind = problems.flatMap(
    (line) => /^rollups of quarter (\d+) are marked/.exec(line)?.slice(1) ?? [],
  );
  const ofThem = new RegExp(`^(rollups of quarter|market_rollup \\S+ \\d+) (${behind.join("|")}) `);
  return behind.length === 0 ? problems : problems.filter((line) => !ofThem.test(line));
}

/** A document is there and is what its name says, before the row that names it. */
function documentProblems(database: Database, dataDir: string): string[] {
  const files = said(database, "SELECT DISTINCT coalesce(container_sha256, sha256) FROM document");
  return files.flatMap((sha256) => {
    const file = documentPath(dataDir, sha256);
    if (!existsSync(file)) return [`document ${sha256} is missing`];
    const found = createHash("sha256").update(readFileSync(file)).digest("hex");
    return found === sha256 ? [] : [`document ${sha256} has other bytes`];
  });
}

function said(database: Database, sql: string): string[] {
  return database.prepare(sql).pluck().all() as string[];
}

/** What a store says, without times and row numbers, and which documents it knows and is done with. */
export function contentsOf(databaseFile: string): Record<string, unknown> {
  return reading(databaseFile, (database) => ({
    ...dumpStore(database),
    documents: database
      .prepare(
        `SELECT sha256, name, format, bytes, container_sha256, entry, completed_at IS NOT NULL
         FROM document ORDER BY sha256`,
      )
      .raw()
      .all(),
  }));
}

/** How many reports there are; 0 when the store or its tables are not there yet. */
export function reportsIn(databaseFile: string): number {
  if (!existsSync(databaseFile)) return 0;
  return reading(databaseFile, (database) => {
    const made = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'report'").get() !== undefined;
    return made ? Number(database.prepare("SELECT count(*) FROM report").pluck().get()) : 0;
  });
}

function reading<T>(databaseFile: string, use: (database: Database) => T): T {
  const database = new SQLite(databaseFile, { readonly: true });
  try {
    return use(database);
  } finally {
    database.close();
  }
}

/** Where two stores say different things, a few lines of each: a whole comparison in words would take minutes. */
export function differences(
  one: Record<string, unknown>,
  other: Record<string, unknown>,
): Record<string, unknown> {
  const lines = (value: unknown) => (value as unknown[]).map((row) => JSON.stringify(row));
  const found: Record<string, unknown> = {};
  for (const table of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const [left, right] = [lines(one[table] ?? []), lines(other[table] ?? [])];
    const [inLeft, inRight] = [new Set(left), new Set(right)];
    const onlyLeft = left.filter((row) => !inRight.has(row));
    const onlyRight = right.filter((row) => !inLeft.has(row));
    if (onlyLeft.length + onlyRight.length > 0 || left.length !== right.length) {
      found[table] = {
        rows: [left.length, right.length],
        first: onlyLeft.slice(0, 3),
        second: onlyRight.slice(0, 3),
      };
    }
  }
  return found;
}
