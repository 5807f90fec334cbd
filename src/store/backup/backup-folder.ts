import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import path from "node:path";
import SQLite, { type Database } from "better-sqlite3";
import { z } from "zod";
import { AppError, messageOf } from "@/report/errors";
import { documentPath } from "@/store/documents";

/*
 * A backup is a folder: `pfof.db`, `documents/` as in the data folder, `audit.log`, and `backup.json`, which says what must
 * be there. It can be looked into with sqlite3 and sha256sum, sent with rsync, and packed with tar.
 */

export const STORE_FILE = "pfof.db";
export const AUDIT_FILE = "audit.log";
export const MANIFEST_FILE = "backup.json";

const FileMark = z.object({ bytes: z.number().int(), sha256: z.string() });
export type FileMark = z.infer<typeof FileMark>;

const Manifest = z.object({
  format: z.literal(1),
  /** When the store was as it is in the backup, UTC. */
  made: z.iso.datetime(),
  store: FileMark,
  audit: FileMark.nullable(),
  reports: z.number().int(),
  documents: z.number().int(),
  /** SHA-256 of documents that were lost or damaged before the backup was made. */
  lost: z.array(z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

/** A document of the store whose bytes are not those that came in. */
export interface DocumentProblem {
  readonly sha256: string;
  readonly name: string;
  readonly what: "missing" | "damaged";
}

/**
 * Reads all of a backup and compares it with what it says of itself.
 * @throws AppError invalid_input `backup_damaged`, naming everything that is wrong
 */
export function checkBackup(folder: string): Manifest {
  const manifest = readManifest(folder);
  const problems = [
    ...fileProblem(folder, STORE_FILE, manifest.store),
    ...(manifest.audit ? fileProblem(folder, AUDIT_FILE, manifest.audit) : []),
  ];
  if (problems.length === 0) {
    const database = new SQLite(path.join(folder, STORE_FILE), { readonly: true });
    try {
      problems.push(...databaseProblems(database));
      for (const one of documentProblems(database, folder)) {
        if (!manifest.lost.includes(one.sha256)) problems.push(describe(one));
      }
    } finally {
      database.close();
    }
  }
  if (problems.length > 0) throw damaged(folder, problems);
  return manifest;
}

function readManifest(folder: string): Manifest {
  const file = path.join(folder, MANIFEST_FILE);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    const why = `${folder} is no backup: there is no ${MANIFEST_FILE} in it.`;
    throw new AppError("invalid_input", why, { code: "no_backup" });
  }
  try {
    return Manifest.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const what = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw damaged(folder, [`${MANIFEST_FILE} cannot be understood: ${what}`]);
  }
}

function damaged(folder: string, problems: readonly string[]): AppError {
  const message = `The backup ${folder} is damaged:\n${problems.map((one) => `  ${one}`).join("\n")}`;
  return new AppError("invalid_input", message, { code: "backup_damaged" });
}

function fileProblem(folder: string, name: string, mark: FileMark): string[] {
  const file = path.join(folder, name);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return [`${name} is missing`];
  if (stat.size !== mark.bytes) return [`${name} has ${stat.size} bytes, not ${mark.bytes}`];
  return fileSha256(file) === mark.sha256 ? [] : [`${name} has other bytes than when the backup was made`];
}

/** What SQLite finds wrong with a store; [] for a whole one. */
export function databaseProblems(database: Database): string[] {
  const integrity = database.pragma("integrity_check") as { integrity_check: string }[];
  const keys = database.pragma("foreign_key_check") as { table: string }[];
  return [
    ...integrity.map((row) => row.integrity_check).filter((line) => line !== "ok"),
    ...[...new Set(keys.map(({ table }) => table))].map((table) => `rows of ${table} refer to nothing`),
  ];
}

/** The documents of a store that `folder` does not hold as they came in. */
export function documentProblems(database: Database, folder: string): DocumentProblem[] {
  return documentsOf(database).flatMap(({ sha256, name }): DocumentProblem[] => {
    const file = documentPath(folder, sha256);
    if (!statSync(file, { throwIfNoEntry: false })) return [{ sha256, name, what: "missing" }];
    return fileSha256(file) === sha256 ? [] : [{ sha256, name, what: "damaged" }];
  });
}

/** The documents that are files of their own: entries of a ZIP are in it. */
export function documentsOf(database: Database): { sha256: string; name: string }[] {
  return database
    .prepare<[], { sha256: string; name: string }>(
      "SELECT sha256, name FROM document WHERE container_sha256 IS NULL ORDER BY sha256",
    )
    .all();
}

export function describe({ name, sha256, what }: DocumentProblem): string {
  return `document ${name} (documents/${sha256.slice(0, 2)}/${sha256}) is ${what}`;
}

export function markOf(file: string): FileMark {
  return { bytes: statSync(file).size, sha256: fileSha256(file) };
}

/** Read piece by piece: a store can be larger than memory. */
function fileSha256(file: string): string {
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafe(1024 ** 2);
  const handle = openSync(file, "r");
  try {
    for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece)) {
      hash.update(piece.subarray(0, read));
    }
  } finally {
    closeSync(handle);
  }
  return hash.digest("hex");
}

/** Waits until a file, or a folder's list of names, is on the disk. */
export function sync(fileOrFolder: string): void {
  const handle = openSync(fileOrFolder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
