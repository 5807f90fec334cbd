import type { Database } from "better-sqlite3";
import { statement } from "./statement";

const KEY = "notice_lost";

/** Keeps that a notice of what is new did not reach who wanted it: since when; null: the last one did. */
export function keepLostNotice(database: Database, at: string | null): void {
  if (at === null) statement(database, "DELETE FROM meta WHERE key = ?").run(KEY);
  else statement(database, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)").run(KEY, at);
}
