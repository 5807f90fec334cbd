import path from "node:path";
import type { Author } from "@/host/author";
import type { Settings } from "@/host/settings";
import { downloadFinraQuarter, finraUrl, type Validators } from "@/intake/finra-download";
import { AppError } from "@/report/errors";
import type { ImportEvent, ImportSummary } from "@/report/import-events";
import { formatQuarter, type Quarter } from "@/report/quarter";
import { rememberArchive } from "@/store/finra-archives";
import { storeTrouble } from "@/store/store-trouble";
import { openWorkFolder, type WorkFolder } from "@/store/work-folder";
import { type InputFile, importFiles } from "./import-files";

/** Progress is told each time this much more has arrived. */
const TELL_EVERY_BYTES = 256 * 1024;

/**
 * Downloads FINRA's ZIP of a quarter (Rule 6151: every broker's 606 report, about 1,200) and imports it, whether it has
 * changed or not.
 * Throws AppError when it is not published yet or the host cannot be reached; nothing is stored then.
 */
export async function importFinraQuarter(
  quarter: Quarter,
  settings: Settings,
  onEvent: (event: ImportEvent) => void,
  signal?: AbortSignal,
  by?: Author,
): Promise<ImportSummary> {
  const folder = downloadFolder(settings);
  try {
    const download = new QuarterDownload(quarter, folder.path, settings, onEvent, signal);
    const file = await download.fetch();
    // Nothing was said to be known, so something came.
    if (!file) throw new AppError("store", `${formatQuarter(quarter)} did not come.`);
    return await importFiles(
      [file],
      limitsOf(settings),
      (event) => onEvent(download.seen(event)),
      signal,
      by,
    );
  } catch (error) {
    throw storeTrouble(error) ?? error;
  } finally {
    await folder.remove();
  }
}

/** The limit of the settings is for what people send; the download has its own. */
export function limitsOf(settings: Settings): Settings {
  return { ...settings, maxUploadBytes: Number.MAX_SAFE_INTEGER };
}

/** Where downloads lie until they are imported. @throws AppError store */
export function downloadFolder(settings: Settings): WorkFolder {
  try {
    return openWorkFolder(path.join(settings.dataDir, "downloads"));
  } catch (error) {
    throw storeTrouble(error) ?? error;
  }
}

/** A quarter's ZIP on its way from FINRA's host into the store. */
export class QuarterDownload {
  readonly name: string;
  readonly url: string;
  #refused = 0;
  #damage: string | null = null;
  constructor(
    readonly quarter: Quarter,
    private readonly folder: string,
    private readonly settings: Settings,
    private readonly onEvent: (event: ImportEvent) => void,
    private readonly signal?: AbortSignal,
  ) {
    this.url = finraUrl(settings.finraBaseUrl, quarter);
    this.name = path.basename(this.url);
  }

  /** Why a part of the ZIP could not be unpacked; null: all of it could, as far as it was read. */
  get damage(): string | null {
    return this.#damage;
  }

  /**
   * Brings it here as a file to import, which is remembered once it was read to its end. Null: it is still the one that is
   * `known`. @throws AppError as downloadFinraQuarter does
   */
  async fetch(
    known?: (Validators & { readonly bytes: number }) | null,
    attempts?: number,
  ): Promise<InputFile | null> {
    const file = path.join(this.folder, this.name);
    let told = 0;
    const downloaded = await downloadFinraQuarter({
      quarter: this.quarter,
      baseUrl: this.settings.finraBaseUrl,
      toFile: file,
      ...(known ? { known } : {}),
      ...(attempts ? { attempts } : {}),
      ...(this.signal ? { signal: this.signal } : {}),
      onProgress: ({ receivedBytes: done, totalBytes: total }) => {
        if (done - told < TELL_EVERY_BYTES && done !== total) return;
        told = done;
        this.onEvent({ type: "progress", phase: "downloading", name: this.name, done, total });
      },
    });
    if (!downloaded) return null;
    const { bytes, etag, lastModified } = downloaded;
    return {
      path: file,
      name: this.name,
      // One that came damaged may come whole another time.
      whenRead: (database, sha256) => {
        if (this.#damage !== null) return;
        rememberArchive(database, {
          url: this.url,
          sha256,
          bytes,
          etag,
          lastModified,
          refused: this.#refused,
        });
      },
    };
  }

  /** Looks at what is told while it is imported, and hands it on. */
  seen(event: ImportEvent): ImportEvent {
    if (event.type !== "file" || event.outcome !== "rejected") return event;
    this.#refused += 1;
    this.#damage ??= event.findings.find(({ code }) => code === "zip_refused")?.message ?? null;
    return event;
  }
}
