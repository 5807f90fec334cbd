import { workerData } from "node:worker_threads";

/* The thread that watches over a process that reads documents, which may be busy for as long as it lives: ends it at once when
 * it holds more memory than it may, or nobody is left who wants to know. */

const INTERVAL_MS = 20;

const { mostBytes, parent } = workerData as { mostBytes: number; parent: number };

setInterval(() => {
  if (process.memoryUsage.rss() > mostBytes || process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, INTERVAL_MS);
