import type { Database, Statement } from "better-sqlite3";

const prepared = new WeakMap<Database, Map<string, Statement>>();

/**
 * A prepared statement, prepared once per connection: a market quarter runs the same few statements
 * 1,200 times, and preparing them each time took as long as running them.
 */
export function statement<Parameters extends unknown[] = unknown[], Row = unknown>(
  database: Database,
  sql: string,
): Statement<Parameters, Row> {
  let known = prepared.get(database);
  if (!known) {
    known = new Map();
    prepared.set(database, known);
  }
  let found = known.get(sql);
  if (!found) {
    found = database.prepare(sql);
    known.set(sql, found);
  }
  return found as unknown as Statement<Parameters, Row>;
}
