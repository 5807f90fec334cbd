import { existsSync } from "node:fs";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { ReadRequest } from "@/ingest";
import type { ReadDocument } from "@/report/read-document";
import type { ReaderMessage } from "./reader.main";

/** How long one document may take before its reader is stopped. Real ones take well under a second. */
const DOCUMENT_TIMEOUT_MS = 30_000;
/** JavaScript heap of the reading thread; bytes of files are outside it. */
const READER_HEAP_MB = 384;

/** A document that stopped its reader: too slow, or out of memory. */
export interface StoppedReading {
  readonly index: number;
  readonly name: string;
  readonly why: string;
}

export type ReadItem = ReadDocument | { readonly stopped: StoppedReading };

/**
 * Reads a file in a thread of its own, documents in order. A document that takes too long or eats the
 * memory is given up and the rest is read by a new thread. Ends early when `signal` is aborted.
 */
export async function* readInThread(
  file: { path: string; name: string },
  signal?: AbortSignal,
  timeoutMs = DOCUMENT_TIMEOUT_MS,
): AsyncGenerator<ReadItem> {
  const skip: number[] = [];
  let received = 0;
  for (;;) {
    const reader = new Reader({ ...file, from: received, skip }, timeoutMs, signal);
    try {
      for await (const document of reader.documents()) {
        received += 1;
        while (skip.includes(received)) received += 1;
        yield document;
      }
    } finally {
      await reader.close();
    }
    if (!reader.stopped || signal?.aborted) return;
    yield { stopped: reader.stopped };
    if (reader.stopped.index < 0) return;
    skip.push(reader.stopped.index);
    if (reader.stopped.index === received) received += 1;
  }
}

class Reader {
  stopped: StoppedReading | null = null;
  readonly #worker: Worker;
  readonly #queue: ReadDocument[][] = [];
  #current = { index: -1, name: "" };
  #ended = false;
  #wake: (() => void) | null = null;
  #heard = 0;

  constructor(request: ReadRequest, timeoutMs: number, signal?: AbortSignal) {
    this.#current.name = request.name;
    this.#worker = new Worker(programFile("reader.js"), {
      resourceLimits: { maxOldGenerationSizeMb: READER_HEAP_MB },
      // What a library prints about a file is not part of the import's output.
      stdout: true,
      stderr: true,
    });
    this.#worker.on("message", (message: ReaderMessage) => this.#hear(message));
    this.#worker.on("error", (error: NodeJS.ErrnoException) => {
      const memory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
      this.#stop(memory ? "it needs more memory than a report can" : `the reader failed: ${error.message}`);
    });
    signal?.addEventListener("abort", () => this.#stop("the import was cancelled"), { once: true });
    this.#watch(timeoutMs);
    this.#worker.postMessage(request);
  }

  async *documents(): AsyncGenerator<ReadDocument> {
    for (;;) {
      const batch = this.#queue.shift();
      if (batch) {
        yield* batch;
        if (!this.stopped) this.#worker.postMessage("taken");
      } else if (this.#ended) return;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  async close(): Promise<void> {
    this.#ended = true;
    await this.#worker.terminate();
  }

  #hear(message: ReaderMessage): void {
    this.#heard += 1;
    if (message.type === "begin") this.#current = message;
    else if (message.type === "documents") this.#queue.push([...message.documents]);
    else if (message.type === "failed") this.#stop(message.message);
    else this.#ended = true;
    this.#wake?.();
  }

  /** Stops the thread when nothing was heard for the time one document may take. While batches wait to
   * be stored the thread is not at fault; and messages that arrived meanwhile count. */
  #watch(timeoutMs: number): void {
    const heard = this.#heard;
    setTimeout(() => {
      setImmediate(() => {
        if (this.#ended) return;
        if (this.#heard === heard && this.#queue.length === 0) {
          this.#stop(`reading it took longer than ${timeoutMs / 1000} s`);
        } else this.#watch(timeoutMs);
      });
    }, timeoutMs).unref();
  }

  #stop(why: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.stopped = { ...this.#current, why };
    this.#wake?.();
  }
}

/** Path of a program built into dist/: beside this one when built, else under the working directory. */
export function programFile(name: string): string {
  const beside = path.join(import.meta.dirname ?? "", name);
  return existsSync(beside) ? beside : path.join(process.cwd(), "dist", name);
}
