import { Readable } from "node:stream";
import { constants, createGunzip, gunzipSync } from "node:zlib";
import { type ZipLimits, ZipRefused } from "./zip-limits";

/** The bytes begin like gzip, deflated (RFC 1952). */
export function isGzip(content: Uint8Array): boolean {
  return content[0] === 0x1f && content[1] === 0x8b && content[2] === 8;
}

/** The one file in it, within the limits of archives. Throws ZipRefused. */
export function gunzip(packed: Uint8Array, { maxHeldBytes, ...limits }: ZipLimits): Uint8Array {
  // A hostile one is stopped at the ratio, before it is all in memory.
  const most = Math.min(maxHeldBytes, mostOf(packed.length, limits));
  try {
    return gunzipSync(packed, { maxOutputLength: most });
  } catch (error) {
    const tooLong = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw tooLong ? tooMuch(most, error) : damaged(error);
  }
}

const HEAD_BYTES = 16_384;

/** The first bytes of the file in it, as far as its own first bytes give them; none where it is damaged. */
export function gunzipHead(packedHead: Uint8Array): Uint8Array {
  try {
    return gunzipSync(packedHead, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, HEAD_BYTES);
  } catch {
    // Unpacking all of it tells what is wrong.
    return new Uint8Array();
  }
}

/** The file in it piece by piece, within the limits of archives; `size`: bytes of the packed pieces. Throws ZipRefused. */
export async function* gunzipPieces(
  packed: Iterable<Buffer>,
  size: number,
  limits: ZipLimits,
): AsyncGenerator<Buffer, void> {
  const most = mostOf(size, limits);
  let unpacked = 0;
  try {
    for await (const piece of Readable.from(packed).pipe(createGunzip())) {
      unpacked += piece.length;
      if (unpacked > most) throw tooMuch(most);
      yield piece;
    }
  } catch (error) {
    throw error instanceof ZipRefused ? error : damaged(error);
  }
}

function mostOf(
  packedSize: number,
  { maxEntryBytes, maxRatio, ratioFloorBytes }: Omit<ZipLimits, "maxHeldBytes">,
): number {
  return Math.min(maxEntryBytes, Math.max(ratioFloorBytes, maxRatio * packedSize));
}

function tooMuch(most: number, cause?: unknown): ZipRefused {
  const limit = Math.floor(most / 1024).toLocaleString("en-US");
  return new ZipRefused(`unpacks to more than ${limit} KiB, more than a report of its size can.`, { cause });
}

function damaged(cause: unknown): ZipRefused {
  return new ZipRefused("is damaged: it does not unpack.", { cause });
}

/** What the file in it is called: `report.xml.gz` holds `report.xml`. */
export function nameInGzip(name: string): string {
  return name.replace(/\.gz$/i, "");
}
