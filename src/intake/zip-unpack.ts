import { crc32, type InflateRaw, inflateRawSync } from "node:zlib";
import type { ByteSource } from "./byte-source";
import type { DirectoryEntry } from "./zip-directory";
import { ZipRefused } from "./zip-limits";

/** The entry's bytes, whose number and checksum are what the directory says. Throws ZipRefused. */
export function unpack(bytes: ByteSource, entry: DirectoryEntry): Uint8Array {
  if (entry.kind === "method")
    throw new ZipRefused(`is packed with method ${entry.method}; stored and deflated are read.`);
  const packed = bytes.read(entry.dataAt, entry.packedSize);
  if (!packed) throw new ZipRefused("is cut off.");
  const content = entry.method === 0 ? packed : inflate(packed, entry.size);
  if (crc32(content) !== entry.crc32) throw new ZipRefused("is damaged: its checksum is wrong.");
  return content;
}

function inflate(packed: Uint8Array, size: number): Uint8Array {
  let result: { buffer: Buffer; engine: InflateRaw };
  try {
    // One chunk of the declared size spares joining pieces; the cap keeps a lie from reserving memory.
    const chunkSize = Math.min(Math.max(size, 64), 1024 ** 2);
    result = inflateRawSync(packed, {
      maxOutputLength: Math.max(size, 1),
      chunkSize,
      info: true,
    }) as unknown as typeof result;
  } catch (error) {
    const tooLong = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw new ZipRefused(
      tooLong ? "unpacks to more than the archive says." : "is damaged: it does not unpack.",
      { cause: error },
    );
  }
  if (result.buffer.length !== size || result.engine.bytesWritten !== packed.length) {
    throw new ZipRefused("has another size than the archive says.");
  }
  return result.buffer;
}

/** The bytes begin like a ZIP: an entry, or the end of an empty one. */
export function isArchive(content: Uint8Array): boolean {
  return (
    content[0] === 0x50 &&
    content[1] === 0x4b &&
    (content[2] === 3 || content[2] === 5) &&
    content[3] === (content[2] ?? 0) + 1
  );
}
