// The server: `npm start` runs this, built into dist/. What it does is in the files beside it.
import { createServer } from "node:http";
import path from "node:path";
import next from "next";
import { readSettings, type Settings } from "@/host/settings";
import { shutDown } from "@/host/shutdown";
import { messageOf } from "@/report/errors";
import { readConnection } from "@/store/read-connection";
import { prepareStore } from "@/worker/prepare-store";
import { isLoopbackAddress } from "./access";
import { dataVersion } from "./data-version";
import { EndedSessions } from "./ended-sessions";
import { addressToOpen, drain, listen } from "./http-server";
import { metricsText } from "./metric-text";
import { processMetrics } from "./process-metrics";
import { defaultLimits } from "./rate-limit";
import { requestLine } from "./request-log";
import { RequestMetrics } from "./request-metrics";
import { ResponseCache } from "./response-cache";
import { storeMetrics } from "./store-metrics";
import { uploadRule } from "./upload-rule";

/** Memory for kept answers. */
const CACHE_BYTES = 128 * 1024 * 1024;
/** How long open requests and a running import may take to come to an end. */
const GRACE_MS = 15_000;

async function main(): Promise<void> {
  const settings = readSettings();
  // Where programs read standard output, what the framework has to say is none of it.
  if (settings.log === "json") console.log = console.error;
  const { server, address, serve } = await listen(settings.host, settings.port);

  let draining = false;
  const stop = async () => {
    // A second signal means now.
    if (draining) process.exit(1);
    draining = true;
    const hardStop = setTimeout(() => process.exit(1), GRACE_MS + 5_000);
    await Promise.all([drain(server, GRACE_MS), shutDown()]);
    clearTimeout(hardStop);
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);

  await prepareStore(settings);
  const app = next({
    dev: false,
    dir: path.resolve(import.meta.dirname, ".."),
    hostname: settings.host,
    port: address.port,
    // Next answers WebSocket upgrades of the server it is given; there are none here.
    httpServer: createServer(),
  });
  await app.prepare();
  const boundToLoopback = isLoopbackAddress(address.address);
  const cache = new ResponseCache(CACHE_BYTES);
  const requests = new RequestMetrics();
  const ofStore = storeMetrics(readConnection, settings.databaseFile);
  const ofProcess = processMetrics();
  serve({
    handler: app.getRequestHandler(),
    cache,
    version: dataVersion(readConnection),
    uploadToken: settings.uploadToken,
    endedSessions: new EndedSessions(path.join(settings.dataDir, "ended-sessions")),
    boundToLoopback,
    limits: defaultLimits(),
    maxBodyBytes: settings.maxUploadBytes,
    isDraining: () => draining,
    observe: (record) => {
      requests.record(record);
      if (settings.log !== "off") process.stdout.write(`${requestLine(settings.log, record)}\n`);
    },
    metrics: () => metricsText([...requests.families(cache.bytes), ...ofStore(), ...ofProcess()]),
  });
  say(settings, `PFOF Explorer is ready on ${addressToOpen(address)}`);
  say(settings, uploadRule(boundToLoopback, settings.uploadToken));
}

/** To the person who started it; where programs read standard output, each of its lines is an object. */
function say({ log }: Settings, message: string): void {
  const time = new Date().toISOString();
  const line = log === "json" ? JSON.stringify({ time, event: "start", message }) : message;
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exit(1);
});
