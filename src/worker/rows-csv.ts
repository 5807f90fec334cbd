import { SHARE_ENV, Worker } from "node:worker_threads";
import type { Filters } from "@/queries/filters";
import { hasMoreReports } from "@/queries/rows";
import { AppError } from "@/report/errors";
import { collectYoung } from "./collect-young";
import { programFile } from "./program-file";
import type { RowsAnswer, RowsRequest, RowsWanted } from "./rows-csv.main";

/** Pieces handed on before the memory of those that were sent is asked back. */
const COLLECT_BYTES = 8 * 1024 * 1024;
/** A thread that nobody needs is ended. */
const IDLE_MS = 30_000;

interface Reader {
  readonly answered: (answer: RowsAnswer) => void;
  readonly failed: (error: Error) => void;
}

/** The one thread that writes long CSV, and who reads from it. */
class RowsWriter {
  readonly #readers = new Map<number, Reader>();
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;
  #last = 0;
  #handedOn = 0;

  /** Pieces one after the other, the next being written while one is sent. */
  async *read(wanted: RowsWanted): AsyncGenerator<Uint8Array, void> {
    this.#last += 1;
    const job = this.#last;
    let ahead = this.#ask({ job, start: wanted });
    try {
      for (;;) {
        const piece = await ahead;
        if (piece === null) return;
        ahead = this.#ask({ job, next: true });
        // It is awaited in the next turn; should there be none, its failure is nobody's.
        ahead.catch(() => {});
        yield piece;
        this.#handedOn += piece.byteLength;
        if (this.#handedOn < COLLECT_BYTES) continue;
        this.#handedOn = 0;
        collectYoung();
      }
    } finally {
      await ahead.catch(() => {});
      this.#leave(job);
    }
  }

  #ask(request: RowsRequest): Promise<Uint8Array | null> {
    return new Promise((resolve, reject) => {
      this.#readers.set(request.job, {
        answered: (answer) => ("piece" in answer ? resolve(answer.piece) : reject(errorOf(answer))),
        failed: reject,
      });
      clearTimeout(this.#idle);
      const worker = this.#running();
      worker.ref();
      worker.postMessage(request);
    });
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    // Small heaps: what it makes is handed over at once, and garbage must not pile up beside the server's.
    const worker = new Worker(programFile("rows-csv.js"), {
      env: SHARE_ENV,
      resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 128 },
    });
    worker.on("message", (answer: RowsAnswer) => this.#readers.get(answer.job)?.answered(answer));
    worker.once("error", (error) => this.#fail(error));
    this.#worker = worker;
    return worker;
  }

  #leave(job: number): void {
    this.#readers.delete(job);
    this.#worker?.postMessage({ job, stop: true } satisfies RowsRequest);
    if (this.#readers.size > 0) return;
    // Idle, it must not keep a command or a test from ending.
    this.#worker?.unref();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref();
  }

  #fail(error: Error): void {
    const readers = [...this.#readers.values()];
    this.#readers.clear();
    this.#end();
    for (const reader of readers) reader.failed(error);
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = null;
  }
}

function errorOf({ problem, fault }: Extract<RowsAnswer, { problem: string }>): Error {
  return fault ? new AppError(fault.kind, problem, fault) : new Error(problem);
}

// Next loads server code in several bundles, so it hangs on globalThis.
const shared = globalThis as { pfofRowsWriter?: RowsWriter };

/** More reports than this are written in a thread of their own: it takes longer to begin, but holds nobody up. */
const MOST_REPORTS_HERE = 20;

/** Whether the flat CSV of these filters is long enough for `rowsCsv`.
 * @throws AppError invalid_input for an unknown broker or venue */
export function isLongCsv(filters: Filters): boolean {
  return hasMoreReports(filters, MOST_REPORTS_HERE);
}

/** Flat CSV v1 as bytes, header first, written in a thread of its own as fast as it is read. What is wrong with the filters
 * is thrown before the first piece, as AppError. */
export function rowsCsv(wanted: RowsWanted): AsyncGenerator<Uint8Array, void> {
  shared.pfofRowsWriter ??= new RowsWriter();
  return shared.pfofRowsWriter.read(wanted);
}
