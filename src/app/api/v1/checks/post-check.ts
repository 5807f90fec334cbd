import path from "node:path";
import { shutdownSignal } from "@/host/shutdown";
import { type CheckedFile, summaryOf } from "@/report/check-events";
import { AppError } from "@/report/errors";
import { json } from "../../respond";
import { receiveUpload } from "../uploads/receive-upload";

/** Checks files elsewhere; see `src/worker/check-process.ts`. */
export type RunCheck = (
  files: readonly { readonly path: string; readonly name: string }[],
  signal: AbortSignal,
) => Promise<readonly CheckedFile[]>;

/** Anyone may send files to be checked: fewer bytes than who may upload. A quarter of the whole market has 8 MB. */
export const MOST_CHECKED_BYTES = 64 * 1024 ** 2;
/** Files lie on the disk until their turn. */
const MAX_WAITING = 4;

interface Queue {
  tail: Promise<unknown>;
  waiting: number;
}

// Next puts routes into several bundles; the one queue of the process hangs on globalThis.
const shared = globalThis as { pfofChecks?: Queue };

/**
 * `POST /api/v1/checks`: receives files as an upload does, and answers 200 with all that is found in them. Nothing is stored, so
 * nobody need show who they are. One check at a time; when its client leaves it is given up.
 */
export async function postCheck(
  request: Request,
  settings: { readonly dataDir: string; readonly maxUploadBytes: number },
  runCheck: RunCheck,
): Promise<Response> {
  shared.pfofChecks ??= { tail: Promise.resolve(), waiting: 0 };
  const queue = shared.pfofChecks;
  if (queue.waiting >= MAX_WAITING) {
    const message = `${MAX_WAITING} checks are waiting already. Try again in a minute.`;
    throw new AppError("store", message, { code: "busy" });
  }
  queue.waiting += 1;
  try {
    const most = Math.min(settings.maxUploadBytes, MOST_CHECKED_BYTES);
    const { files, remove } = await receiveUpload(request, path.join(settings.dataDir, "uploads"), most);
    try {
      const signal = AbortSignal.any([request.signal, shutdownSignal()]);
      const done = queue.tail.then(() => (signal.aborted ? [] : runCheck(files, signal)));
      queue.tail = done.catch(() => {});
      const checked = await done;
      return json(
        { files: checked, summary: summaryOf(checked) },
        { headers: { "cache-control": "no-store" } },
      );
    } finally {
      await remove();
    }
  } finally {
    queue.waiting -= 1;
  }
}
