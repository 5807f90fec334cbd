import type { Database } from "better-sqlite3";
import { statement } from "./statement";

/**
 * Whether the starter data are to be loaded: into a store without reports, and into one where loading them was
 * begun and never ended (the server was killed; a part of them would be all it ever has). Notes that it is begun.
 */
export function beginStarterData(database: Database): boolean {
  const begin = database.transaction(() => {
    const isEmpty = statement(database, "SELECT 1 FROM report LIMIT 1").get() === undefined;
    if (isEmpty) {
      statement(
        database,
        "INSERT INTO meta (key, value) VALUES ('starter', 'begun') ON CONFLICT DO NOTHING",
      ).run();
    }
    return statement(database, "SELECT 1 FROM meta WHERE key = 'starter'").get() !== undefined;
  });
  return begin.immediate();
}

/** Notes that all of the starter data are in. */
export function endStarterData(database: Database): void {
  statement(database, "DELETE FROM meta WHERE key = 'starter'").run();
}
