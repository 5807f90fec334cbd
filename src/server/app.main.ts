import { rmSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import next from "next";
import { tellCounted } from "@/host/import-counts";
import { shutDown } from "@/host/shutdown";
import { shareWriteSecret } from "@/host/write-access";
import { messageOf } from "@/report/errors";
import type { FromRenderer, RendererStart, ToRenderer } from "./renderer";

/*
 * A process that renders pages and answers the API: the app itself, listening where only the server in front of it can
 * ask. Queries and rendering fill its one thread, for seconds at times; the server in front stays free of that.
 */

process.on("message", (message: ToRenderer) => {
  if (message === "stop") void shutDown().then(() => tell("stopped"));
  else start(message).catch(fail);
});
// Without the server in front nobody can ask.
process.once("disconnect", () => process.exit());

/** While it renders nothing is told, so that it is told often. */
const TELL_USE_MS = 5_000;
// A terminal tells every process of a program to stop; when, the server in front says.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});

async function start({ socket, hostname, port, log, writeSecret }: RendererStart): Promise<void> {
  shareWriteSecret(writeSecret);
  tellCounted((counted) => tell({ counted }));
  // Next answers WebSocket upgrades of the server it is given; there are none here.
  const dir = path.resolve(import.meta.dirname, "..");
  const app = next({ dev: false, dir, hostname, port, httpServer: createServer() });
  // How long its configuration took to read is news at every start of such a process; faults go another way.
  console.log = () => {};
  await app.prepare();
  // Where programs read standard output, what the framework has to say is none of it.
  console.log = log === "json" ? console.error : console.info;
  // How long a request may take, and how large its head may be, is seen to in front.
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 0, maxHeaderSize: 64 * 1024 });
  server.on("request", app.getRequestHandler());
  // One before it may have been killed.
  rmSync(socket, { force: true });
  server.listen(socket, () => tell("ready"));
  server.once("error", fail);
  tellUse();
  setInterval(tellUse, TELL_USE_MS).unref();
}

function tellUse(): void {
  const { user, system } = process.cpuUsage();
  tell({ use: { rss: process.memoryUsage.rss(), cpuSeconds: (user + system) / 1e6 } });
}

function tell(message: FromRenderer): void {
  if (process.connected) process.send?.(message);
}

function fail(error: unknown): void {
  console.error(messageOf(error));
  process.exit(1);
}
