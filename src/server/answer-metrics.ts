import { Registry } from "prom-client";
import { isFromThisMachine } from "./access";
import { finishHead } from "./answer-headers";
import type { Refusal } from "./error-answer";
import { sendPlain } from "./send-answer";
import { judge, refusalOf, refuse, type Site, type Visit } from "./visit";

export const METRICS_PATH = "/api/metrics";

/**
 * Numbers for whoever watches the server. They name nobody and tell no figure, but they are not for everyone: asked for on this
 * machine itself, or with the upload token. Not made by the app, so that it answers when the app cannot.
 */
export async function answerMetrics(site: Site, visit: Visit): Promise<void> {
  const refusal = whyNot(site, visit);
  if (refusal) {
    refuse(visit, refusal);
    return;
  }
  const given = { "content-type": Registry.PROMETHEUS_CONTENT_TYPE, "cache-control": "no-store" };
  const { headers } = finishHead(visit.pathname, given, []);
  sendPlain(visit, visit.response, { status: 200, headers, body: Buffer.from(await site.metrics()) });
}

function whyNot(site: Site, visit: Visit): Refusal | null {
  const { pathname, url, headers, request } = visit;
  const [parameter] = new URLSearchParams(url.slice(pathname.length)).keys();
  if (parameter !== undefined) {
    return {
      status: 400,
      code: "invalid_input",
      message: `Unknown parameter "${parameter}"; allowed: none.`,
    };
  }
  if (isFromThisMachine(request.socket.remoteAddress, headers)) return null;
  const verdict = judge(site, visit);
  if (verdict.allowed) return null;
  return { ...refusalOf(verdict), ...(verdict.code === "token_wanted" && { message: TOKEN_WANTED }) };
}

const TOKEN_WANTED =
  "Metrics are shown on the server's own machine, and to those who send its upload token (Authorization: Bearer <token>).";
