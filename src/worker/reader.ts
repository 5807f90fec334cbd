import { Worker } from "node:worker_threads";
import type { ReadRequest } from "@/ingest-read";
import type { ReadDocument } from "@/report/read-document";
import { type PackedDocuments, unpackDocuments } from "./packed-documents";
import { programFile } from "./program-file";
import type { ReaderMessage } from "./reader.main";

/** How long one document may take before its reader is stopped. Real ones take well under a second. */
const DOCUMENT_TIMEOUT_MS = 30_000;
/** Documents handed over together, and how long the first of them may wait for others. */
const TOGETHER = 96;
const MOST_WAIT_MS = 200;
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
 * Reads files in a thread of its own, documents in order. A document that takes too long or eats the
 * memory is given up, and the rest is read by a new thread. One file at a time.
 */
export class Reader {
  #thread: ReaderThread | null = null;
  readonly #timeoutMs: number;
  #cancelled = false;

  /** The import was cancelled: what was read is not all there is. */
  get cancelled(): boolean {
    return this.#cancelled;
  }

  constructor(signal?: AbortSignal, timeoutMs = DOCUMENT_TIMEOUT_MS) {
    this.#timeoutMs = timeoutMs;
    const cancel = () => {
      this.#cancelled = true;
      this.#thread?.stop("the import was cancelled");
    };
    if (signal?.aborted) cancel();
    signal?.addEventListener("abort", cancel, { once: true });
  }

  /** Every document of a file, a few at a time; none when for a while none has come, so that whoever waits can finish
   * something else. Ends early, without a word, when the import was cancelled. */
  async *read(file: { path: string; name: string }): AsyncGenerator<readonly ReadItem[]> {
    const skip: number[] = [];
    let next = 0;
    const stepOverSkipped = () => {
      while (skip.includes(next)) next += 1;
    };
    while (!this.#cancelled) {
      this.#thread ??= new ReaderThread();
      for await (const batch of this.#thread.read({ ...file, from: next, skip }, this.#timeoutMs)) {
        for (const _ of batch) {
          next += 1;
          stepOverSkipped();
        }
        yield batch;
      }
      const { stopped } = this.#thread;
      if (!stopped) return;
      await this.close();
      if (this.#cancelled) return;
      yield [{ stopped }];
      if (stopped.index < next) return;
      skip.push(stopped.index);
      stepOverSkipped();
    }
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    await thread?.close();
  }
}

class ReaderThread {
  stopped: StoppedReading | null = null;
  readonly #worker: Worker;
  #queue: PackedDocuments[] = [];
  /** When the first of the queue came, by `performance.now()`. */
  #since = 0;
  #current = { index: -1, name: "" };
  #ended = false;
  #wake: () => void = () => {};
  #heard = 0;

  constructor() {
    this.#worker = new Worker(programFile("reader.js"), {
      resourceLimits: { maxOldGenerationSizeMb: READER_HEAP_MB },
      // What a library prints about a file is not part of the import's output.
      stdout: true,
      stderr: true,
    });
    this.#worker.on("message", (message: ReaderMessage) => this.#hear(message));
    this.#worker.on("error", (error: NodeJS.ErrnoException) => {
      const memory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
      this.stop(memory ? "it needs more memory than a report can" : `the reader failed: ${error.message}`);
    });
  }

  async *read(request: ReadRequest, timeoutMs: number): AsyncGenerator<readonly ReadDocument[]> {
    this.#current = { index: -1, name: request.name };
    this.#ended = false;
    this.#worker.postMessage(request);
    const watch = this.#watch(timeoutMs);
    try {
      for (;;) {
        if (this.#ended || this.#isEnough()) {
          const batches = this.#queue;
          this.#queue = [];
          if (batches.length === 0) return;
          yield batches.flatMap(unpackDocuments);
          for (const _ of batches) if (!this.stopped) this.#worker.postMessage("taken");
        } else if (!(await this.#more())) yield [];
      }
    } finally {
      clearInterval(watch);
    }
  }

  #isEnough(): boolean {
    if (this.#queue.length === 0) return false;
    const documents = this.#queue.reduce((sum, { documents }) => sum + documents.length, 0);
    return documents >= TOGETHER || performance.now() - this.#since >= MOST_WAIT_MS;
  }

  /** Waits for the next word of the thread, or until what there is has waited long enough. False: there is nothing yet. */
  async #more(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, MOST_WAIT_MS);
    });
    clearTimeout(timer);
    return this.#ended || this.#queue.length > 0;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  stop(why: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.stopped = { ...this.#current, why };
    this.#wake();
  }

  #hear(message: ReaderMessage): void {
    if (this.stopped) return;
    this.#heard += 1;
    if (message.type === "begin") {
      this.#current = message;
      return;
    }
    if (message.type === "documents") {
      if (this.#queue.length === 0) this.#since = performance.now();
      this.#queue.push(message.packed);
    } else if (message.type === "failed") this.stop(message.message);
    else this.#ended = true;
    this.#wake();
  }

  /** Stops the thread when nothing was heard for the time one document may take. While batches wait to
   * be stored the thread is not at fault, and messages that arrived meanwhile count. */
  #watch(timeoutMs: number): NodeJS.Timeout {
    let heard = this.#heard;
    return setInterval(() => {
      setImmediate(() => {
        if (this.#heard === heard && this.#queue.length === 0) {
          this.stop(`reading it took longer than ${timeoutMs / 1000} s`);
        }
        heard = this.#heard;
      });
    }, timeoutMs);
  }
}
