import type { IncomingMessage } from "node:http";
import { isCrossSite } from "./access";
import { finishHead } from "./answer-headers";
import type { Refusal } from "./error-answer";
import { saysTls } from "./proxy";
import { sendPlainWhileSending } from "./send-answer";
import { endedCookie, equalInConstantTime, sessionCookie, sessionsIn } from "./session";
import { refuse, type Site, tooManyGuesses, type Visit } from "./visit";

const SESSION_PATH = "/api/v1/session";
const END_PATH = "/api/v1/session/end";

export function isSessionPath(pathname: string): boolean {
  return pathname === SESSION_PATH || pathname === END_PATH;
}

/** A form with one token. */
const MOST_BYTES = 4_096;
/** It comes at once. */
const MOST_MS = 10_000;

/**
 * Signing in and out. `POST /api/v1/session` with the field `token` (form or JSON) answers 204 with a cookie, 401 or 429;
 * `DELETE` of it, or `POST /api/v1/session/end`, ends the session of the cookie, wherever else it may be, and takes the cookie
 * away. A browser's form is led on to a page instead.
 */
export async function answerSession(site: Site, visit: Visit, expectsContinue: boolean): Promise<void> {
  const { request, response, headers, method, pathname } = visit;
  const isForm = /\btext\/html\b/.test(headers.accept ?? "");
  const secure = saysTls(headers);
  const done = (page: string, cookie: string) => {
    const given = { "set-cookie": cookie, "cache-control": "no-store", ...(isForm && { location: page }) };
    const { headers: finished } = finishHead(pathname, given, []);
    const status = isForm ? 303 : 204;
    sendPlainWhileSending(visit, request, response, { status, headers: finished, body: Buffer.alloc(0) });
  };
  const refused = (problem: string, refusal: Refusal) => {
    if (!isForm) return refuse(visit, refusal);
    const given = { location: `/sign-in?problem=${problem}`, "cache-control": "no-store" };
    const { headers: finished } = finishHead(pathname, given, []);
    const answer = { status: 303, headers: finished, body: Buffer.alloc(0) };
    sendPlainWhileSending(visit, request, response, answer);
  };
  const isEnd = pathname === END_PATH ? method === "POST" : method === "DELETE";
  if (!isEnd && !(pathname === SESSION_PATH && method === "POST")) {
    const allow = pathname === END_PATH ? "POST" : "POST, DELETE";
    const message = `${method} is not possible at this address.`;
    return refuse(visit, { status: 405, code: "method_not_allowed", message, headers: { allow } });
  }
  if (isCrossSite(headers)) {
    const message = "Pages of other sites cannot sign anyone in or out here.";
    return refuse(visit, { status: 403, code: "cross_site", message });
  }
  if (isEnd) {
    const sessions = site.uploadToken === null ? [] : sessionsIn(headers.cookie, site.uploadToken);
    for (const session of sessions) site.endedSessions.end(session);
    return done("/sign-in", endedCookie(secure));
  }
  if (site.uploadToken === null) {
    const message = "This server has no upload token, so there is nothing to sign in to.";
    return refused("none", { status: 404, code: "no_token", message });
  }
  if (expectsContinue) response.writeContinue();
  // One that sends no more is cut off.
  const timer = setTimeout(() => request.destroy(), MOST_MS);
  const body = await textOf(request).finally(() => clearTimeout(timer));
  if (body === null) {
    return refuse(visit, { status: 413, code: "too_large", message: "That is more than a token." });
  }
  // Counted before it is compared: many requests at once are as many guesses.
  const wait = site.limits.guesses.take(visit.client);
  if (wait > 0) {
    const headers = { "retry-after": String(wait) };
    return refused("wait", {
      status: 429,
      code: "too_many_requests",
      message: tooManyGuesses(wait),
      headers,
    });
  }
  if (!equalInConstantTime(shownToken(body, headers["content-type"] ?? ""), site.uploadToken)) {
    site.wrongToken(visit.id);
    return refused("wrong", {
      status: 401,
      code: "token_wrong",
      message: "That is not the upload token of this server.",
    });
  }
  site.limits.guesses.right(visit.client);
  done("/upload", sessionCookie(site.uploadToken, secure));
}

async function textOf(request: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request) {
    bytes += (piece as Buffer).length;
    if (bytes > MOST_BYTES) return null;
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces).toString();
}

function shownToken(body: string, contentType: string): string {
  if (!/^application\/json\b/i.test(contentType)) return new URLSearchParams(body).get("token") ?? "";
  try {
    const { token } = JSON.parse(body) as { token?: unknown };
    return typeof token === "string" ? token : "";
  } catch {
    // No JSON is no token.
    return "";
  }
}
