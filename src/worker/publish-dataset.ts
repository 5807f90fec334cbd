import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";
import { DATASET_VERSION, datasetColumns, partPath, writePart } from "@/export/dataset";
import { BEST_CODEC } from "@/export/parquet-file";
import { asOfOneMoment } from "@/queries/database";
import { type PublishedPart, publishedParts } from "@/queries/published-state";
import { AppError, messageOf } from "@/report/errors";
import { sha256OfFile } from "@/report/sha256";
import { readSparingly } from "@/store/read-connection";
import { storeTrouble } from "@/store/store-trouble";

export const MANIFEST = "_manifest.json";

const Part = z.object({
  kind: z.enum(["606", "605"]),
  year: z.int(),
  quarter: z.int(),
  path: z.string(),
  rows: z.int(),
  bytes: z.int(),
  sha256: z.string(),
  /** What it was made from; equal: it need not be made again. */
  state: z.string(),
});
const Manifest = z.object({
  /** Of the way it is written and of its columns; another one: all is written anew. */
  version: z.string(),
  codec: z.string(),
  /** Equal in two folders: they hold the same data. */
  data_version: z.string(),
  columns: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  parts: z.array(Part),
});
export type Manifest = z.output<typeof Manifest>;

export interface Published {
  readonly manifest: Manifest;
  readonly written: readonly string[];
  readonly kept: number;
  readonly removed: readonly string[];
}

/**
 * Publishes all reports that count into a folder of partitioned Parquet. Only parts that changed are written, each beside its
 * place and then moved there, so that a reader finds the old file or the new one, whole; the manifest comes last. A run that was
 * broken off is finished by the next.
 * @throws AppError invalid_input for a folder that holds something else, store when it cannot be written
 */
export async function publishDataset(
  folder: string,
  onPart: (path: string, rows: number) => void,
): Promise<Published> {
  try {
    assertOurs(folder);
    mkdirSync(folder, { recursive: true });
    const before = readManifest(folder);
    readSparingly();
    return await asOfOneMoment(() => publishParts(folder, before, onPart));
  } catch (error) {
    throw storeTrouble(error) ?? error;
  }
}

function publishParts(
  folder: string,
  before: Manifest | null,
  onPart: (path: string, rows: number) => void,
): Published {
  const known = new Map(before?.parts.map((part) => [part.path, part]));
  const parts: Manifest["parts"] = [];
  const written: string[] = [];
  for (const part of publishedParts()) {
    const place = partPath(part);
    const old = known.get(place);
    if (old?.state === part.state && isWhole(path.join(folder, place), old)) {
      parts.push(old);
      continue;
    }
    const made = publishPart(folder, place, part);
    parts.push(made);
    written.push(place);
    onPart(place, made.rows);
  }
  const manifest: Manifest = {
    version: DATASET_VERSION,
    codec: BEST_CODEC,
    data_version: createHash("sha256")
      .update(parts.map((part) => `${part.path} ${part.state}\n`).join(""))
      .digest("hex"),
    columns: { "606": [...described("606")], "605": [...described("605")] },
    parts,
  };
  const partial = path.join(folder, `.${MANIFEST}.${process.pid}`);
  writeFileSync(partial, `${JSON.stringify(manifest, null, 2)}\n`);
  moveInto(partial, path.join(folder, MANIFEST));
  return { manifest, written, kept: parts.length - written.length, removed: removeOthers(folder, parts) };
}

function* described(kind: PublishedPart["kind"]) {
  for (const { name, type, unit, description, blank } of datasetColumns(kind))
    yield { name, type, unit, description, blank };
}

function publishPart(folder: string, place: string, part: PublishedPart): Manifest["parts"][number] {
  const target = path.join(folder, place);
  mkdirSync(path.dirname(target), { recursive: true });
  // Engines pass over names that begin with a dot.
  const partial = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}`);
  try {
    const rows = writePart(part, partial);
    const { kind, year, quarter, state } = part;
    const made = { kind, year, quarter, path: place, rows, bytes: statSync(partial).size };
    const sha256 = sha256OfFile(partial);
    moveInto(partial, target);
    return { ...made, sha256, state };
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** On the disk before it is under its name. */
function moveInto(partial: string, target: string): void {
  const file = openSync(partial, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(partial, target);
}

function isWhole(file: string, { bytes, sha256 }: Manifest["parts"][number]): boolean {
  return statSync(file, { throwIfNoEntry: false })?.size === bytes && sha256OfFile(file) === sha256;
}

/** Null: none, or of another way of writing, so that all is written. */
function readManifest(folder: string): Manifest | null {
  const file = path.join(folder, MANIFEST);
  if (!existsSync(file)) return null;
  try {
    const manifest = Manifest.parse(JSON.parse(readFileSync(file, "utf8")));
    return manifest.version === DATASET_VERSION && manifest.codec === BEST_CODEC ? manifest : null;
  } catch (cause) {
    const message = `${file} cannot be read (${messageOf(cause)}). Delete it, and all parts are written anew.`;
    throw new AppError("invalid_input", message, { cause });
  }
}

/** Nothing is removed from a folder that was not made here. */
function assertOurs(folder: string): void {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat && !stat.isDirectory()) throw new AppError("invalid_input", `${folder} is a file, not a folder.`);
  const others = stat ? readdirSync(folder).filter((name) => !OURS.test(name)) : [];
  if (others.length === 0) return;
  const message = `${folder} holds ${others[0]}, which is no part of a published dataset. Name a folder of its own.`;
  throw new AppError("invalid_input", message);
}

const OURS = /^(kind=60[56]|_manifest\.json|\._manifest\.json\.\d+)$/;

/** Files of parts that are no more, and what a run that was broken off left; gives the parts. */
function removeOthers(folder: string, parts: Manifest["parts"]): string[] {
  const wanted = new Set(parts.map((part) => part.path));
  const removed: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const name = path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/");
    if (!entry.isFile() || wanted.has(name) || !/part-0\.parquet|^\._manifest/.test(entry.name)) continue;
    rmSync(path.join(folder, name), { force: true });
    if (entry.name === "part-0.parquet") removed.push(name);
  }
  return removed;
}
