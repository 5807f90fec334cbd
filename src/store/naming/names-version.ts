import type { Database } from "better-sqlite3";
import { statement } from "@/store/statement";

/** Records that brokers and venues are named by this version of the directory of names. */
export function recordNamesVersion(database: Database, version: string): void {
  statement(
    database,
    "INSERT INTO meta (key, value) VALUES ('names', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  ).run(version);
}

/**
 * Whether stored reports were named by another version of the directory, so that some may stand under names
 * that are no longer right. A store without reports takes the version on, and is never behind.
 */
export function areNamesBehind(database: Database, version: string): boolean {
  const isEmpty = ["report", "execution_report"].every(
    (table) => statement(database, `SELECT 1 FROM ${table} LIMIT 1`).get() === undefined,
  );
  if (isEmpty) {
    recordNamesVersion(database, version);
    return false;
  }
  const stored = statement<[], { value: string }>(database, "SELECT value FROM meta WHERE key = 'names'");
  return stored.get()?.value !== version;
}

/** What to tell a person when the names are behind. */
export const NAMES_BEHIND =
  "The directory of names has changed since the stored reports were named. `npm run names` shows what would change, `npm run names -- --apply` applies it.";
