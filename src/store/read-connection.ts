import SQLite, { type Database } from "better-sqlite3";
import { storePlaces } from "@/host/store-places";
import { AppError, messageOf } from "@/report/errors";

/** Opens the store for reading only. */
export function openReader(databaseFile: string): Database {
  try {
    const database = new SQLite(databaseFile, { readonly: true, fileMustExist: true, timeout: 5_000 });
    database.pragma("query_only = ON");
    database.pragma("cache_size = -65536");
    database.pragma("mmap_size = 1073741824");
    return database;
  } catch (error) {
    throw new AppError("store", `The store ${databaseFile} cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

// Next loads server code in several bundles; the one connection of the process hangs on globalThis.
const shared = globalThis as { pfofReader?: { file: string; database: Database } };

/** The process's one read-only connection to the store of the settings. */
export function readConnection(): Database {
  const file = storePlaces().databaseFile;
  if (shared.pfofReader?.file !== file || !shared.pfofReader.database.open) {
    shared.pfofReader = { file, database: openReader(file) };
  }
  return shared.pfofReader.database;
}

/** For a thread or program that reads everything once: a large cache and a map of the file would only fill memory. */
export function readSparingly(): void {
  const database = readConnection();
  database.pragma("cache_size = -4096");
  database.pragma("mmap_size = 0");
}
