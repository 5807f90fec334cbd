import path from "node:path";
import { AppError } from "@/report/errors";
import { type Finding, finding } from "@/report/findings";
import { type ByteSource, openBytes } from "./byte-source";
import { gunzip, gunzipHead, gunzipPieces, isGzip, nameInGzip } from "./gzip";
import { type DirectoryEntry, readDirectory } from "./zip-directory";
import { checkSizes, tooManyEntries, ZIP_LIMITS, type ZipLimits, ZipRefused } from "./zip-limits";
import { isArchive, piecesFrom, unpack, unpackHead, unpackPieces } from "./zip-unpack";

/*
 * ZIP archives, one entry at a time. Our own reader rather than a library: it unpacks synchronously (we run in a
 * worker thread), which took a third of the time of yauzl's streams over a FINRA-sized archive, and it checks what
 * libraries do not: entries that share bytes, headers that contradict each other, ratios.
 *
 * Nothing is ever written under an entry's name. Memory holds the directory and one entry (two, when nested).
 */

/**
 * An entry's bytes, or why there are none. `path`: in the archive; of an entry of a nested archive `outer.zip!/inner.xml`.
 * `name`: base name. A refused archive is one item with an empty path.
 */
export type ZipItem =
  | { readonly path: string; readonly name: string; readonly bytes: Uint8Array }
  | { readonly path: string; readonly name: string; readonly findings: readonly Finding[] };

/** An entry that is not held whole: its first bytes, and all of them piece by piece. Reading throws ZipRefused when it is
 * damaged, at the latest at its end. */
export interface PiecewiseEntry {
  readonly path: string;
  readonly name: string;
  readonly head: Uint8Array;
  readonly pieces: () => AsyncGenerator<Buffer, void>;
}

/** Which entries are not to be held whole, by their first bytes. */
type AsPieces = (head: Uint8Array) => boolean;

/**
 * Unpacks the files of an archive (a ZIP, or one file packed by gzip) in the order of its directory, nested archives opened one level deep, without folders,
 * links and what macOS and Windows add. An archive that breaks a limit is refused before
 * the first entry; an entry that turns out damaged is an item with findings, and the others still come.
 *
 * @param source the archive's bytes, or the path of its file (then read piece by piece)
 * @param file what findings call the archive
 */
export function readZip(
  source: Uint8Array | string,
  file = nameOf(source),
  limits: Partial<ZipLimits> = {},
): Generator<ZipItem, void, undefined> {
  return readItems(source, file, limits, () => false) as Generator<ZipItem, void, undefined>;
}

/** The same, with some of the entries unpacked only while they are read, and those that are not wanted, by their number from
 * 0, not at all: null. */
export function readZipByPieces(
  source: Uint8Array | string,
  file: string,
  asPieces: AsPieces,
  isWanted: (index: number) => boolean,
): Generator<ZipItem | PiecewiseEntry | null, void, undefined> {
  return readItems(source, file, {}, asPieces, isWanted);
}

function* readItems(
  source: Uint8Array | string,
  file: string,
  limits: Partial<ZipLimits>,
  asPieces: AsPieces,
  isWanted: (index: number) => boolean = () => true,
): Generator<ZipItem | PiecewiseEntry | null, void, undefined> {
  const bytes = openBytes(source);
  let index = 0;
  const isNext = () => isWanted(index++);
  try {
    if (isGzipFile(bytes)) {
      yield readGzip(bytes, nameInGzip(file), { ...ZIP_LIMITS, ...limits }, asPieces);
      return;
    }
    for (const entry of openArchive(bytes, { ...ZIP_LIMITS, ...limits })) {
      if (entry.inner) yield* readNested(bytes, entry, entry.inner, asPieces, isNext);
      else yield isNext() ? readOne(bytes, entry, asPieces) : null;
    }
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error;
    yield { path: "", name: file, findings: [refusal(file, error)] };
  } finally {
    bytes.close();
  }
}

/** The bytes of one entry, by the path `readZip` gave. Throws AppError: `not_found`, or `store` when it is damaged. */
export function readZipEntry(source: Uint8Array | string, entryPath: string): Uint8Array {
  return withBytes(source, (bytes) => {
    try {
      return isGzipFile(bytes) ? gunzip(wholeOf(bytes), ZIP_LIMITS) : findEntry(bytes, entryPath);
    } catch (error) {
      if (!(error instanceof ZipRefused)) throw error;
      throw new AppError("store", `The archive ${error.message}`, { cause: error });
    }
  });
}

/** Whether it is an archive of one file. */
function isGzipFile(bytes: ByteSource): boolean {
  const head = bytes.read(0, 3);
  return head !== null && isGzip(head);
}

function readGzip(
  bytes: ByteSource,
  name: string,
  limits: ZipLimits,
  asPieces: AsPieces,
): ZipItem | PiecewiseEntry {
  const head = gunzipHead(bytes.read(0, Math.min(bytes.size, GZIP_HEAD_BYTES)) ?? Buffer.alloc(0));
  if (!asPieces(head)) return { path: name, name, bytes: gunzip(wholeOf(bytes), limits) };
  const pieces = () => gunzipPieces(piecesFrom(bytes, 0, bytes.size), bytes.size, limits);
  return { path: name, name, head, pieces };
}

/** More than the first lines of any table take when packed. */
const GZIP_HEAD_BYTES = 16_384;

function wholeOf(bytes: ByteSource): Uint8Array {
  const whole = bytes.read(0, bytes.size);
  if (!whole) throw new ZipRefused("is cut off.");
  return whole;
}

function findEntry(bytes: ByteSource, entryPath: string): Uint8Array {
  for (const entry of readDirectory(bytes, ZIP_LIMITS)) {
    if (entry.kind !== "file") continue;
    if (entry.path === entryPath) return unpack(bytes, entry);
    if (!entryPath.startsWith(entry.path + NESTED)) continue;
    return findEntry(openBytes(unpack(bytes, entry)), entryPath.slice(entry.path.length + NESTED.length));
  }
  throw new AppError("not_found", `The archive has no entry ${entryPath}.`);
}

const NESTED = "!/";

interface OpenEntry extends DirectoryEntry {
  /** Entries of a nested archive, under their flattened paths. */
  readonly inner?: readonly DirectoryEntry[];
}

/** The archive and the archives named .zip in it, checked against all limits. Throws ZipRefused. */
function openArchive(bytes: ByteSource, limits: ZipLimits): OpenEntry[] {
  const outer = readFiles(bytes, limits);
  checkSizes(outer, bytes.size, limits);
  const entries = outer.map((entry): OpenEntry => {
    const nested = isNamedZip(entry) ? tryUnpack(bytes, entry) : null;
    return nested && isArchive(nested) ? { ...entry, inner: openNested(entry, nested, limits) } : entry;
  });
  const all = entries.flatMap((entry) => [entry, ...(entry.inner ?? [])]);
  if (all.length > limits.maxEntries) throw tooManyEntries(all.length, limits);
  checkSizes(all, bytes.size, limits);
  return entries;
}

function openNested(outer: DirectoryEntry, nested: Uint8Array, limits: ZipLimits): DirectoryEntry[] {
  try {
    const bytes = openBytes(nested);
    const entries = readFiles(bytes, limits);
    const deeper = entries.find(isNamedZip);
    if (deeper)
      throw new ZipRefused(
        `holds another ("${deeper.path}"); archives in an archive are opened one level deep.`,
      );
    checkSizes(entries, bytes.size, limits);
    return entries.map((entry) => ({ ...entry, path: outer.path + NESTED + entry.path }));
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error;
    throw new ZipRefused(`is refused because the archive "${outer.path}" in it ${error.message}`);
  }
}

function readFiles(bytes: ByteSource, limits: ZipLimits): DirectoryEntry[] {
  const entries = readDirectory(bytes, limits);
  if (
    entries.some((entry) => entry.path === "[Content_Types].xml" || entry.path === "META-INF/manifest.xml")
  ) {
    throw new ZipRefused(
      "is an office document or a program. Open a spreadsheet (.xlsx, .ods) in the program it was made with, choose Save as, then CSV (comma delimited, UTF-8), for the sheet with the tables, and import that file; or import the report's XML.",
    );
  }
  return entries.filter((entry) => entry.kind !== "other" && !isLeftOver(entry.path));
}

function isNamedZip({ kind, path: entryPath }: DirectoryEntry): boolean {
  return kind === "file" && /\.zip$/i.test(entryPath);
}

/** What macOS and Windows put beside a person's files. */
function isLeftOver(entryPath: string): boolean {
  return /(^|\/)(__MACOSX\/.*|\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(entryPath);
}

function* readNested(
  bytes: ByteSource,
  outer: DirectoryEntry,
  inner: readonly DirectoryEntry[],
  asPieces: AsPieces,
  isNext: () => boolean,
): Generator<ZipItem | PiecewiseEntry | null, void, undefined> {
  const nested = openBytes(unpack(bytes, outer));
  for (const entry of inner) yield isNext() ? readOne(nested, entry, asPieces) : null;
}

function readOne(bytes: ByteSource, entry: DirectoryEntry, asPieces: AsPieces): ZipItem | PiecewiseEntry {
  const { path: entryPath } = entry;
  const name = path.posix.basename(entryPath);
  try {
    const head = unpackHead(bytes, entry);
    if (asPieces(head)) {
      return { path: entryPath, name, head, pieces: () => unpackPieces(bytes, entry) };
    }
    const content = unpack(bytes, entry);
    if (isArchive(content))
      throw new ZipRefused("is an archive itself under another name; spreadsheets are read as CSV.");
    return { path: entryPath, name, bytes: content };
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error;
    const message = `The entry "${entryPath}" ${error.message} Nothing of it was stored.`;
    return { path: entryPath, name, findings: [finding("zip_refused", message, { file: name })] };
  }
}

function tryUnpack(bytes: ByteSource, entry: DirectoryEntry): Uint8Array | null {
  try {
    return unpack(bytes, entry);
  } catch (error) {
    // Told as a finding of that entry when its turn comes.
    if (error instanceof ZipRefused) return null;
    throw error;
  }
}

function refusal(file: string, { message }: ZipRefused): Finding {
  return finding("zip_refused", `The archive ${message} Nothing of it was stored.`, { file });
}

function nameOf(source: Uint8Array | string): string {
  return typeof source === "string" ? path.basename(source) : "archive.zip";
}

function withBytes<T>(source: Uint8Array | string, use: (bytes: ByteSource) => T): T {
  const bytes = openBytes(source);
  try {
    return use(bytes);
  } finally {
    bytes.close();
  }
}
