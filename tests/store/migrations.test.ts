import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { expect, test } from "vitest";
import { migrate } from "@/store/migrate";
import { pendingMigrationSql } from "../../scripts/migration-sql.mjs";
import { temporaryFolder } from "../support/temporary-folder";

test("schema and migrations agree", async () => {
  expect(await pendingMigrationSql()).toBe("");
});

function folderWith(migrations: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, sql] of Object.entries(migrations)) {
    mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, name, "migration.sql"), sql);
  }
  return folder;
}

test("applies each migration once, in name order, and records it as Prisma does", () => {
  const database = new SQLite(":memory:");
  const first = folderWith({ "2_b": "CREATE TABLE b (x);", "1_a": "CREATE TABLE a (x);" });
  expect(migrate(database, first)).toEqual(["1_a", "2_b"]);
  expect(migrate(database, first)).toEqual([]);
  expect(
    database.prepare("SELECT migration_name, applied_steps_count FROM _prisma_migrations ORDER BY 1").all(),
  ).toEqual([
    { migration_name: "1_a", applied_steps_count: 1 },
    { migration_name: "2_b", applied_steps_count: 1 },
  ]);
});

test("a migration that fails leaves nothing behind", () => {
  const database = new SQLite(":memory:");
  const folder = folderWith({ "1_a": "CREATE TABLE a (x);", "2_b": "CREATE TABLE a (x);" });
  expect(() => migrate(database, folder)).toThrow(/already exists/);
  expect(database.prepare("SELECT count(*) AS n FROM sqlite_schema").get()).toEqual({ n: 0 });
});

test("refuses a store of a newer version, and an edited migration", () => {
  const database = new SQLite(":memory:");
  migrate(database, folderWith({ "1_a": "CREATE TABLE a (x);", "2_b": "CREATE TABLE b (x);" }));
  expect(() => migrate(database, folderWith({ "1_a": "CREATE TABLE a (x);" }))).toThrow(
    /newer version .*2_b/,
  );
  expect(() =>
    migrate(database, folderWith({ "1_a": "CREATE TABLE a (y);", "2_b": "CREATE TABLE b (x);" })),
  ).toThrow(/1_a was edited/);
});
