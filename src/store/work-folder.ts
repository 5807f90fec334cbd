import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import SQLite, { type Database } from "better-sqlite3";

/*
 * Folders for files on their way into the store: uploads, downloads. Each has a lock file beside it that its owner, and
 * whoever reads from it, holds open; the system lets go of it when a process ends, however that happens. So what is not
 * locked was left behind by one that was killed, on whichever of several servers on one data folder.
 */

const LOCK = ".lock";

export interface WorkFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Makes a folder below `parent` (made too), after removing those that were left behind there. */
export function openWorkFolder(parent: string): WorkFolder {
  mkdirSync(parent, { recursive: true });
  removeAbandonedWork(parent);
  for (;;) {
    const folder = path.join(parent, randomBytes(8).toString("hex"));
    const lock = hold(folder);
    // Whoever tidies up may have found the lock file in the moment before it was locked.
    if (!lock) continue;
    mkdirSync(folder);
    return {
      path: folder,
      remove: async () => {
        await rm(folder, { recursive: true, force: true });
        lock.close();
        await rm(folder + LOCK, { force: true });
      },
    };
  }
}

/** Keeps another process's work folder from being removed until the returned function is called. A folder without a lock
 * file is none, and is left alone. */
export function shareWorkFolder(folder: string): () => void {
  const lock = existsSync(folder + LOCK) ? hold(folder) : null;
  return () => lock?.close();
}

/** Removes the folders below `parent` that no living process holds. Returns how many. */
export function removeAbandonedWork(parent: string): number {
  if (!existsSync(parent)) return 0;
  const names = new Set(readdirSync(parent).map((name) => name.replace(/\.lock(-journal)?$/, "")));
  let removed = 0;
  for (const name of names) if (removeUnlessHeld(path.join(parent, name))) removed += 1;
  return removed;
}

/** A read lock that lasts until it is closed; null when the lock file was removed meanwhile. */
function hold(folder: string): Database | null {
  const lock = new SQLite(folder + LOCK, { timeout: 1_000 });
  lock.exec("BEGIN; SELECT count(*) FROM sqlite_schema");
  if (statSync(folder + LOCK, { throwIfNoEntry: false })) return lock;
  lock.close();
  return null;
}

function removeUnlessHeld(folder: string): boolean {
  let lock: Database | null = null;
  try {
    if (existsSync(folder + LOCK)) {
      lock = new SQLite(folder + LOCK, { timeout: 0, fileMustExist: true });
      lock.exec("BEGIN EXCLUSIVE");
    }
    rmSync(folder, { recursive: true, force: true });
    rmSync(folder + LOCK, { force: true });
    rmSync(`${folder}${LOCK}-journal`, { force: true });
    return true;
  } catch (error) {
    // In use; or its owner has just removed it.
    if (/^SQLITE_(BUSY|CANTOPEN)/.test(String((error as { code?: unknown }).code))) return false;
    throw error;
  } finally {
    lock?.close();
  }
}
