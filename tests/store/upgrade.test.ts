import { cpSync, readdirSync } from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { beforeAll, describe, expect, test } from "vitest";
import { MIGRATIONS_DIR, migrate } from "@/store/migrate";
import { openWriter } from "@/store/write-connection";
import { contentsOf, differences, storeProblems } from "../support/store-problems";
import { emptyStore, importInto, type TestStore } from "../support/store-with-filings";
import { temporaryFolder } from "../support/temporary-folder";

const FIXTURES = path.resolve(import.meta.dirname, "../../fixtures");
const REPORT = path.join(FIXTURES, "reports/harbor-lane-2023q1.xml");
const MIGRATIONS = readdirSync(MIGRATIONS_DIR, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

/** What is filed, in the order in which rows refer to each other. Everything else follows from it, by what migrations mark
 * or make; what the schema before had is there as it had it. */
const FILED = [
  "broker",
  "venue",
  "filed_venue",
  "document",
  "report",
  "report_source",
  "report_month",
  "section_summary",
  "material_aspects",
  "venue_row",
  "finding",
];
const DERIVED = ["rollup", "venue_rollup", "market_rollup"];

describe("a store of each earlier schema, with reports in it", () => {
  let store: TestStore & { maxUploadBytes: number };

  beforeAll(async () => {
    const made = emptyStore();
    const { summary } = await importInto(made, [
      REPORT,
      path.join(FIXTURES, "sample/goldman-sachs.csv"),
      path.join(FIXTURES, "sample/robinhood-securities.csv"),
    ]);
    expect(summary.rejected).toBe(0);
    store = made;
  });

  test.each(MIGRATIONS.slice(0, -1).map((name, i) => [name, i + 1] as const))(
    "up to %s says the same when it has been brought up to date",
    async (_name, count) => {
      const folder = temporaryFolder();
      for (const name of MIGRATIONS.slice(0, count)) {
        cpSync(path.join(MIGRATIONS_DIR, name), path.join(folder, name), { recursive: true });
      }
      const file = path.join(temporaryFolder(), "old.db");
      const old = new SQLite(file);
      expect(migrate(old, folder)).toHaveLength(count);
      fill(old, store.databaseFile);
      old.close();

      openWriter(file).close();
      expect(storeProblems(file, store.dataDir)).toEqual([]);
      // Every document is known; the end of an import does the reviews that a migration has asked for.
      const { summary } = await importInto({ ...store, databaseFile: file }, [REPORT]);
      expect(summary).toMatchObject({ stored: 0, duplicates: 1 });

      expect(storeProblems(file, store.dataDir)).toEqual([]);
      // What the first schemas did not keep: by which directory names were last given.
      const { meta: _, ...now } = contentsOf(store.databaseFile);
      const { meta: left, ...after } = contentsOf(file);
      expect(differences(after, now)).toEqual({});
      expect(JSON.stringify(left)).not.toContain("review");
    },
  );
});

/** Copies what is filed, as far as the older schema has a place for it. */
function fill(old: SQLite.Database, from: string): void {
  const columnsOf = (schema: string, table: string) =>
    (old.pragma(`${schema}.table_info(${table})`) as { name: string }[]).map(({ name }) => name);
  old.prepare("ATTACH ? AS now").run(from);
  for (const table of [...FILED, "meta", "report_text"]) {
    const known = columnsOf("now", table);
    const columns = columnsOf("main", table).filter((name) => known.includes(name));
    if (columns.length === 0) continue;
    copy(table, columns);
  }
  for (const table of DERIVED) {
    const columns = columnsOf("main", table);
    const known = columnsOf("now", table);
    // Where it was another table then, later migrations have it made again.
    if (columns.length > 0 && columns.every((name) => known.includes(name))) copy(table, columns);
  }
  old.exec("DETACH now");

  function copy(table: string, columns: readonly string[]): void {
    old.exec(
      `INSERT OR REPLACE INTO main.${table} (${columns.join()}) SELECT ${columns.join()} FROM now.${table}`,
    );
  }
}
