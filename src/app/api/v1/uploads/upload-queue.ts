import { randomUUID } from "node:crypto";
import type { Author } from "@/host/author";
import { logLine } from "@/host/log";
import { shutdownSignal, untilShutdown } from "@/host/shutdown";
import { AppError } from "@/report/errors";
import type { FileEvent, ImportEvent, ImportSummary } from "@/report/import-events";
import type { Quarter } from "@/report/quarter";
import type { ReceivedUpload } from "./receive-upload";

/** What is to be imported: received files, or FINRA's ZIP of a quarter, or of all, downloaded when its turn comes. */
export interface ImportWork extends ReceivedUpload {
  readonly finra?: Quarter | "all";
}

/** Runs an import elsewhere; see `src/worker/import-process.ts`. */
export type RunImport = (options: {
  files: readonly { readonly path: string; readonly name: string }[];
  finra?: Quarter | "all";
  by: Author;
  onEvent: (event: ImportEvent) => void;
  signal?: AbortSignal;
}) => Promise<ImportSummary>;

export interface Upload {
  readonly id: string;
  /** Files in front of which this upload waits, as uploads. */
  readonly ahead: number;
  /** How it ended. Rejects when the import could not be carried out. */
  readonly done: Promise<UploadResult>;
}

export interface UploadResult {
  readonly summary: ImportSummary;
  readonly cancelled: boolean;
}

/** Received files lie on the disk until their turn. */
const MAX_WAITING = 20;

interface Queue {
  tail: Promise<unknown>;
  readonly running: Map<string, AbortController>;
  /** Uploads whose files are still coming. */
  receiving: number;
}

// Next puts routes into several bundles; the one queue of the process hangs on globalThis.
const shared = globalThis as { pfofUploads?: Queue };

function queue(): Queue {
  shared.pfofUploads ??= { tail: Promise.resolve(), running: new Map(), receiving: 0 };
  return shared.pfofUploads;
}

/** Throws when too many uploads wait already, those included whose files are still coming. */
export function assertRoom(): void {
  const { running, receiving } = queue();
  if (running.size + receiving <= MAX_WAITING) return;
  const message = `${MAX_WAITING} uploads are waiting to be imported. Try again in a minute.`;
  throw new AppError("store", message, { code: "busy" });
}

/** Receives an upload, counted from its beginning: many at once must not all find room. @throws AppError as `assertRoom` does */
export async function inRoom<Received>(receive: () => Promise<Received>): Promise<Received> {
  assertRoom();
  queue().receiving += 1;
  try {
    return await receive();
  } finally {
    queue().receiving -= 1;
  }
}

/**
 * Imports received files when their turn comes, one upload at a time, and deletes them afterwards. It goes on
 * when nobody waits for the answer any more; `cancelUpload` and the end of the server stop it after the report at
 * hand, and what is stored stays stored.
 */
export function startUpload(
  received: ImportWork,
  { runImport, by, onEvent }: { runImport: RunImport; by: Author; onEvent: (event: ImportEvent) => void },
): Upload {
  const id = randomUUID();
  const cancel = new AbortController();
  const { running, tail } = queue();
  const ahead = running.size;
  running.set(id, cancel);
  const signal = AbortSignal.any([cancel.signal, shutdownSignal()]);
  const work = async (): Promise<UploadResult> => {
    try {
      const summary = signal.aborted
        ? NOTHING
        : await runImport({
            files: received.files,
            ...(received.finra && { finra: received.finra }),
            by: { ...by, upload: id },
            signal,
            onEvent: (event) => {
              if (event.type === "file") logFile(id, by, event);
              // The summary is the last line; what is told after the files are deleted is told here.
              if (event.type !== "summary") onEvent(event);
            },
          });
      return { summary: plain(summary), cancelled: signal.aborted };
    } finally {
      running.delete(id);
      await received.remove();
    }
  };
  const done = untilShutdown(tail.then(work));
  queue().tail = done.catch(() => {});
  return { id, ahead, done };
}

/** Stops an upload after the report at hand. False: there is none under this id, or it is over. */
export function cancelUpload(id: string): boolean {
  const cancel = queue().running.get(id);
  cancel?.abort();
  return cancel !== undefined;
}

const NOTHING: ImportSummary = {
  stored: 0,
  versions: 0,
  sources: 0,
  duplicates: 0,
  rejected: 0,
  findings: 0,
  seconds: 0,
};

function plain(summary: ImportSummary): ImportSummary {
  const { type: _, ...counts } = summary as ImportSummary & { type?: string };
  return counts;
}

function logFile(upload: string, by: Author, { name, outcome, reports }: FileEvent): void {
  if (outcome === "duplicate" || outcome === "rejected") return;
  logLine("change", { ...by, upload, file: name, outcome, reports: reports.map((one) => one.id) });
}
