import { rm } from "node:fs/promises";
import type { Database } from "better-sqlite3";
import type { Author } from "@/host/author";
import type { Settings } from "@/host/settings";
import { finraQuarters } from "@/intake/finra-download";
import { AppError } from "@/report/errors";
import type { ImportEvent, ImportSummary, QuarterEvent } from "@/report/import-events";
import { daysAfterDue, formatQuarter, type Quarter } from "@/report/quarter";
import { readArchive } from "@/store/finra-archives";
import { storeTrouble } from "@/store/store-trouble";
import { count, type InputFile, importFiles, noCounts } from "./import-files";
import { downloadFolder, limitsOf, QuarterDownload } from "./import-finra";

/** FINRA publishes a quarter some weeks after the reports are due; one that is not there long after that is missing. */
const PUBLISHED_WITHIN_DAYS = 90;

export interface MarketImport {
  readonly summary: ImportSummary;
  /** Quarters that are to be tried again. */
  readonly failed: number;
}

/**
 * Brings the whole market up to date: every quarter FINRA has published, the newest first, downloading one while the one before
 * it is imported. What has not changed since it was read is not fetched again, so a run that was broken off, or had quarters
 * that failed, is finished by the next. Each quarter is told as a `quarter` event; one that fails keeps no other out.
 * Throws AppError when the store cannot be written. `today`: ISO date.
 */
export async function importMarket(
  settings: Settings,
  onEvent: (event: ImportEvent) => void,
  signal?: AbortSignal,
  by?: Author,
  today = new Date().toISOString().slice(0, 10),
): Promise<MarketImport> {
  const folder = downloadFolder(settings);
  const market = new Market(finraQuarters(today), folder.path, settings, onEvent, signal, today);
  try {
    const files = (store: Database) => market.files(store);
    const summary = await importFiles(files, limitsOf(settings), (event) => market.tell(event), signal, by);
    return { summary, failed: market.failed };
  } catch (error) {
    throw storeTrouble(error) ?? error;
  } finally {
    await folder.remove();
  }
}

type Fetched =
  | { readonly download: QuarterDownload; readonly file: InputFile | null }
  | { readonly download: QuarterDownload; readonly error: AppError };

class Market {
  failed = 0;
  #number = 0;
  #counts = noCounts();
  #importing: QuarterDownload | null = null;
  /** The host could not be reached: it is not waited for again with every quarter. */
  #unreachable = false;
  #anyPublished = false;
  constructor(
    private readonly quarters: readonly Quarter[],
    private readonly folder: string,
    private readonly settings: Settings,
    private readonly onEvent: (event: ImportEvent) => void,
    private readonly signal: AbortSignal | undefined,
    private readonly today: string,
  ) {}

  /** The ZIPs that are new or have changed, each told of when it is done. */
  async *files(store: Database): AsyncGenerator<InputFile> {
    let next = this.#begin(store, 0);
    for (let i = 1; next && !this.signal?.aborted; i += 1) {
      const fetched: Fetched | null = await next;
      if (!fetched) return;
      const { download } = fetched;
      if ("error" in fetched) {
        const { outcome, message } = this.#whyNot(download.quarter, fetched.error);
        this.#end(download, outcome, message);
      }
      next = this.#begin(store, i);
      if ("error" in fetched) continue;
      if (!fetched.file) {
        this.#end(download, "unchanged");
        continue;
      }
      this.#importing = download;
      yield fetched.file;
      if (this.signal?.aborted) return;
      this.#importing = null;
      await rm(fetched.file.path, { force: true });
      this.#end(download, download.damage === null ? "read" : "failed", download.damage);
    }
  }

  /** Hands on what is told of the ZIP at hand. */
  tell(event: ImportEvent): void {
    if (event.type === "file") count(this.#counts, event);
    this.onEvent(this.#importing?.seen(event) ?? event);
  }

  #begin(store: Database, index: number): Promise<Fetched | null> | null {
    const quarter = this.quarters[index];
    if (!quarter) return null;
    const begun = this.#fetch(store, quarter);
    // Whoever waits for it is told; until then, and when nobody will any more, it is no fault of the process.
    begun.catch(() => {});
    return begun;
  }

  /** Null: it was cancelled. */
  async #fetch(store: Database, quarter: Quarter): Promise<Fetched | null> {
    const download = new QuarterDownload(quarter, this.folder, this.settings, this.onEvent, this.signal);
    try {
      const known = readArchive(store, download.url);
      const file = await download.fetch(known, this.#unreachable ? 1 : undefined);
      this.#unreachable = false;
      this.#anyPublished = true;
      return { download, file };
    } catch (error) {
      if (this.signal?.aborted) return null;
      if (!(error instanceof AppError)) throw error;
      this.#unreachable = error.code === "finra_unreachable";
      return { download, error };
    }
  }

  /** A quarter that is not there may come yet, unless a later one is there already or it is due for long. */
  #whyNot(quarter: Quarter, error: AppError): Pick<QuarterEvent, "outcome" | "message"> {
    if (error.code !== "not_published") return { outcome: "failed", message: error.message };
    const late = daysAfterDue(quarter, this.today) > PUBLISHED_WITHIN_DAYS;
    if (!late && !this.#anyPublished) return { outcome: "not_published", message: error.message };
    const message = `${formatQuarter(quarter)} is not where it should be, though it was due long ago or a later quarter is there. ${error.message}`;
    return { outcome: "failed", message };
  }

  #end(download: QuarterDownload, outcome: QuarterEvent["outcome"], message: string | null = null): void {
    this.#number += 1;
    if (outcome === "failed") this.failed += 1;
    const counts = this.#counts;
    this.#counts = noCounts();
    this.onEvent({
      type: "quarter",
      quarter: formatQuarter(download.quarter),
      outcome,
      message,
      ...counts,
      number: this.#number,
      of: this.quarters.length,
    });
  }
}
