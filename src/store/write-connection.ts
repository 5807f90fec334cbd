import { accessSync, constants, mkdirSync } from "node:fs";
import path from "node:path";
import SQLite, { type Database } from "better-sqlite3";
import { AppError, messageOf } from "@/report/errors";
import { migrate } from "./migrate";
import { BUSY_TIMEOUT_MS, storeTrouble } from "./store-trouble";
import { refreshRollups } from "./sums/market-rollup";
import { staleQuarters } from "./sums/stale-rollups";

/** Opens the store for writing: creates folder and file, brings schema and rollups up to date. Every writer
 * goes through this one connection per process, in plain transactions. */
export function openWriter(databaseFile: string): Database {
  try {
    mkdirSync(path.dirname(databaseFile), { recursive: true });
    const database = new SQLite(databaseFile, { timeout: BUSY_TIMEOUT_MS });
    // SQLite opens a file it may not write for reading, and says so only when something is written.
    accessSync(databaseFile, constants.W_OK);
    database.pragma("journal_mode = WAL");
    // WAL with NORMAL never corrupts; a power cut can undo the last imports, which a re-run repeats.
    database.pragma("synchronous = NORMAL");
    database.pragma("foreign_keys = ON");
    database.pragma("cache_size = -65536");
    // Fewer, larger checkpoints: each one waits for the disk twice. A market quarter into a full store writes 10,000 pages.
    database.pragma("wal_autocheckpoint = 16000");
    migrate(database);
    if (staleQuarters(database).length > 0) database.transaction(refreshRollups).immediate(database);
    return database;
  } catch (error) {
    throw storeTrouble(error) ?? unopened(databaseFile, error);
  }
}

function unopened(databaseFile: string, error: unknown): AppError {
  return new AppError("store", `The store ${databaseFile} cannot be opened: ${messageOf(error)}`, {
    cause: error,
  });
}
