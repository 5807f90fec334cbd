import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { logError } from "@/host/log";
import { loggedAddress } from "@/host/logged-address";
import { answerMetrics, METRICS_PATH } from "./answer-metrics";
import { answerRead } from "./answer-read";
import { answerLive, LIVE } from "./answer-starting";
import { answerWrite } from "./answer-write";
import { clientKey } from "./client-key";
import { refusalForStatus } from "./error-answer";
import { MeasuredResponse } from "./measured-response";
import { strictTransport } from "./proxy";
import { Busy } from "./render-queue";
import { ClientLeft } from "./rendered-response";
import { gate } from "./request-gate";
import { routeClass } from "./route-class";
import { LINGER_MS } from "./send-answer";
import { refuse, type Site, type Visit } from "./visit";

/**
 * Everything between the socket and the app: refuses what must not come in, lets only those write who may, keeps
 * answers while the data stay the same, and adds the headers every answer has. Never rejects.
 * `expectsContinue`: the client waits for leave to send the body (`Expect: 100-continue`).
 */
export async function handleRequest(
  site: Site,
  request: IncomingMessage,
  response: ServerResponse,
  expectsContinue = false,
): Promise<void> {
  const { method = "GET", url = "/", headers } = request;
  const { pathname, refusal } = gate({ method, url, host: headers.host });
  const id = requestId(headers["x-request-id"]);
  const client = clientKey(request.socket.remoteAddress, headers, site.isProxy);
  const visit: Visit = { id, method, url, pathname, client, headers, request, response, cache: null };
  record(site, visit);
  try {
    response.once("finish", () => cutOffRest(request));
    response.setHeader("x-request-id", id);
    if (site.isDraining()) response.setHeader("connection", "close");
    if (strictTransport(request.socket.remoteAddress, headers, site.isProxy)) {
      response.setHeader("strict-transport-security", "max-age=31536000");
    }
    if (refusal) refuse(visit, refusal);
    else if (method === "GET" || method === "HEAD") {
      if (pathname === METRICS_PATH) await answerMetrics(site, visit);
      // However busy the app is: this server answers.
      else if (url === LIVE) answerLive(visit);
      else await answerRead(site, visit);
    } else await answerWrite(site, visit, expectsContinue);
  } catch (error) {
    fail(visit, error);
  }
}

/** Whoever goes on sending what nobody reads holds a connection for nothing. */
function cutOffRest(request: IncomingMessage): void {
  if (request.complete) return;
  setTimeout(() => {
    if (!request.complete) request.destroy();
  }, LINGER_MS).unref();
}

/** Tells what became of the request, when nothing more is sent. */
function record(site: Site, visit: Visit): void {
  const { id, method, url, pathname, response } = visit;
  const started = performance.now();
  response.once("close", () => {
    site.observe({
      id,
      method,
      path: loggedAddress(url),
      route: routeClass(method, pathname),
      status: response.headersSent ? response.statusCode : null,
      bytes: response instanceof MeasuredResponse ? response.bodyBytes : 0,
      ms: performance.now() - started,
      cache: visit.cache,
      whole: response.writableFinished,
    });
  });
}

function fail(visit: Visit, error: unknown): void {
  const { response, id, method, url } = visit;
  // The client went away: nobody is waiting, and nothing is wrong here.
  if (error instanceof ClientLeft || (response.destroyed && isPrematureClose(error))) return;
  if (error instanceof Busy && !response.headersSent) {
    refuse(visit, error.refusal);
    return;
  }
  logError(error, { request: id, method, url: loggedAddress(url) });
  if (response.headersSent) response.destroy();
  else refuse(visit, refusalForStatus(500, method));
}

function isPrematureClose(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "ERR_STREAM_PREMATURE_CLOSE" || code === "ECONNRESET" || code === "EPIPE";
}

/** The one a proxy gave, so that both logs can be read together, or a new one. */
function requestId(given: string | string[] | undefined): string {
  return typeof given === "string" && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}
