import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Database } from "better-sqlite3";
import { AppError } from "@/report/errors";

/** Prisma's own bookkeeping table, so that Prisma's tools recognise what has been applied. */
const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "checksum" TEXT NOT NULL,
  "finished_at" DATETIME,
  "migration_name" TEXT NOT NULL,
  "logs" TEXT,
  "rolled_back_at" DATETIME,
  "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

export const MIGRATIONS_DIR = path.join(process.cwd(), "prisma", "migrations");

/** Names of the migrations of this version that the store has not had; reads only. */
export function migrationsAhead(database: Database, folder = MIGRATIONS_DIR): string[] {
  const applied = database
    .prepare<[], string>("SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL")
    .pluck()
    .all();
  return migrationNames(folder).filter((name) => !applied.includes(name));
}

function migrationNames(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/**
 * Brings the store's schema up to date: applies each migration below `prisma/migrations` not yet
 * recorded, in name order, all in one transaction. Two processes may do this at once. A store that a
 * newer version of the app has migrated, or whose applied migration was edited, is refused.
 */
export function migrate(database: Database, folder = MIGRATIONS_DIR): string[] {
  const migrations = migrationNames(folder).map((name) => ({
    name,
    sql: readFileSync(path.join(folder, name, "migration.sql"), "utf8"),
  }));
  const pending = database.transaction(() => {
    database.exec(BOOKKEEPING);
    // A copy made for all (copy-for-all.ts) has a view, which would stand in the way of a table that is made anew.
    database.exec("DROP VIEW IF EXISTS filed_rows");
    const applied = new Map(
      database
        .prepare<[], { migration_name: string; checksum: string }>(
          `SELECT migration_name, checksum FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
        )
        .all()
        .map((row) => [row.migration_name, row.checksum]),
    );
    const known = new Set(migrations.map(({ name }) => name));
    const newer = [...applied.keys()].filter((name) => !known.has(name));
    if (newer.length > 0) {
      throw new AppError(
        "store",
        `The store was made by a newer version (migration ${newer.join(", ")}). Update the app, or choose another DATABASE_URL.`,
      );
    }
    const record = database.prepare(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES (?, ?, ?, ?, 1)`,
    );
    const done: string[] = [];
    for (const { name, sql } of migrations) {
      const checksum = createHash("sha256").update(sql).digest("hex");
      const before = applied.get(name);
      if (before === undefined) {
        database.exec(sql);
        record.run(randomUUID(), checksum, Date.now(), name);
        done.push(name);
      } else if (before !== checksum) {
        throw new AppError("store", `Migration ${name} was edited after it was applied to this store.`);
      }
    }
    return done;
  });
  return pending.immediate();
}
