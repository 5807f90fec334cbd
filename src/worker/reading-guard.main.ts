import { workerData } from "node:worker_threads";
import { type Guarding, processorSeconds } from "./guarded";
import { NO_MEMORY, NO_TIME } from "./reading-process";

/* The thread that watches over a process that reads documents, which may be busy for as long as it lives: ends it at once when
 * it holds more memory or has taken more time than it may, or nobody is left who wants to know. */

const INTERVAL_MS = 20;

const { mostBytes, parent, until } = workerData as Guarding;

setInterval(() => {
  if (process.memoryUsage.rss() > mostBytes || process.ppid !== parent) process.kill(process.pid, NO_MEMORY);
  else if (processorSeconds() > (until[0] as number)) process.kill(process.pid, NO_TIME);
}, INTERVAL_MS);
