import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { piecesOf, sha256OfFile } from "@/report/sha256";

/** Where a document's bytes are kept under the data folder: by the first two digits of its sha-256. */
export function documentPath(dataDir: string, sha256: string): string {
  return path.join(dataDir, "documents", sha256.slice(0, 2), sha256);
}

/** Documents that are being written; renamed to their place when they are on the disk. */
function partialFolder(dataDir: string): string {
  return path.join(dataDir, "documents", "partial");
}

/**
 * Keeps a document's bytes under its sha-256, synced to disk before this returns, so that a row of
 * the store never names a document that a crash could lose. The same bytes are kept once; a kept document that
 * has been damaged since is replaced. Call it within a write transaction (see `removePartialDocuments`).
 *
 * @param from the bytes, or the path of the file that has them, which is copied piece by piece
 */
export function keepDocument(dataDir: string, sha256: string, from: Uint8Array | string): void {
  const target = documentPath(dataDir, sha256);
  if (isKept(target, sha256)) return;
  const folder = path.dirname(target);
  const partial = path.join(partialFolder(dataDir), randomBytes(8).toString("hex"));
  mkdirSync(folder, { recursive: true });
  mkdirSync(path.dirname(partial), { recursive: true });
  try {
    const file = openSync(partial, "wx");
    try {
      for (const piece of typeof from === "string" ? piecesOf(from) : [from]) {
        let written = 0;
        while (written < piece.length) written += writeSync(file, piece, written);
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  syncFolder(folder);
}

/** Removes what was being written when its process was killed. Within a write transaction, as all writing of documents
 * is: then nothing that is found is still being written. */
export function removePartialDocuments(dataDir: string): void {
  const folder = partialFolder(dataDir);
  if (!statSync(folder, { throwIfNoEntry: false })) return;
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { force: true });
}

function isKept(file: string, sha256: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined && sha256OfFile(file) === sha256;
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
