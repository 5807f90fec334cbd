import path from "node:path";
import type { Author } from "@/host/author";
import type { Settings } from "@/host/settings";
import { downloadFinraQuarter, finraUrl } from "@/intake/finra-download";
import type { ImportEvent, ImportSummary } from "@/report/import-events";
import type { Quarter } from "@/report/quarter";
import { storeTrouble } from "@/store/store-trouble";
import { openWorkFolder, type WorkFolder } from "@/store/work-folder";
import { importFiles } from "./import-files";

/** Progress is told each time this much more has arrived. */
const TELL_EVERY_BYTES = 256 * 1024;

/**
 * Downloads FINRA's ZIP of a quarter (Rule 6151: every broker's 606 report, about 1,200) and imports it.
 * Throws AppError when it is not published yet or the host cannot be reached; nothing is stored then.
 */
export async function importFinraQuarter(
  quarter: Quarter,
  settings: Settings,
  onEvent: (event: ImportEvent) => void,
  signal?: AbortSignal,
  by?: Author,
): Promise<ImportSummary> {
  const name = path.basename(finraUrl(settings.finraBaseUrl, quarter));
  const folder = makeFolder(path.join(settings.dataDir, "downloads"));
  try {
    const file = path.join(folder.path, name);
    let told = 0;
    const { bytes } = await downloadFinraQuarter({
      quarter,
      baseUrl: settings.finraBaseUrl,
      toFile: file,
      ...(signal ? { signal } : {}),
      onProgress: ({ receivedBytes, totalBytes }) => {
        if (receivedBytes - told < TELL_EVERY_BYTES && receivedBytes !== totalBytes) return;
        told = receivedBytes;
        onEvent({ type: "progress", phase: "downloading", name, done: receivedBytes, total: totalBytes });
      },
    });
    // The limit is for what people send; the download has its own.
    const limits = { ...settings, maxUploadBytes: Math.max(settings.maxUploadBytes, bytes) };
    return await importFiles([{ path: file, name }], limits, onEvent, signal, by);
  } catch (error) {
    throw storeTrouble(error) ?? error;
  } finally {
    await folder.remove();
  }
}

function makeFolder(parent: string): WorkFolder {
  try {
    return openWorkFolder(parent);
  } catch (error) {
    throw storeTrouble(error) ?? error;
  }
}
