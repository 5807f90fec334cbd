import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { MANIFEST_FILE } from "./backup-folder";

const NAME = /^pfof-\d{8}T\d{6}Z$/;

/** The name of a backup made now among others: sorted by name they are sorted by time. */
export function backupName(now = new Date()): string {
  return `pfof-${now.toISOString().replace(/[-:]|\.\d+/g, "")}`;
}

/** Removes the oldest backups in a folder, all but `keep`. Only what `backupName` named and is a backup is touched.
 * Returns the names removed. */
export function removeOldBackups(folder: string, keep: number): string[] {
  const backups = readdirSync(folder)
    .filter((name) => NAME.test(name) && existsSync(path.join(folder, name, MANIFEST_FILE)))
    .sort();
  const old = backups.slice(0, Math.max(0, backups.length - keep));
  for (const name of old) rmSync(path.join(folder, name), { recursive: true });
  return old;
}
