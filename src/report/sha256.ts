import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";

/** What a document is known by: 64 hexadecimal digits. */
export function sha256(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

const PIECE_BYTES = 1024 ** 2;

/** The same of a file, read piece by piece. Throws what the file system throws. */
export function sha256OfFile(path: string): string {
  const hash = createHash("sha256");
  for (const piece of piecesOf(path)) hash.update(piece);
  return hash.digest("hex");
}

/** The bytes of a file in pieces; each is overwritten by the next. Throws what the file system throws. */
export function* piecesOf(path: string): Generator<Buffer, void> {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(PIECE_BYTES);
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
      yield buffer.subarray(0, read);
    }
  } finally {
    closeSync(file);
  }
}
