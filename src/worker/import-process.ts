import { type ChildProcess, fork } from "node:child_process";
import type { Author } from "@/host/author";
import { countImport } from "@/host/import-counts";
import { AppError } from "@/report/errors";
import type { ImportEvent, ImportSummary } from "@/report/import-events";
import type { Quarter } from "@/report/quarter";
import { programFile } from "./program-file";

export interface ImporterRequest {
  /** Instead of files: FINRA's ZIP of this quarter is downloaded and imported, or of all that are new or have changed. */
  readonly finra?: Quarter | "all";
  readonly files: readonly { readonly path: string; readonly name: string }[];
  readonly by: Author;
}

export interface ImportFailure {
  readonly type: "failed";
  readonly message: string;
  /** Of an AppError: its code and HTTP status. */
  readonly code?: string;
  readonly status?: number;
}

export type ImporterMessage = ImportEvent | ImportFailure;

export interface ImportOptions extends ImporterRequest {
  readonly onEvent: (event: ImportEvent) => void;
  /** Cancels what is not stored yet; what is stored stays. */
  readonly signal?: AbortSignal;
}

/** JavaScript heap of the importing process; a market quarter takes a fraction of it. */
const HEAP_MB = 512;

/**
 * Imports files in a process of its own and relays its events. Throws an AppError of kind `store` when
 * the import could not be carried out; refused files are events, not faults.
 */
export async function runImport({
  files,
  finra,
  by,
  onEvent,
  signal,
}: ImportOptions): Promise<ImportSummary> {
  // The page bundler must leave the path alone: the file is built beside the app, not into it.
  const child = fork(/* turbopackIgnore: true */ programFile("importer.js"), [], {
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const cancel = () => {
    if (child.connected) child.send("cancel");
  };
  signal?.addEventListener("abort", cancel, { once: true });
  const counted = (event: ImportEvent) => {
    if (event.type === "file") countImport(event.outcome);
    onEvent(event);
  };
  try {
    const summary = await relay(child, finra ? { files, finra, by } : { files, by }, counted);
    countImport("finished");
    return summary;
  } catch (error) {
    countImport("failed");
    throw error;
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}

function relay(
  child: ChildProcess,
  request: ImporterRequest,
  onEvent: (event: ImportEvent) => void,
): Promise<ImportSummary> {
  return new Promise((resolve, reject) => {
    let summary: ImportSummary | null = null;
    let failure: ImportFailure | null = null;
    child.on("message", (message: ImporterMessage) => {
      if (message.type === "failed") {
        failure = message;
        return;
      }
      if (message.type === "summary") summary = message;
      onEvent(message);
    });
    child.once("error", (error) => {
      reject(new AppError("store", `The import could not be started: ${error.message}`, { cause: error }));
    });
    // The process may have others to tell before it ends.
    child.once("disconnect", () => {
      if (summary) resolve(summary);
    });
    child.once("exit", (code, exitSignal) => {
      if (summary) resolve(summary);
      else {
        const { message, ...kind } = failure ?? {
          message: `The importing process ended with ${exitSignal ?? `code ${code}`}.`,
        };
        const text = `${message.replace(/[^.!?]$/, "$&.")} Reports already stored are safe.`;
        reject(new AppError("store", `The import stopped. ${text}`, kind));
      }
    });
    child.send(request);
  });
}
