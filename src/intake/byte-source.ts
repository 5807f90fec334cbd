import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Random access to bytes in memory or in a file, so that an archive need not be held whole. */
export interface ByteSource {
  readonly size: number;
  /** Exactly `length` bytes from `offset`; null when that reaches outside. The bytes may be a view: do not change them. */
  read(offset: number, length: number): Buffer | null;
  close(): void;
}

/** A path is opened; call `close`. Throws what the file system throws. */
export function openBytes(source: Uint8Array | string): ByteSource {
  return typeof source === "string" ? new FileBytes(source) : new MemoryBytes(source);
}

/** Enough of a file to tell what it is. */
const FIRST_BYTES = 16_384;

/** The first bytes of a file. Throws what the file system throws. */
export function firstBytes(path: string): Buffer {
  const source = new FileBytes(path);
  try {
    return source.read(0, Math.min(source.size, FIRST_BYTES)) ?? Buffer.alloc(0);
  } finally {
    source.close();
  }
}

class MemoryBytes implements ByteSource {
  readonly #bytes: Buffer;
  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  get size(): number {
    return this.#bytes.length;
  }
  read(offset: number, length: number): Buffer | null {
    return isWithin(offset, length, this.size) ? this.#bytes.subarray(offset, offset + length) : null;
  }
  close(): void {}
}

class FileBytes implements ByteSource {
  readonly #file: number;
  readonly size: number;
  constructor(path: string) {
    this.#file = openSync(path, "r");
    this.size = fstatSync(this.#file).size;
  }
  read(offset: number, length: number): Buffer | null {
    if (!isWithin(offset, length, this.size)) return null;
    const buffer = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const read = readSync(this.#file, buffer, done, length - done, offset + done);
      if (read === 0) return null;
      done += read;
    }
    return buffer;
  }
  close(): void {
    closeSync(this.#file);
  }
}

function isWithin(offset: number, length: number, size: number): boolean {
  return offset >= 0 && length >= 0 && offset + length <= size;
}
