import path from "node:path";
import { readSettings } from "@/host/settings";
import { AppError, messageOf } from "@/report/errors";
import { shareWorkFolder } from "@/store/work-folder";
import { importFiles } from "./import-files";
import { importFinraQuarter } from "./import-finra";
import { importMarket } from "./import-market";
import type { ImporterMessage, ImporterRequest } from "./import-process";
import { tellingNews } from "./notify";

/*
 * The process that imports uploads for the server: parsing and writing stay off the server's event
 * loop, and whatever happens here the server goes on. Started for one import, ends with it.
 */

process.once("message", async (request: ImporterRequest) => {
  const stop = new AbortController();
  process.on("message", (message) => {
    if (message === "cancel") stop.abort();
  });
  // Told to everyone at once, by a terminal or a service manager.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop.abort());
  // The server going away must not spoil an import under way: it goes on to its end.
  process.on("disconnect", () => {});
  let told: Promise<unknown> = Promise.resolve();
  const tell = (message: ImporterMessage) => {
    if (!process.connected) return;
    told = new Promise((resolve) => process.send?.(message, undefined, undefined, resolve));
  };
  // Should the server die, its uploads are not removed while they are read.
  const folders = new Set(request.files.map((file) => path.dirname(file.path)));
  const shared = [...folders].map(shareWorkFolder);
  try {
    const { finra, files, by } = request;
    const settings = readSettings();
    await tellingNews(settings, async () => {
      if (finra === "all") await importMarket(settings, tell, stop.signal, by);
      else if (finra) await importFinraQuarter(finra, settings, tell, stop.signal, by);
      else await importFiles(files, settings, tell, stop.signal, by);
      // Whoever waits for the import need not wait for the notice.
      await told;
      if (process.connected) process.disconnect();
    });
  } catch (error) {
    const kind = error instanceof AppError ? { code: error.code, status: error.status } : {};
    tell({ type: "failed", message: messageOf(error), ...kind });
    process.exitCode = 1;
  }
  for (const release of shared) release();
  // A busy server has not read it all yet, and what waits is lost when the line is cut.
  await told;
  if (process.connected) process.disconnect();
});
