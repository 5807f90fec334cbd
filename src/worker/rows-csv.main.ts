import { parentPort } from "node:worker_threads";
import { flatCsvOf } from "@/export/flat-csv-lines";
import type { Filters } from "@/queries/filters";
import type { RowPlace } from "@/queries/report-lines";
import { AppError, messageOf } from "@/report/errors";
import { readSparingly } from "@/store/read-connection";

/* The thread that writes long flat CSV: reading the store and writing numbers would hold up every other request. It works
 * only when asked for the next piece, so a slow reader costs nothing, and it may have several readers at once. */

export interface RowsWanted {
  readonly filters: Filters;
  readonly after: RowPlace | null;
  readonly limit: number | null;
}

export type RowsRequest =
  | { readonly job: number; readonly start: RowsWanted }
  | { readonly job: number; readonly next: true }
  | { readonly job: number; readonly stop: true };

/** A piece of the text; null: that was all. */
export type RowsAnswer = { readonly job: number } & (
  | { readonly piece: Uint8Array<ArrayBuffer> | null }
  | { readonly problem: string; readonly fault: Pick<AppError, "kind" | "code" | "status"> | null }
);

/** Enough that handing over costs little, few enough that many readers fit in memory. */
const PIECE_CHARACTERS = 2 * 65_536;

readSparingly();

const jobs = new Map<number, Generator<string, void>>();

parentPort?.on("message", (request: RowsRequest) => {
  const { job } = request;
  if ("stop" in request) {
    jobs.get(job)?.return();
    jobs.delete(job);
    return;
  }
  try {
    if ("start" in request) jobs.set(job, flatCsvOf(request.start.filters, request.start));
    const piece = nextPiece(jobs.get(job));
    if (piece === null) jobs.delete(job);
    parentPort?.postMessage({ job, piece } satisfies RowsAnswer, piece ? [piece.buffer] : []);
  } catch (error) {
    jobs.delete(job);
    const fault =
      error instanceof AppError ? { kind: error.kind, code: error.code, status: error.status } : null;
    parentPort?.postMessage({ job, problem: messageOf(error), fault } satisfies RowsAnswer);
  }
});

function nextPiece(chunks: Generator<string, void> | undefined): Uint8Array<ArrayBuffer> | null {
  let text = "";
  while (text.length < PIECE_CHARACTERS) {
    const { value, done } = chunks?.next() ?? { value: undefined, done: true };
    if (done || value === undefined) break;
    text += value;
  }
  return text === "" ? null : new TextEncoder().encode(text);
}
