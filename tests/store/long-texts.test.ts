import { readFileSync } from "node:fs";
import path from "node:path";
import type { Database } from "better-sqlite3";
import { expect, test } from "vitest";
import { filters } from "@/queries/filters";
import { searchAspects } from "@/queries/search-aspects";
import { MIGRATIONS_DIR, migrate } from "@/store/migrate";
import { openWriter } from "@/store/write-connection";
import { getJson } from "../support/call-api";
import { storeProblems } from "../support/store-problems";
import { emptyStore, importInto } from "../support/store-with-filings";

const REPORT = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");
const CLIPS = "20261129064500_texts_within_limits";

/** As an earlier version stored what it was given, without a limit. */
function makeLong(database: Database): void {
  const long = "n".repeat(3_000_000);
  database.exec("DROP TRIGGER IF EXISTS material_aspects_deleted");
  database.prepare("UPDATE broker SET name = ? || name").run(long);
  database.prepare("UPDATE report SET filed_broker = ? || filed_broker").run(long);
  database.prepare("UPDATE venue SET name = ? || name").run(long);
  database.prepare("UPDATE filed_venue SET name = ? || name").run(long);
  database.prepare("UPDATE material_aspects SET text = text || ? || ' lastword'").run(" word".repeat(30_000));
  database.exec("INSERT INTO material_aspects_fts (material_aspects_fts) VALUES ('rebuild')");
  database.prepare("DELETE FROM _prisma_migrations WHERE migration_name = ?").run(CLIPS);
}

const longest = (database: Database, table: string, column: string) =>
  database.prepare(`SELECT max(length(${column})) FROM ${table}`).pluck().get();

test("texts a store has from before there was a limit are cut to it: pages and answers stay small", async () => {
  const store = emptyStore();
  await importInto(store, [REPORT]);
  const writer = openWriter(store.databaseFile);
  const filed = writer.prepare("SELECT count(*) FROM filed_venue").pluck().get();
  makeLong(writer);
  expect(migrate(writer, MIGRATIONS_DIR)).toEqual([CLIPS]);

  expect(longest(writer, "broker", "name")).toBe(10_000);
  expect(longest(writer, "report", "filed_broker")).toBe(10_000);
  expect(longest(writer, "venue", "name")).toBe(10_000);
  expect(longest(writer, "material_aspects", "text")).toBe(50_000);
  // Names that began alike stay apart.
  expect(writer.prepare("SELECT count(DISTINCT name) FROM filed_venue").pluck().get()).toBe(filed);
  expect(writer.prepare("SELECT name FROM broker").pluck().get()).toBe(`${"n".repeat(9_999)}…`);
  writer.exec("INSERT INTO material_aspects_fts (material_aspects_fts, rank) VALUES ('integrity-check', 1)");
  writer.close();
  expect(storeProblems(store.databaseFile, store.dataDir)).toEqual([]);

  const { rows } = (await getJson("/api/v1/brokers")).body as { rows: { name: string }[] };
  expect(rows.map(({ name }) => name.length)).toEqual([10_000]);
  expect(searchAspects("word", filters(), { limit: 10, offset: 0 }).hits).not.toEqual([]);
});

test("the limits are those that files are held to", () => {
  const sql = readFileSync(path.join(MIGRATIONS_DIR, CLIPS, "migration.sql"), "utf8");
  expect(new Set(sql.match(/> \d+/g))).toEqual(new Set(["> 10000", "> 50000"]));
});
