import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { ReadRequest } from "@/ingest-read";
import type { ReadDocument } from "@/report/read-document";
import { type PackedDocuments, unpackDocuments } from "./packed-documents";
import type { Begun, ReaderMessage, ReaderRequest } from "./reader.main";
import {
  BEGIN_PIPE,
  MOST_SECONDS,
  mostMsByClock,
  readingProcess,
  tookTooLong,
  whyEnded,
} from "./reading-process";

/** Documents handed over together, and how long the first of them may wait for others. */
const TOGETHER = 96;
const MOST_WAIT_MS = 200;
/** How often it is looked at whether one takes too long. */
const LOOKS_PER_TIMEOUT = 60;

/** A document that stopped its reader: too slow, or out of memory. */
export interface StoppedReading {
  readonly index: number;
  readonly name: string;
  readonly why: string;
}

export type ReadItem = ReadDocument | { readonly stopped: StoppedReading };

/**
 * Reads files in a process of its own, documents in order. A document that takes too long or eats the
 * memory is given up, and the rest is read by a new process. One file at a time.
 */
export class Reader {
  #process: ReaderProcess | null = null;
  readonly #mostSeconds: number;
  #cancelled = false;

  /** The import was cancelled: what was read is not all there is. */
  get cancelled(): boolean {
    return this.#cancelled;
  }

  constructor(signal?: AbortSignal, mostSeconds = MOST_SECONDS) {
    this.#mostSeconds = mostSeconds;
    const cancel = () => {
      this.#cancelled = true;
      this.#process?.stop("the import was cancelled");
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
      if (this.#process?.stopped) await this.close();
      this.#process ??= new ReaderProcess(this.#mostSeconds);
      for await (const batch of this.#process.read({ ...file, from: next, skip })) {
        for (const _ of batch) {
          next += 1;
          stepOverSkipped();
        }
        yield batch;
      }
      const { stopped } = this.#process;
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
    const running = this.#process;
    this.#process = null;
    await running?.close();
  }
}

class ReaderProcess {
  stopped: StoppedReading | null = null;
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;
  #queue: PackedDocuments[] = [];
  /** When the first of the queue came, by `performance.now()`. */
  #since = 0;
  #request = 0;
  #current = { index: -1, name: "" };
  #ended = false;
  #wake: () => void = () => {};
  /** When it was last heard, or told to go on. */
  #heard = 0;

  constructor(private readonly mostSeconds: number) {
    this.#child = readingProcess("reader.js");
    this.#child.on("message", (message: ReaderMessage) => this.#hear(message));
    createInterface({ input: this.#child.stdio[BEGIN_PIPE] as Readable }).on("line", (line) =>
      this.#begin(JSON.parse(line) as Begun),
    );
    this.#child.on("error", (error) => this.stop(`its reader could not be started: ${error.message}`));
    this.#gone = new Promise((resolve) => {
      // By then all it said has been read.
      this.#child.once("close", (code, signal) => {
        this.stop(whyEnded(code, signal, mostSeconds));
        resolve();
      });
      this.#child.once("error", () => resolve());
    });
  }

  async *read(file: ReadRequest): AsyncGenerator<readonly ReadDocument[]> {
    this.#request += 1;
    this.#current = { index: -1, name: file.name };
    if (!this.stopped) this.#ended = false;
    this.#tell({ ...file, request: this.#request, mostSeconds: this.mostSeconds });
    const watch = this.#watch();
    try {
      for (;;) {
        if (this.#ended || this.#isEnough()) {
          const batches = this.#queue;
          this.#queue = [];
          if (batches.length === 0) return;
          yield batches.flatMap(unpackDocuments);
          for (const _ of batches) this.#tell("taken");
        } else if (!(await this.#more())) yield [];
      }
    } finally {
      clearInterval(watch);
    }
  }

  #tell(message: ReaderRequest | "taken"): void {
    this.#heard = performance.now();
    // One that is gone is heard of by its end.
    if (this.#child.connected && !this.stopped) this.#child.send(message, () => {});
  }

  #isEnough(): boolean {
    if (this.#queue.length === 0) return false;
    const documents = this.#queue.reduce((sum, { documents }) => sum + documents.length, 0);
    return documents >= TOGETHER || performance.now() - this.#since >= MOST_WAIT_MS;
  }

  /** Waits for its next word, or until what there is has waited long enough. False: there is nothing yet. */
  async #more(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, MOST_WAIT_MS);
    });
    clearTimeout(timer);
    return this.#ended || this.#queue.length > 0;
  }

  /** It only reads, so it can be ended at any time. */
  async close(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#gone;
  }

  stop(why: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.stopped = { ...this.#current, why };
    this.#wake();
  }

  #begin([request, index, name]: Begun): void {
    if (this.stopped || request !== this.#request) return;
    this.#heard = performance.now();
    this.#current = { index, name };
  }

  #hear(message: ReaderMessage): void {
    if (this.stopped) return;
    this.#heard = performance.now();
    if (message.type === "documents") {
      if (this.#queue.length === 0) this.#since = performance.now();
      this.#queue.push(message.packed);
    } else if (message.type === "failed") {
      this.#begin(message.begun);
      this.stop(message.message);
    } else this.#ended = true;
    this.#wake();
  }

  /** Stops it when nothing was heard for longer than any document can take: it waits for something that never comes. While batches wait to
   * be stored it is not at fault, and what arrived meanwhile counts. */
  #watch(): NodeJS.Timeout {
    const mostMs = mostMsByClock(this.mostSeconds);
    return setInterval(() => {
      setImmediate(() => {
        if (this.#queue.length > 0 || performance.now() - this.#heard < mostMs) return;
        this.stop(tookTooLong(this.mostSeconds));
      });
    }, mostMs / LOOKS_PER_TIMEOUT);
  }
}
