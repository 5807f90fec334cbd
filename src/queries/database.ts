import type { Database, Statement } from "better-sqlite3";
import { storePlaces } from "@/host/store-places";
import { AppError } from "@/report/errors";
import { openReader, readConnection } from "@/store/read-connection";

type Value = string | number | null;
export type RawRow = Value[];

/** Different statements are few (filters are bound values), but nothing but this limits them. */
const MOST_STATEMENTS = 500;
const prepared = new WeakMap<Database, Map<string, Statement>>();

let last: { from: string; database: Database } | null = null;

/** The connection all queries use, to the store of the settings. Settings are read again only when they change: checking
 * them takes longer than most look-ups. */
export function storeConnection(): Database {
  const from = `${process.env.DATABASE_URL} ${process.env.DATA_DIR}`;
  if (last?.from !== from || !last.database.open) last = { from, database: readConnection() };
  return last.database;
}

function statement(sql: string): Statement {
  const database = storeConnection();
  const known = prepared.get(database) ?? new Map<string, Statement>();
  if (!prepared.has(database) || known.size >= MOST_STATEMENTS) {
    known.clear();
    prepared.set(database, known);
  }
  const found = known.get(sql) ?? database.prepare(sql).raw();
  known.set(sql, found);
  return found;
}

/** Rows as arrays: a third of the time objects take. @throws AppError store */
export function selectRaw(sql: string, values: readonly unknown[] = []): RawRow[] {
  try {
    return statement(sql).all(...values) as RawRow[];
  } catch (error) {
    throw unreadable(error);
  }
}

/** Rows as objects, for lists that are short. @throws AppError store */
export function select(sql: string, values: readonly unknown[] = []): Record<string, Value>[] {
  const rows = selectRaw(sql, values);
  const names = statement(sql)
    .columns()
    .map((column) => column.name);
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? null])));
}

/** Lets all that `work` reads be of one moment, whatever is imported meanwhile. @throws AppError store */
export async function asOfOneMoment<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  const database = storeConnection();
  try {
    database.exec("BEGIN");
    return await work();
  } catch (error) {
    throw error instanceof Error && error.name === "SqliteError" ? unreadable(error) : error;
  } finally {
    if (database.inTransaction) database.exec("COMMIT");
  }
}

/**
 * Rows one by one, for answers too long to hold. They are read on a connection of their own: an open
 * iterator pins what its connection sees, and a slow reader must not make everyone's answers stale.
 * @throws AppError store
 */
export function* iterateRaw(sql: string, values: readonly unknown[] = []): Generator<RawRow> {
  const database = openReader(storePlaces().databaseFile);
  try {
    yield* database
      .prepare(sql)
      .raw()
      .iterate(...values) as IterableIterator<RawRow>;
  } catch (error) {
    throw unreadable(error);
  } finally {
    database.close();
  }
}

function unreadable(cause: unknown): AppError {
  return cause instanceof AppError ? cause : new AppError("store", "The store could not be read.", { cause });
}
