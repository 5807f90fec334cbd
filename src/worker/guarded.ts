import { Worker } from "node:worker_threads";
import { programFile } from "./program-file";

/** Puts this process, started by `readingProcess`, under its limits. It ends when whoever started it says so or is gone. */
export function guarded(): void {
  const mostBytes = Number(process.argv[2]);
  new Worker(programFile("reading-guard.js"), { workerData: { mostBytes, parent: process.ppid } }).unref();
  process.once("disconnect", () => process.exit());
  // A terminal tells every process of a command to stop; when to stop reading is for the one that asked for it to say.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
}
