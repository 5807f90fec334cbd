import { crc32, deflateRawSync } from "node:zlib";

/** One entry of an archive written by hand, with whatever lies a test wants in its headers. */
export interface MadeEntry {
  readonly name: string | Buffer;
  readonly data: string | Uint8Array;
  /** 0 stored, 8 deflated (default). Any other number is written with the data as it is. */
  readonly method?: number;
  readonly flags?: number;
  /** Packed bytes to write instead of the true ones. */
  readonly packed?: Uint8Array;
  /** What the directory says instead of the truth. */
  readonly central?: {
    size?: number;
    packedSize?: number;
    crc32?: number;
    method?: number;
    localAt?: number;
  };
  /** What the header in front of the data says instead of the truth. */
  readonly local?: { size?: number; packedSize?: number; name?: string; method?: number; flags?: number };
  /** Unix file mode; makes the entry one written on Unix. */
  readonly mode?: number;
  /** Sizes after the data, zeros in front of it, as a writer does that streams. */
  readonly streamed?: boolean;
  /** Sizes and offset in ZIP64 extra fields. */
  readonly zip64?: boolean;
}

export interface MadeArchive {
  readonly comment?: string;
  /** Number of entries the end record gives instead of the truth. */
  readonly count?: number;
  readonly disk?: number;
  readonly zip64?: boolean;
}

export function makeZip(entries: readonly MadeEntry[], archive: MadeArchive = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const written = writeEntry(entry, at);
    parts.push(written.local);
    directory.push(written.central);
    at += written.local.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...parts, central, end(archive, entries.length, at, central.length)]);
}

function writeEntry(entry: MadeEntry, at: number): { local: Buffer; central: Buffer } {
  const data = Buffer.from(entry.data);
  const method = entry.method ?? 8;
  const packed = entry.packed ?? (method === 8 ? deflateRawSync(data) : data);
  const name = Buffer.from(entry.name as string);
  const flags = (entry.flags ?? 0) | (entry.streamed ? 8 : 0);
  const truth = { size: data.length, packedSize: packed.length, crc32: crc32(data), method };
  const seen = { ...truth, ...(entry.streamed ? { size: 0, packedSize: 0 } : {}), flags, ...entry.local };
  const said = { ...truth, localAt: at, ...entry.central };
  const localName = Buffer.from(entry.local?.name ?? name);
  const local64 = entry.zip64 ? zip64Extra([seen.size, seen.packedSize]) : Buffer.alloc(0);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(seen.flags, 6);
  local.writeUInt16LE(seen.method, 8);
  local.writeUInt32LE(entry.streamed ? 0 : truth.crc32, 14);
  local.writeUInt32LE(entry.zip64 ? 0xffffffff : seen.packedSize, 18);
  local.writeUInt32LE(entry.zip64 ? 0xffffffff : seen.size, 22);
  local.writeUInt16LE(localName.length, 26);
  local.writeUInt16LE(local64.length, 28);
  const central64 = entry.zip64 ? zip64Extra([said.size, said.packedSize, said.localAt]) : Buffer.alloc(0);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(entry.mode === undefined ? 20 : (3 << 8) | 20, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(flags, 8);
  central.writeUInt16LE(said.method, 10);
  central.writeUInt32LE(said.crc32, 16);
  central.writeUInt32LE(entry.zip64 ? 0xffffffff : said.packedSize, 20);
  central.writeUInt32LE(entry.zip64 ? 0xffffffff : said.size, 24);
  central.writeUInt16LE(name.length, 28);
  central.writeUInt16LE(central64.length, 30);
  central.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 38);
  central.writeUInt32LE(entry.zip64 ? 0xffffffff : said.localAt, 42);
  const descriptor = entry.streamed ? dataDescriptor(truth) : Buffer.alloc(0);
  return {
    local: Buffer.concat([local, localName, local64, packed, descriptor]),
    central: Buffer.concat([central, name, central64]),
  };
}

function zip64Extra(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * values.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * values.length, 2);
  for (const [i, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * i);
  return extra;
}

function dataDescriptor(truth: { crc32: number; packedSize: number; size: number }): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(truth.crc32, 4);
  record.writeUInt32LE(truth.packedSize, 8);
  record.writeUInt32LE(truth.size, 12);
  return record;
}

function end(
  { comment = "", count, disk = 0, zip64 }: MadeArchive,
  entries: number,
  at: number,
  size: number,
): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(disk, 4);
  record.writeUInt16LE(zip64 ? 0xffff : (count ?? entries), 8);
  record.writeUInt16LE(zip64 ? 0xffff : (count ?? entries), 10);
  record.writeUInt32LE(zip64 ? 0xffffffff : size, 12);
  record.writeUInt32LE(zip64 ? 0xffffffff : at, 16);
  record.writeUInt16LE(Buffer.byteLength(comment), 20);
  const tail = Buffer.concat([record, Buffer.from(comment)]);
  return zip64 ? Buffer.concat([...end64(count ?? entries, at, size), tail]) : tail;
}

function end64(count: number, at: number, size: number): Buffer[] {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(at), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(at + size), 8);
  locator.writeUInt32LE(1, 16);
  return [record, locator];
}
