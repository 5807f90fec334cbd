/** The archive breaks a rule as a whole. The message goes on after "The archive". */
export class ZipRefused extends Error {}

export interface ZipLimits {
  /** Entries, those of nested archives included. */
  readonly maxEntries: number;
  /** Bytes of all entries unpacked, those of nested archives included. */
  readonly maxUnpackedBytes: number;
  /** Bytes of one entry unpacked. */
  readonly maxEntryBytes: number;
  /** Bytes of one entry unpacked that is held whole: what may be in memory at once. */
  readonly maxHeldBytes: number;
  /** Unpacked ÷ packed bytes, for each entry above `ratioFloorBytes` and for the archive as a whole. Real reports
   * reach 40. */
  readonly maxRatio: number;
  /** Unpacked bytes below which a ratio means nothing. */
  readonly ratioFloorBytes: number;
}

export const ZIP_LIMITS: ZipLimits = {
  maxEntries: 5_000,
  maxUnpackedBytes: 2 * 1024 ** 3,
  maxEntryBytes: 1024 ** 3,
  maxHeldBytes: 256 * 1024 ** 2,
  maxRatio: 200,
  ratioFloorBytes: 256 * 1024,
};

interface Packed {
  readonly path: string;
  readonly size: number;
  readonly packedSize: number;
}

/** Sizes as the directory gives them; that no entry unpacks to more is seen to when it is unpacked. Throws ZipRefused. */
export function checkSizes(entries: readonly Packed[], archiveSize: number, limits: ZipLimits): void {
  let total = 0;
  for (const { path: name, size, packedSize } of entries) {
    total += size;
    if (size > limits.maxEntryBytes) {
      throw new ZipRefused(
        `has a file of ${mebibytes(size)} ("${name}"); the limit is ${mebibytes(limits.maxEntryBytes)}.`,
      );
    }
    if (size > limits.ratioFloorBytes && size > limits.maxRatio * packedSize)
      throw tooDense(size / packedSize, limits);
  }
  if (total > limits.maxUnpackedBytes) {
    throw new ZipRefused(
      `unpacks to ${mebibytes(total)}; the limit is ${mebibytes(limits.maxUnpackedBytes)}.`,
    );
  }
  if (total > limits.ratioFloorBytes && total > limits.maxRatio * archiveSize)
    throw tooDense(total / archiveSize, limits);
}

function tooDense(ratio: number, { maxRatio }: ZipLimits): ZipRefused {
  return new ZipRefused(
    `unpacks to ${Math.floor(ratio).toLocaleString("en-US")} times its size; the limit is ${maxRatio} times.`,
  );
}

export function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 ** 2).toLocaleString("en-US")} MiB`;
}

export function tooManyEntries(count: number, { maxEntries }: ZipLimits): ZipRefused {
  return new ZipRefused(
    `has ${count.toLocaleString("en-US")} entries; the limit is ${maxEntries.toLocaleString("en-US")}.`,
  );
}
