import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import SQLite, { type Database } from "better-sqlite3";
import { AppError } from "@/report/errors";
import { audit, auditFile } from "@/store/audit";
import { documentPath, keepDocument } from "@/store/documents";
import { storeTrouble } from "@/store/store-trouble";
import { openWriter } from "@/store/write-connection";
import { AUDIT_FILE, checkBackup, documentsOf, type Manifest, STORE_FILE, sync } from "./backup-folder";

interface Place {
  readonly databaseFile: string;
  readonly dataDir: string;
}

export interface Restored extends Manifest {
  /** Where the store is now that was there before; null when there was none. */
  readonly replaced: string | null;
}

/**
 * Puts a backup's store and documents into the data folder. Everything is checked first, and brought up to this
 * version beside what is there; the store then changes in one step, so that a restore that fails changes nothing.
 *
 * @param force replace the store that is there. It is set aside, with documents only it names left in place.
 * @throws AppError invalid_input: no backup, or a damaged one; store: there is a store, it is in use, it cannot be written
 */
export function restore(backup: string, { databaseFile, dataDir }: Place, force = false): Restored {
  if (existsSync(databaseFile) && !force) {
    throw new AppError(
      "store",
      `There is a store already: ${databaseFile}. Choose another DATA_DIR, or replace it: --force`,
    );
  }
  const manifest = checkBackup(backup);
  const held = existsSync(databaseFile) ? takeOver(databaseFile) : null;
  const made: string[] = [];
  const next = `${databaseFile}.restoring`;
  try {
    removeStore(next);
    mkdirSync(path.dirname(databaseFile), { recursive: true });
    copyFileSync(path.join(backup, STORE_FILE), next);
    restoreDocuments(backup, next, dataDir, made);
    // Migrates it. A store of a newer version is refused here.
    openWriter(next).close();
    sync(next);
    const replaced = existsSync(databaseFile) ? setAside(databaseFile) : null;
    renameSync(next, databaseFile);
    sync(path.dirname(databaseFile));
    restoreAudit(backup, dataDir);
    audit(dataDir, { who: "command line" }, [
      { what: "restore", from: path.resolve(backup), made: manifest.made, replaced },
    ]);
    return { ...manifest, replaced };
  } catch (error) {
    removeStore(next);
    for (const file of made) rmSync(file, { force: true });
    throw storeTrouble(error) ?? error;
  } finally {
    held?.close();
  }
}

/**
 * Makes sure that no other process has the store open: SQLite leaves WAL only then. Afterwards the store is one
 * file, and locked until the connection is closed. Null: it is too damaged to be opened, which is why it is replaced.
 */
function takeOver(databaseFile: string): Database | null {
  const database = new SQLite(databaseFile, { timeout: 1_000 });
  try {
    database.pragma("journal_mode = DELETE");
    database.exec("BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database.close();
    const code = String((error as { code?: unknown }).code);
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return null;
    if (!code.startsWith("SQLITE_BUSY")) throw storeTrouble(error) ?? error;
    const message = `The store ${databaseFile} is in use. Stop the server and the imports that have it open, then try again.`;
    throw new AppError("store", message, { code: "store_in_use", cause: error });
  }
}

/** `made`: grows by the files that were not there before. */
function restoreDocuments(backup: string, store: string, dataDir: string, made: string[]): void {
  const database = new SQLite(store, { readonly: true });
  try {
    for (const { sha256 } of documentsOf(database)) {
      const from = documentPath(backup, sha256);
      // Lost before the backup was made.
      if (!existsSync(from)) continue;
      const to = documentPath(dataDir, sha256);
      if (!existsSync(to)) made.push(to);
      keepDocument(dataDir, sha256, readFileSync(from));
    }
  } finally {
    database.close();
  }
}

/** Gives the store that is there a second name; the first goes to the new store in one step. */
function setAside(databaseFile: string): string {
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const aside = `${databaseFile}.replaced-${time}`;
  linkSync(databaseFile, aside);
  // There only when the store could not be opened; the new one must not read them.
  for (const end of ["-wal", "-shm"])
    if (existsSync(databaseFile + end)) renameSync(databaseFile + end, aside + end);
  return aside;
}

/** The audit log of the data folder, if there is one, has gone on since the backup, and stays. */
function restoreAudit(backup: string, dataDir: string): void {
  const from = path.join(backup, AUDIT_FILE);
  if (existsSync(from) && !existsSync(auditFile(dataDir))) copyFileSync(from, auditFile(dataDir));
}

function removeStore(databaseFile: string): void {
  for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(databaseFile + end, { force: true });
}
