import { Worker } from "node:worker_threads";
import { programFile } from "./program-file";
import type { SourceAnswer, SourceRequest } from "./source-cells.main";

/** How long one document may take before the thread is stopped. Real ones take well under a second. */
const DOCUMENT_TIMEOUT_MS = 30_000;
/** Starting the thread costs more than reading an XML: it stays for the next reader, but not forever. */
const IDLE_MS = 30_000;
const HEAP_MB = 384;

/** The one thread of this process that reads kept documents again; those who ask wait for each other. */
class SourceThread {
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;
  #last: Promise<unknown> = Promise.resolve();

  ask(request: SourceRequest): Promise<SourceAnswer> {
    const answer = this.#last.then(() => this.#read(request));
    this.#last = answer;
    return answer;
  }

  #read(request: SourceRequest): Promise<SourceAnswer> {
    if (this.#idle) clearTimeout(this.#idle);
    const worker = this.#worker ?? this.#start();
    return new Promise((resolve) => {
      const done = (answer: SourceAnswer) => {
        clearTimeout(timer);
        worker.off("message", done).off("error", onError).off("exit", onExit);
        this.#idle = setTimeout(() => this.#stop(worker), IDLE_MS);
        this.#idle.unref();
        resolve(answer);
      };
      const fail = (why: string) => {
        done({ problem: `${request.name} could not be read again: ${why}.` });
        this.#stop(worker);
      };
      const onError = (error: NodeJS.ErrnoException) =>
        fail(
          error.code === "ERR_WORKER_OUT_OF_MEMORY"
            ? "it needs more memory than a report can"
            : error.message,
        );
      const onExit = () => fail("its reader ended");
      const timer = setTimeout(
        () => fail(`it took longer than ${DOCUMENT_TIMEOUT_MS / 1000} s`),
        DOCUMENT_TIMEOUT_MS,
      );
      worker.on("message", done).on("error", onError).on("exit", onExit);
      worker.postMessage(request);
    });
  }

  #start(): Worker {
    const worker = new Worker(/* turbopackIgnore: true */ programFile("source-cells.js"), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
      // What a library prints about a file is nobody's output.
      stdout: true,
      stderr: true,
    });
    // While it is idle nobody listens, and an error without a listener would end the process.
    worker.on("error", () => {});
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  #stop(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null;
    void worker.terminate();
  }
}

// Next loads server code in several bundles; the one thread of the process hangs on globalThis.
const shared = globalThis as { pfofSourceThread?: SourceThread };

/** Reads one report of a kept document again. Problems are answers; it never rejects. */
export function askSourceThread(request: SourceRequest): Promise<SourceAnswer> {
  shared.pfofSourceThread ??= new SourceThread();
  return shared.pfofSourceThread.ask(request);
}
