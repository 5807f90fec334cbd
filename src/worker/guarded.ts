import { Worker } from "node:worker_threads";
import { programFile } from "./program-file";

/**
 * Puts this process, started by `readingProcess`, under its limits. It ends when whoever started it says so or is gone. Returns
 * what to call when a document is begun: how much of a processor's time it may take from then on.
 */
export function guarded(): (mostSeconds: number) => void {
  const until = new Float64Array(new SharedArrayBuffer(8));
  until[0] = Number.POSITIVE_INFINITY;
  const mostBytes = Number(process.argv[2]);
  const workerData = { mostBytes, parent: process.ppid, until } satisfies Guarding;
  new Worker(programFile("reading-guard.js"), { workerData }).unref();
  process.once("disconnect", () => process.exit());
  // A terminal tells every process of a command to stop; when to stop reading is for the one that asked for it to say.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
  return (mostSeconds) => {
    until[0] = processorSeconds() + mostSeconds;
  };
}

export interface Guarding {
  readonly mostBytes: number;
  readonly parent: number;
  /** Processor seconds of the process at which it has had its time. */
  readonly until: Float64Array;
}

/** Of this process, since it started. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
