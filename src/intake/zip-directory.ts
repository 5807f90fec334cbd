import { isUtf8 } from "node:buffer";
import type { ByteSource } from "./byte-source";
import { findEnd, toNumber } from "./zip-end";
import { tooManyEntries, type ZipLimits, ZipRefused } from "./zip-limits";

/**
 * The directory of a ZIP archive, checked before a byte is unpacked (APPNOTE 6.3.10). Everything a hostile archive
 * can say there is compared with what else it says: both headers of an entry must agree, no two entries may share
 * bytes, and no name may lead out of a folder even though nothing is ever written under such a name.
 */

export interface DirectoryEntry {
  readonly path: string;
  /** `other`: a folder, symbolic link or device; `method`: packed in a way not read here. */
  readonly kind: "file" | "other" | "method";
  /** 0 stored, 8 deflated. */
  readonly method: number;
  /** Bytes unpacked, as both headers declare. */
  readonly size: number;
  readonly packedSize: number;
  readonly crc32: number;
  /** Where the packed bytes begin. */
  readonly dataAt: number;
}

const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_DIRECTORY_BYTES = 16 * 1024 ** 2;
const MAX_NAME_BYTES = 1024;
const IN_ZIP64_EXTRA = 0xffffffff;

/** Reads and checks the directory. Throws ZipRefused. */
export function readDirectory(source: ByteSource, limits: ZipLimits): DirectoryEntry[] {
  const end = findEnd(source);
  if (end.count > limits.maxEntries) throw tooManyEntries(end.count, limits);
  if (end.directorySize > MAX_DIRECTORY_BYTES) throw new ZipRefused("has a directory larger than 16 MiB.");
  const directory = source.read(end.directoryAt, end.directorySize);
  if (!directory || end.directoryAt + end.directorySize > end.at) {
    throw new ZipRefused("is damaged: its directory lies outside of it.");
  }
  const found: CentralEntry[] = [];
  for (let at = 0; at < directory.length; ) {
    const entry = readCentral(directory, at);
    found.push(entry);
    at = entry.next;
    if (found.length > limits.maxEntries) throw tooManyEntries(found.length, limits);
  }
  if (found.length !== end.count) {
    throw new ZipRefused(`says it has ${end.count} entries but lists ${found.length}.`);
  }
  rejectDuplicates(found);
  return checkPlaces(
    found.map((entry) => checkLocal(source, entry)),
    end.directoryAt,
  );
}

interface CentralEntry extends Omit<DirectoryEntry, "dataAt"> {
  readonly rawName: Buffer;
  readonly localAt: number;
  readonly flags: number;
  readonly next: number;
}

function readCentral(directory: Buffer, at: number): CentralEntry {
  if (at + CENTRAL_BYTES > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw damaged();
  const nameAt = at + CENTRAL_BYTES;
  const extraAt = nameAt + directory.readUInt16LE(at + 28);
  const commentAt = extraAt + directory.readUInt16LE(at + 30);
  const next = commentAt + directory.readUInt16LE(at + 32);
  if (next > directory.length) throw damaged();
  const rawName = directory.subarray(nameAt, extraAt);
  const flags = directory.readUInt16LE(at + 8);
  // Archives made on Windows by old programs part folders by backslashes; nothing is ever written under a name.
  const path = decodeName(rawName, flags).replaceAll("\\", "/");
  checkName(path, rawName.length);
  const method = directory.readUInt16LE(at + 10);
  // Bit 0: encrypted; 6: strongly; 13: the directory too. Method 99 is how AES entries are marked.
  if ((flags & 0x2041) !== 0 || method === 99)
    throw new ZipRefused(`is encrypted ("${path}"); only open archives are read.`);
  const fields = readZip64(directory.subarray(extraAt, commentAt), [
    directory.readUInt32LE(at + 24),
    directory.readUInt32LE(at + 20),
    directory.readUInt32LE(at + 42),
  ]);
  if (!fields) throw damaged();
  const [size = 0, packedSize = 0, localAt = 0] = fields;
  if (method === 0 && size !== packedSize) throw lyingSize(path);
  const kind = isFile(path, directory, at) ? (method === 0 || method === 8 ? "file" : "method") : "other";
  return {
    path,
    kind,
    method,
    size,
    packedSize,
    crc32: directory.readUInt32LE(at + 16),
    rawName,
    localAt,
    flags,
    next,
  };
}

function damaged(): ZipRefused {
  return new ZipRefused("is damaged: its directory cannot be read.");
}

/** Values that did not fit 32 bits stand in the ZIP64 extra field, in the given order. Null when they are missing. */
function readZip64(extra: Buffer, fields: readonly number[]): number[] | null {
  if (!fields.includes(IN_ZIP64_EXTRA)) return [...fields];
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const body = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    let used = 0;
    const values = fields.map((field) => {
      if (field !== IN_ZIP64_EXTRA) return field;
      used += 8;
      return used <= body.length ? toNumber(body.readBigUInt64LE(used - 8)) : -1;
    });
    return values.includes(-1) ? null : values;
  }
  return null;
}

/** Unix and macOS archives say what an entry is; a folder's name ends in a slash everywhere. */
function isFile(path: string, directory: Buffer, at: number): boolean {
  const madeOn = directory.readUInt8(at + 5);
  const type = madeOn === 3 || madeOn === 19 ? directory.readUInt16LE(at + 40) & 0xf000 : 0;
  return !path.endsWith("/") && (type === 0 || type === 0x8000);
}

function decodeName(raw: Buffer, flags: number): string {
  return (flags & 0x800) !== 0 || isUtf8(raw) ? raw.toString("utf8") : raw.toString("latin1");
}

function checkName(path: string, bytes: number): void {
  const shown = JSON.stringify(path.slice(0, 120));
  if (path === "") throw new ZipRefused("has an entry without a name.");
  if (bytes > MAX_NAME_BYTES)
    throw new ZipRefused(`has a name longer than ${MAX_NAME_BYTES} bytes (${shown}…).`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\x00-\x1f\x7f]/.test(path)) {
    throw new ZipRefused(`has a name with a control character (${shown}).`);
  }
  if (/^(\/|[a-z]:)/i.test(path) || path.split("/").includes("..")) {
    throw new ZipRefused(`has a name that leads out of the archive (${shown}).`);
  }
}

function rejectDuplicates(entries: readonly CentralEntry[]): void {
  const seen = new Set<string>();
  for (const { path } of entries) {
    if (seen.has(path)) throw new ZipRefused(`has two entries of one name ("${path}").`);
    seen.add(path);
  }
}

/** Where the entry's bytes are, after comparing the header in front of them with the directory. */
function checkLocal(source: ByteSource, entry: CentralEntry): DirectoryEntry & { readonly localAt: number } {
  const { path, kind, method, size, packedSize, crc32, localAt } = entry;
  const header = source.read(localAt, LOCAL_BYTES + entry.rawName.length);
  if (header?.readUInt32LE(0) !== 0x04034b50)
    throw new ZipRefused(`is damaged: "${path}" is not where the directory says.`);
  const nameSize = header.readUInt16LE(26);
  const extraSize = header.readUInt16LE(28);
  const sameName = nameSize === entry.rawName.length && header.subarray(LOCAL_BYTES).equals(entry.rawName);
  if (
    !sameName ||
    header.readUInt16LE(8) !== method ||
    ((header.readUInt16LE(6) ^ entry.flags) & 0x2041) !== 0
  ) {
    throw new ZipRefused(`contradicts itself: the two headers of "${path}" differ.`);
  }
  const dataAt = localAt + LOCAL_BYTES + nameSize + extraSize;
  const extra = source.read(localAt + LOCAL_BYTES + nameSize, extraSize);
  const sizes = extra && readZip64(extra, [header.readUInt32LE(22), header.readUInt32LE(18)]);
  if (!sizes) throw new ZipRefused(`is damaged: the header of "${path}" cannot be read.`);
  // Bit 3: sizes were not known yet when the header was written, and are zero there.
  const streamed = (header.readUInt16LE(6) & 8) !== 0;
  if (!(streamed && sizes[0] === 0 && sizes[1] === 0) && (sizes[0] !== size || sizes[1] !== packedSize)) {
    throw lyingSize(path);
  }
  return { path, kind, method, size, packedSize, crc32, dataAt, localAt };
}

function lyingSize(path: string): ZipRefused {
  return new ZipRefused(`contradicts itself: the sizes given for "${path}" differ.`);
}

/** Entries that share bytes are how a small archive unpacks to a huge one without a high ratio per entry. */
function checkPlaces(
  entries: (DirectoryEntry & { localAt: number })[],
  directoryAt: number,
): DirectoryEntry[] {
  const byPlace = [...entries].sort((a, b) => a.localAt - b.localAt);
  for (const [i, { path, dataAt, packedSize }] of byPlace.entries()) {
    const next = byPlace[i + 1]?.localAt ?? directoryAt;
    if (dataAt + packedSize > next)
      throw new ZipRefused(`is damaged or hostile: "${path}" overlaps what follows it.`);
  }
  return entries.map(({ localAt: _, ...entry }) => entry);
}
