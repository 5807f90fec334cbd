// The server: `npm start` runs this, built into dist/. What it does is in the files beside it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { collectDefaultMetrics, Registry } from "prom-client";
import { logLine } from "@/host/log";
import { readSettings, type Settings } from "@/host/settings";
import { shutDown } from "@/host/shutdown";
import { writeSecret } from "@/host/write-access";
import { messageOf } from "@/report/errors";
import { audit } from "@/store/audit";
import { readConnection } from "@/store/read-connection";
import { prepareStore } from "@/worker/prepare-store";
import { isLoopbackAddress } from "./access";
import { dataVersion } from "./data-version";
import { EndedSessions } from "./ended-sessions";
import { ASSISTANTS_PATH } from "./error-answer";
import { addressToOpen, drain, listen } from "./http-server";
import { defaultLanes, laneOf } from "./lanes";
import { defaultLimits } from "./rate-limit";
import { Renderer, type RendererStart, socketIn } from "./renderer";
import { rendererMetrics } from "./renderer-metrics";
import { requestLine } from "./request-log";
import { requestMetrics } from "./request-metrics";
import { ResponseCache } from "./response-cache";
import { storeMetrics } from "./store-metrics";
import { uploadRule } from "./upload-rule";

/** Memory for kept answers. */
const CACHE_BYTES = 128 * 1024 * 1024;
/** The process that answers what takes long goes when nobody has asked it for so long. */
const EXPORTS_IDLE_MS = 60_000;
/** How long open requests and a running import may take to come to an end. */
const GRACE_MS = 15_000;

async function main(): Promise<void> {
  const settings = readSettings();
  const { server, address, serve } = await listen(settings.host, settings.port);

  const folder = mkdtempSync(path.join(tmpdir(), "pfof-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const given = {
    hostname: settings.host,
    port: address.port,
    log: settings.log,
    writeSecret: writeSecret(),
  };
  const rendererOn = (name: string): RendererStart => ({ ...given, socket: socketIn(folder, name) });
  const renderers = {
    pages: new Renderer(rendererOn("pages")),
    exports: new Renderer(rendererOn("exports"), EXPORTS_IDLE_MS),
  };

  let draining = false;
  const stop = async () => {
    // A second signal means now.
    if (draining) process.exit(1);
    draining = true;
    const hardStop = setTimeout(() => process.exit(1), GRACE_MS + 5_000);
    await Promise.all([
      drain(server, GRACE_MS),
      shutDown(),
      renderers.pages.stop(),
      renderers.exports.stop(),
    ]);
    clearTimeout(hardStop);
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);

  await prepareStore(settings);
  await renderers.pages.start();
  const boundToLoopback = isLoopbackAddress(address.address);
  const cache = new ResponseCache(CACHE_BYTES);
  const registry = new Registry();
  const count = requestMetrics(registry, () => cache.bytes);
  const measureStore = storeMetrics(registry, readConnection, settings.databaseFile);
  rendererMetrics(registry, () => ({ pages: renderers.pages.use, exports: renderers.exports.use }));
  collectDefaultMetrics({ register: registry });
  serve({
    handler: (request, response) => {
      // Changes all go to one: uploads are imported in turn.
      const isRead = request.method === "GET" || request.url === ASSISTANTS_PATH;
      const lane = isRead ? laneOf(request.url ?? "/") : "pages";
      return renderers[lane].handle(request, response);
    },
    lanes: defaultLanes(),
    cache,
    version: dataVersion(readConnection),
    uploadToken: settings.uploadToken,
    endedSessions: new EndedSessions(path.join(settings.dataDir, "ended-sessions")),
    boundToLoopback,
    limits: defaultLimits(),
    isProxy: settings.isProxy,
    wrongToken: (request) => {
      logLine("refused", { request, what: "wrong token" });
      audit(settings.dataDir, { who: "nobody", request }, [{ what: "wrong token" }]);
    },
    maxBodyBytes: settings.maxUploadBytes,
    isDraining: () => draining,
    observe: (record) => {
      count(record);
      if (settings.log !== "off") process.stdout.write(`${requestLine(settings.log, record)}\n`);
    },
    metrics: () => {
      measureStore();
      return registry.metrics();
    },
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
