import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import path from "node:path";

/** Where a document's bytes are kept under the data folder: by the first two digits of its sha-256. */
export function documentPath(dataDir: string, sha256: string): string {
  return path.join(dataDir, "documents", sha256.slice(0, 2), sha256);
}

/**
 * Keeps a document's bytes under its sha-256, synced to disk before this returns, so that a row of
 * the store never names a document that a crash could lose. The same bytes are kept once.
 */
export function keepDocument(dataDir: string, sha256: string, bytes: Uint8Array): void {
  const target = documentPath(dataDir, sha256);
  if (existsSync(target)) return;
  const folder = path.dirname(target);
  mkdirSync(folder, { recursive: true });
  const partial = `${target}.${randomBytes(6).toString("hex")}.partial`;
  const file = openSync(partial, "wx");
  try {
    let written = 0;
    while (written < bytes.length) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(partial, target);
  syncFolder(folder);
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
