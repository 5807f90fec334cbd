import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import SQLite, { type Database } from "better-sqlite3";
import { AppError } from "@/report/errors";
import { auditFile } from "@/store/audit";
import { documentPath } from "@/store/documents";
import { storeTrouble } from "@/store/store-trouble";
import {
  AUDIT_FILE,
  databaseProblems,
  describe,
  documentProblems,
  documentsOf,
  MANIFEST_FILE,
  type Manifest,
  markOf,
  STORE_FILE,
  sync,
} from "./backup-folder";

interface Place {
  readonly databaseFile: string;
  readonly dataDir: string;
}

/**
 * Backs up store, documents and audit log into a new folder, while servers and imports go on. The store is
 * copied as of one moment; its documents, which are kept before the rows that name them and never
 * changed, after it. `target` is there only when all of it is, checked and on the disk.
 *
 * @param incomplete back up although documents are lost or damaged; the backup says which
 * @throws AppError invalid_input: `target` holds something; store: what cannot be read or written, or is lost
 */
export function backUp({ databaseFile, dataDir }: Place, target: string, incomplete = false): Manifest {
  const there = statSync(target, { throwIfNoEntry: false });
  if (there && !(there.isDirectory() && readdirSync(target).length === 0)) {
    throw new AppError("invalid_input", `${target} is there already. Name a folder that is not.`);
  }
  if (!statSync(databaseFile, { throwIfNoEntry: false })) {
    throw new AppError("store", `There is no store ${databaseFile} to back up.`);
  }
  const partial = `${target}.partial`;
  try {
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    const manifest = fill(partial, { databaseFile, dataDir }, incomplete);
    if (there) rmSync(target, { recursive: true });
    renameSync(partial, target);
    sync(path.dirname(target));
    return manifest;
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw storeTrouble(error) ?? error;
  }
}

function fill(folder: string, { databaseFile, dataDir }: Place, incomplete: boolean): Manifest {
  const store = path.join(folder, STORE_FILE);
  const made = new Date().toISOString();
  copyStore(databaseFile, store);
  const database = new SQLite(store, { readonly: true });
  try {
    const wrong = databaseProblems(database);
    if (wrong.length > 0) {
      throw new AppError("store", `The store is damaged, and not backed up:\n  ${wrong.join("\n  ")}`);
    }
    const documents = copyDocuments(database, dataDir, folder);
    const lost = documentProblems(database, folder);
    if (lost.length > 0 && !incomplete) {
      const list = lost.map((one) => `  ${describe(one)}`).join("\n");
      throw new AppError(
        "store",
        `Not backed up, as documents of the data folder are lost:\n${list}\nImport these files again, or back up without them: --incomplete`,
      );
    }
    for (const { sha256 } of lost) rmSync(documentPath(folder, sha256), { force: true });
    const manifest: Manifest = {
      format: 1,
      made,
      store: markOf(store),
      audit: copyAudit(dataDir, folder),
      reports: database.prepare<[], number>("SELECT count(*) FROM report").pluck().get() ?? 0,
      documents: documents - lost.length,
      lost: lost.map((one) => one.sha256),
    };
    writeFileSync(path.join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const name of readdirSync(folder)) sync(path.join(folder, name));
    sync(folder);
    return manifest;
  } finally {
    database.close();
  }
}

/** As of one moment: SQLite's online backup would start again whenever an import commits. */
function copyStore(databaseFile: string, to: string): void {
  const database = new SQLite(databaseFile, { readonly: true, timeout: 5_000 });
  try {
    database.prepare("VACUUM INTO ?").run(to);
  } finally {
    database.close();
  }
}

/** Returns how many the store names; what is lost is for the caller to find. */
function copyDocuments(database: Database, dataDir: string, folder: string): number {
  const documents = documentsOf(database);
  const folders = new Set<string>();
  for (const { sha256 } of documents) {
    const from = documentPath(dataDir, sha256);
    if (!statSync(from, { throwIfNoEntry: false })) continue;
    const to = documentPath(folder, sha256);
    mkdirSync(path.dirname(to), { recursive: true });
    copyFileSync(from, to);
    sync(to);
    folders.add(path.dirname(to));
  }
  for (const one of folders) sync(one);
  return documents.length;
}

function copyAudit(dataDir: string, folder: string): Manifest["audit"] {
  if (!statSync(auditFile(dataDir), { throwIfNoEntry: false })) return null;
  const to = path.join(folder, AUDIT_FILE);
  copyFileSync(auditFile(dataDir), to);
  return markOf(to);
}
