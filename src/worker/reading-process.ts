import { type ChildProcess, fork } from "node:child_process";
import { programFile } from "./program-file";

/** JavaScript heap of a process that reads documents. */
const HEAP_MB = 384;
/** All its memory: bytes and long texts are outside of that heap. A file of 256 MiB, the largest that is held whole, fits with room to be read. */
const MEMORY_MB = 768;

/** The pipe on which it says what it is about to read: see `sayBegin`. */
export const BEGIN_PIPE = 3;

/**
 * Starts a program of dist/ that reads documents: a process of its own with limits on all of its memory, so that whatever a file
 * does to it, it alone ends. A thread's limits hold for JavaScript's own heap only, and running out of that can end the whole process.
 */
export function readingProcess(program: string): ChildProcess {
  // Secrets are no business of what reads anyone's files.
  const { UPLOAD_TOKEN: _, NOTIFY_SECRET: __, ...env } = process.env;
  return fork(/* turbopackIgnore: true */ programFile(program), [String(MEMORY_MB * 1024 ** 2)], {
    env,
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    serialization: "advanced",
    // What a library prints about a file is nobody's output.
    stdio: ["ignore", "ignore", "ignore", "pipe", "ipc"],
  });
}

/** How its guard ends it. */
export const NO_MEMORY = "SIGKILL";
export const NO_TIME = "SIGXCPU";

/** How long one document may take before its reader is stopped, in seconds of a processor: a machine with much else to do is no
 * fault of the document. Real ones take well under one. */
export const MOST_SECONDS = 30;
/** Times that by the clock: what waits for ever takes no processor. */
const MOST_TIMES_BY_CLOCK = 4;

export function mostMsByClock(mostSeconds: number): number {
  return mostSeconds * MOST_TIMES_BY_CLOCK * 1000;
}

/** The words for that, which go on after "was given up: " as those below. */
export function tookTooLong(mostSeconds: number): string {
  return `reading it took longer than ${mostSeconds} s`;
}

/** Why such a process ended by itself. */
export function whyEnded(
  code: number | null,
  signal: NodeJS.Signals | null,
  mostSeconds = MOST_SECONDS,
): string {
  if (signal === NO_TIME) return tookTooLong(mostSeconds);
  // By its guard or the system; the others are how the engine ends without memory (134 where there are no signals).
  const memory = signal === NO_MEMORY || signal === "SIGABRT" || signal === "SIGTRAP" || code === 134;
  return memory
    ? "it needs more memory than a report can"
    : `its reader ended with ${signal ?? `code ${code}`}`;
}
