import { gunzipSync } from "node:zlib";
import { type ZipLimits, ZipRefused } from "./zip-limits";

/** The bytes begin like gzip, deflated (RFC 1952). */
export function isGzip(content: Uint8Array): boolean {
  return content[0] === 0x1f && content[1] === 0x8b && content[2] === 8;
}

/** The one file in it, within the limits of archives. Throws ZipRefused. */
export function gunzip(
  packed: Uint8Array,
  { maxEntryBytes, maxRatio, ratioFloorBytes }: ZipLimits,
): Uint8Array {
  // A hostile one is stopped at the ratio, before it is all in memory.
  const most = Math.min(maxEntryBytes, Math.max(ratioFloorBytes, maxRatio * packed.length));
  try {
    return gunzipSync(packed, { maxOutputLength: most });
  } catch (error) {
    const tooLong = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw new ZipRefused(
      tooLong
        ? `unpacks to more than ${Math.floor(most / 1024).toLocaleString("en-US")} KiB, more than a report of its size can.`
        : "is damaged: it does not unpack.",
      { cause: error },
    );
  }
}

/** What the file in it is called: `report.xml.gz` holds `report.xml`. */
export function nameInGzip(name: string): string {
  return name.replace(/\.gz$/i, "");
}
