import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Settings } from "@/host/settings";
import { downloadWebFile } from "@/intake/web-file";
import type { ImportEvent, ImportSummary } from "@/report/import-events";
import { storeTrouble } from "@/store/store-trouble";
import { openWorkFolder } from "@/store/work-folder";
import { expandPaths, importFiles } from "./import-files";

const TELL_EVERY_BYTES = 256 * 1024;

/** Whether a word of the command line is an address and no path. */
export function isAddress(word: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(word);
}

/** Imports files, folders and what https addresses give, in the order named; everything is downloaded before anything is
 * stored. Throws AppError as `downloadWebFile` and `importFiles` do. */
export async function importPathsAndAddresses(
  words: readonly string[],
  settings: Settings,
  onEvent: (event: ImportEvent) => void,
  signal?: AbortSignal,
): Promise<ImportSummary> {
  if (!words.some(isAddress)) return importFiles(expandPaths(words), settings, onEvent, signal);
  const folder = openWorkFolder(path.join(settings.dataDir, "downloads"));
  try {
    const files = [];
    for (const [i, word] of words.entries()) {
      if (!isAddress(word)) {
        files.push(...expandPaths([word]));
        continue;
      }
      // Two addresses may end in one name.
      const own = path.join(folder.path, String(i));
      await mkdir(own);
      let told = 0;
      const file = await downloadWebFile(word, {
        folder: own,
        maxBytes: settings.maxUploadBytes,
        ...(signal ? { signal } : {}),
        onProgress: (received, total) => {
          if (received - told < TELL_EVERY_BYTES && received !== total) return;
          told = received;
          onEvent({ type: "progress", phase: "downloading", name: word, done: received, total });
        },
      });
      files.push(file);
    }
    return await importFiles(files, settings, onEvent, signal);
  } catch (error) {
    throw storeTrouble(error) ?? error;
  } finally {
    await folder.remove();
  }
}
