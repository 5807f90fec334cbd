import type { IncomingMessage, ServerResponse } from "node:http";
import { finishHead } from "./answer-headers";
import { type PlainAnswer, refusalAnswer } from "./error-answer";
import { sendPlain } from "./send-answer";
import type { Visit } from "./visit";

/**
 * Answers probes before there is an app to answer them: the process lives, and is not ready. Bringing a large store up
 * to date can take minutes, in which whoever watches must not take the server for dead. False: any other request, which
 * waits for the app.
 */
export function answerStarting(
  { method = "", url = "", headers }: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (method !== "GET" && method !== "HEAD") return false;
  const answer = startingAnswer(url);
  if (answer === null) return false;
  sendPlain({ method, headers }, response, {
    ...answer,
    headers: finishHead(url, answer.headers, []).headers,
  });
  return true;
}

export const LIVE = "/api/health/live";
const LIVES: PlainAnswer = {
  status: 200,
  headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
  body: Buffer.from('{"status":"live"}\n'),
};

export function answerLive(visit: Visit): void {
  const { headers } = finishHead(LIVE, LIVES.headers, []);
  sendPlain(visit, visit.response, { ...LIVES, headers });
}

function startingAnswer(url: string): PlainAnswer | null {
  if (url === LIVE) return LIVES;
  if (url !== "/api/health" && url !== "/api/health/ready") return null;
  return refusalAnswer(url, { status: 503, code: "starting", message: "The server is starting." });
}
