import { execFile } from "node:child_process";
import { rm, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { readSettings } from "@/host/settings";
import { shutdownSignal, untilShutdown } from "@/host/shutdown";
import { storeVersion } from "@/queries/store-version";
import { AppError } from "@/report/errors";
import { storeTrouble } from "@/store/store-trouble";
import { openWorkFolder, type WorkFolder } from "@/store/work-folder";
import { programFile } from "./program-file";

/** Everything there is, as one file each. */
const BULK_NAMES = ["rows.csv.gz", "rows.parquet", "execution.parquet", "store.sqlite"] as const;
export type BulkName = (typeof BULK_NAMES)[number];
export type BulkVersions = "current" | "all";

/** What the program that makes them says at its end. */
export type BulkAnswer =
  | { readonly sha256: string }
  | { readonly problem: string; readonly code?: string; readonly status?: number };

export interface BulkFile {
  readonly path: string;
  readonly byteLength: number;
  /** Of its bytes. */
  readonly sha256: string;
  readonly madeAt: Date;
}

interface Making {
  /** The state of the data it is made from, or a newer one; null: it has not begun. */
  version: string | null;
  readonly file: Promise<BulkFile>;
}

/** JavaScript heap of the program; it holds one group of rows. */
const HEAP_MB = 512;

/** The files made since the server started, each once per state of the data and only when someone asks for it. */
class Shelf {
  readonly #files = new Map<string, Making>();
  #last: Promise<unknown> = Promise.resolve();
  #folder: WorkFolder | null = null;
  #made = 0;
  constructor(private readonly parent: string) {}

  get(name: BulkName, versions: BulkVersions): Promise<BulkFile> {
    const key = `${name} ${versions}`;
    const before = this.#files.get(key);
    // One that waits for its turn will see all that is stored by now.
    if (before && (before.version === null || before.version === storeVersion())) return before.file;
    const making: Making = { version: null, file: this.#inTurn(() => this.#make(making, name, versions)) };
    this.#files.set(key, making);
    making.file.then(
      () => void before?.file.then(remove, () => {}),
      () => {
        if (this.#files.get(key) === making) this.#files.delete(key);
      },
    );
    return making.file;
  }

  /** One after the other: each reads the whole store and fills a processor. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }

  async #make(making: Making, name: BulkName, versions: BulkVersions): Promise<BulkFile> {
    making.version = storeVersion();
    const madeAt = new Date();
    this.#made += 1;
    const file = path.join(this.#open(), `${this.#made}-${name}`);
    try {
      const sha256 = await runProgram([name, versions, file]);
      const { size } = await stat(file);
      return { path: file, byteLength: size, sha256, madeAt };
    } catch (error) {
      await remove({ path: file });
      throw error;
    }
  }

  #open(): string {
    if (this.#folder) return this.#folder.path;
    try {
      this.#folder = openWorkFolder(this.parent);
      return this.#folder.path;
    } catch (cause) {
      throw storeTrouble(cause) ?? notMade(cause);
    }
  }

  async close(): Promise<void> {
    await this.#folder?.remove();
  }
}

/** Whoever is reading it reads on to its end. */
function remove(file: Pick<BulkFile, "path">): Promise<void> {
  return rm(file.path, { force: true });
}

/** Gives the SHA-256 of what was written. */
async function runProgram(args: readonly string[]): Promise<string> {
  const node = [`--max-old-space-size=${HEAP_MB}`, programFile("bulk.js"), ...args];
  let answer: BulkAnswer;
  try {
    const { stdout } = await promisify(execFile)(process.execPath, node, { signal: shutdownSignal() });
    answer = JSON.parse(stdout) as BulkAnswer;
  } catch (cause) {
    throw notMade(cause);
  }
  if ("sha256" in answer) return answer.sha256;
  throw new AppError("store", answer.problem, answer);
}

function notMade(cause: unknown): AppError {
  return new AppError("store", "The file could not be made.", { cause });
}

// Next loads server code in several bundles, so they hang on globalThis.
const shared = globalThis as { pfofBulk?: Map<string, Shelf> };

/** By data folder. */
function shelves(): Map<string, Shelf> {
  if (shared.pfofBulk) return shared.pfofBulk;
  const all = new Map<string, Shelf>();
  const close = () => {
    for (const shelf of all.values()) void untilShutdown(shelf.close());
  };
  shutdownSignal().addEventListener("abort", close, { once: true });
  shared.pfofBulk = all;
  return all;
}

/**
 * The file of this name, as the store is now: as it was made for whoever asked first, or made anew. It stays until the data
 * change and someone asks again. `versions` is for rows; the store has all.
 * @throws AppError store
 */
export function bulkFile(name: BulkName, versions: BulkVersions): Promise<BulkFile> {
  const parent = path.join(readSettings().dataDir, "bulk");
  const all = shelves();
  const shelf = all.get(parent) ?? new Shelf(parent);
  all.set(parent, shelf);
  return shelf.get(name, versions);
}
