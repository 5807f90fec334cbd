import { messageOf } from "@/report/errors";
import { readSettings } from "@/report/settings";
import { importFiles } from "./import-files";
import { importFinraQuarter } from "./import-finra";
import type { ImporterMessage, ImporterRequest } from "./import-process";

/*
 * The process that imports uploads for the server: parsing and writing stay off the server's event
 * loop, and whatever happens here the server goes on. Started for one import, ends with it.
 */

process.once("message", async (request: ImporterRequest) => {
  const stop = new AbortController();
  process.on("message", (message) => {
    if (message === "cancel") stop.abort();
  });
  // The server going away must not spoil an import under way: it goes on to its end.
  process.on("disconnect", () => {});
  const tell = (message: ImporterMessage) => {
    if (process.connected) process.send?.(message);
  };
  try {
    if (request.finra) await importFinraQuarter(request.finra, readSettings(), tell, stop.signal);
    else await importFiles(request.files, readSettings(), tell, stop.signal);
  } catch (error) {
    tell({ type: "failed", message: messageOf(error) });
    process.exitCode = 1;
  }
  if (process.connected) process.disconnect();
});
