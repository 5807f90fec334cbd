import type { ByteSource } from "./byte-source";
import { ZipRefused } from "./zip-limits";

const END_BYTES = 22;

/** What the record at the end of an archive says (APPNOTE 6.3.10, 4.3.14 to 4.3.16). */
export interface End {
  /** Where the first end record begins: the directory must end before it. */
  readonly at: number;
  readonly count: number;
  readonly directoryAt: number;
  readonly directorySize: number;
}

/** Finds the end record, ZIP64 or not. Throws ZipRefused. */
export function findEnd(source: ByteSource): End {
  const tailSize = Math.min(source.size, END_BYTES + 0xffff);
  const tail = source.read(source.size - tailSize, tailSize);
  for (let i = tailSize - END_BYTES; tail && i >= 0; i--) {
    if (tail.readUInt32LE(i) !== 0x06054b50) continue;
    if (i + END_BYTES + tail.readUInt16LE(i + 20) !== tailSize) continue;
    return readEnd(source, tail.subarray(i), source.size - tailSize + i);
  }
  throw new ZipRefused("is cut off or not a ZIP: its end record is missing.");
}

function readEnd(source: ByteSource, record: Buffer, at: number): End {
  const count = record.readUInt16LE(10);
  const directorySize = record.readUInt32LE(12);
  const directoryAt = record.readUInt32LE(16);
  const locator = source.read(at - 20, 20);
  if (locator?.readUInt32LE(0) === 0x07064b50) return readEnd64(source, locator);
  if (record.readUInt16LE(4) !== 0 || record.readUInt16LE(6) !== 0 || record.readUInt16LE(8) !== count) {
    throw new ZipRefused("is one part of several; only a whole archive can be read.");
  }
  return { at, count, directoryAt, directorySize };
}

function readEnd64(source: ByteSource, locator: Buffer): End {
  const at = toNumber(locator.readBigUInt64LE(8));
  const record = source.read(at, 56);
  if (record?.readUInt32LE(0) !== 0x06064b50)
    throw new ZipRefused("is damaged: its ZIP64 end record is missing.");
  if (record.readUInt32LE(16) !== 0 || record.readUInt32LE(20) !== 0 || locator.readUInt32LE(16) > 1) {
    throw new ZipRefused("is one part of several; only a whole archive can be read.");
  }
  return {
    at,
    count: toNumber(record.readBigUInt64LE(32)),
    directorySize: toNumber(record.readBigUInt64LE(40)),
    directoryAt: toNumber(record.readBigUInt64LE(48)),
  };
}

/** Beyond 2^53 no file can be; as a double such a number fails every bounds check. */
export function toNumber(value: bigint): number {
  return Number(value);
}
