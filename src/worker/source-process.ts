import type { ChildProcess } from "node:child_process";
import { MOST_SECONDS, mostMsByClock, readingProcess, tookTooLong, whyEnded } from "./reading-process";
import type { SourceAnswer, SourceRequest } from "./source-cells.main";

/** Starting it costs more than reading an XML: it stays for the next one who asks, but not forever. */
const IDLE_MS = 30_000;

/** The one process that reads kept documents again for this one; those who ask wait for each other. */
class SourceProcess {
  #child: ChildProcess | null = null;
  #idle: NodeJS.Timeout | null = null;
  #last: Promise<unknown> = Promise.resolve();

  ask(request: SourceRequest): Promise<SourceAnswer> {
    const answer = this.#last.then(() => this.#read(request));
    this.#last = answer;
    return answer;
  }

  #read(request: SourceRequest): Promise<SourceAnswer> {
    if (this.#idle) clearTimeout(this.#idle);
    const child = this.#child ?? this.#start();
    return new Promise((resolve) => {
      const done = (answer: SourceAnswer) => {
        clearTimeout(timer);
        child.off("message", done).off("error", onError).off("exit", onExit);
        this.#idle = setTimeout(() => this.#stop(child), IDLE_MS);
        this.#idle.unref();
        resolve(answer);
      };
      const fail = (why: string) => {
        done({ problem: `${request.name} could not be read again: ${why}.` });
        this.#stop(child);
      };
      const onError = (error: Error) => fail(error.message);
      const onExit = (code: number | null, signal: NodeJS.Signals | null) => fail(whyEnded(code, signal));
      const timer = setTimeout(() => fail(tookTooLong(MOST_SECONDS)), mostMsByClock(MOST_SECONDS));
      child.on("message", done).on("error", onError).on("exit", onExit);
      // One that is gone is heard of by its end.
      child.send(request, () => {});
    });
  }

  #start(): ChildProcess {
    const child = readingProcess("source-cells.js");
    // While it is idle nobody listens, and an error without a listener would end this process.
    child.on("error", () => {});
    child.once("exit", () => this.#forget(child));
    child.unref();
    child.channel?.unref();
    this.#child = child;
    return child;
  }

  #forget(child: ChildProcess): void {
    if (this.#child === child) this.#child = null;
  }

  #stop(child: ChildProcess): void {
    this.#forget(child);
    child.kill("SIGKILL");
  }
}

// Next loads server code in several bundles; the one reader of the process hangs on globalThis.
const shared = globalThis as { pfofSourceProcess?: SourceProcess };

/** Reads one report of a kept document again. Problems are answers; it never rejects. */
export function askSourceProcess(request: SourceRequest): Promise<SourceAnswer> {
  shared.pfofSourceProcess ??= new SourceProcess();
  return shared.pfofSourceProcess.ask(request);
}
