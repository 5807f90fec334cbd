import { Readable } from "node:stream";
import { constants, crc32, createInflateRaw, type InflateRaw, inflateRawSync } from "node:zlib";
import type { ByteSource } from "./byte-source";
import type { DirectoryEntry } from "./zip-directory";
import { mebibytes, ZIP_LIMITS, ZipRefused } from "./zip-limits";

/** The entry's bytes, whose number and checksum are what the directory says. Throws ZipRefused. */
export function unpack(bytes: ByteSource, entry: DirectoryEntry): Uint8Array {
  if (entry.kind === "method")
    throw new ZipRefused(`is packed with method ${entry.method}; stored and deflated are read.`);
  if (entry.size > ZIP_LIMITS.maxHeldBytes) {
    throw new ZipRefused(
      `has ${mebibytes(entry.size)}; of what is no detailed file of rule 605 the limit is ${mebibytes(ZIP_LIMITS.maxHeldBytes)}.`,
    );
  }
  const packed = bytes.read(entry.dataAt, entry.packedSize);
  if (!packed) throw new ZipRefused("is cut off.");
  const content = entry.method === 0 ? packed : inflate(packed, entry.size);
  if (crc32(content) !== entry.crc32) throw new ZipRefused("is damaged: its checksum is wrong.");
  return content;
}

const HEAD_BYTES = 16_384;
const PIECE_BYTES = 1024 ** 2;

/** The entry's first bytes, as far as they can be unpacked; none where it is damaged, which unpacking all of it tells. */
export function unpackHead(bytes: ByteSource, entry: DirectoryEntry): Uint8Array {
  const packed = bytes.read(entry.dataAt, Math.min(entry.packedSize, HEAD_BYTES));
  if (!packed || entry.kind === "method") return new Uint8Array();
  if (entry.method === 0) return packed;
  try {
    return inflateRawSync(packed, {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: 16 * PIECE_BYTES,
    }).subarray(0, HEAD_BYTES);
  } catch {
    return new Uint8Array();
  }
}

/** The entry's bytes piece by piece, held to what the directory says of them. Throws ZipRefused. */
export async function* unpackPieces(bytes: ByteSource, entry: DirectoryEntry): AsyncGenerator<Buffer, void> {
  let size = 0;
  let checksum = 0;
  const packed = piecesFrom(bytes, entry.dataAt, entry.packedSize);
  try {
    for await (const piece of entry.method === 0 ? packed : Readable.from(packed).pipe(createInflateRaw())) {
      size += piece.length;
      if (size > entry.size) throw new ZipRefused("unpacks to more than the archive says.");
      checksum = crc32(piece, checksum);
      yield piece;
    }
  } catch (error) {
    if (error instanceof ZipRefused) throw error;
    throw new ZipRefused("is damaged: it does not unpack.", { cause: error });
  }
  if (size !== entry.size) throw new ZipRefused("has another size than the archive says.");
  if (checksum !== entry.crc32) throw new ZipRefused("is damaged: its checksum is wrong.");
}

/** Packed bytes in pieces. Throws ZipRefused where the file ends before them. */
export function* piecesFrom(bytes: ByteSource, from: number, size: number): Generator<Buffer, void> {
  for (let at = 0; at < size; at += PIECE_BYTES) {
    const piece = bytes.read(from + at, Math.min(PIECE_BYTES, size - at));
    if (!piece) throw new ZipRefused("is cut off.");
    yield piece;
  }
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
