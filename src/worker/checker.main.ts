import { messageOf } from "@/report/errors";
import { checkFiles } from "./check-files";
import type { CheckMessage } from "./check-process";
import type { InputFile } from "./import-files";

/* The process that checks files for the server, as importer.main.ts imports them: started for one check, ends with it. */

process.once("message", async (files: readonly InputFile[]) => {
  // The server is gone, and with it whoever asked.
  const stop = new AbortController();
  process.on("disconnect", () => stop.abort());
  let told: Promise<unknown> = Promise.resolve();
  const tell = (message: CheckMessage) => {
    if (!process.connected) return;
    told = new Promise((resolve) => process.send?.(message, undefined, undefined, resolve));
  };
  try {
    for await (const file of checkFiles(files, stop.signal)) tell({ file });
    tell({ done: true });
  } catch (error) {
    tell({ problem: messageOf(error) });
  }
  await told;
  if (process.connected) process.disconnect();
});
