import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { IsProxy } from "@/host/trusted-proxies";
import type { WriteVerdict } from "@/host/write-access";
import { judgeWrite } from "./access";
import { finishHead } from "./answer-headers";
import type { EndedSessions } from "./ended-sessions";
import { type Refusal, refusalAnswer } from "./error-answer";
import type { Lanes } from "./lanes";
import type { Limits } from "./rate-limit";
import type { Handler } from "./rendered-response";
import type { CacheUse, RequestRecord } from "./request-record";
import type { ResponseCache } from "./response-cache";
import { sendPlainWhileSending, type Wishes } from "./send-answer";

/** What is served, and by which rules. */
export interface Site {
  /** The app: renders pages and routes. */
  readonly handler: Handler;
  readonly cache: ResponseCache;
  /** The state of the data, or null when nothing may be kept. See `dataVersion`. */
  readonly version: () => string | null;
  readonly uploadToken: string | null;
  readonly endedSessions: EndedSessions;
  readonly boundToLoopback: boolean;
  readonly limits: Limits;
  /** Whose word on the client is believed. */
  readonly isProxy: IsProxy;
  /** Told of every wrong token, with the request's id. */
  readonly wrongToken: (request: string) => void;
  /** Where reads wait for the app. */
  readonly lanes: Lanes;
  /** Longest request body, bytes. */
  readonly maxBodyBytes: number;
  /** The server has been told to stop: connections are not kept open. */
  readonly isDraining: () => boolean;
  /** Told of every request when it is over. */
  readonly observe: (record: RequestRecord) => void;
  /** The server's numbers, as text for Prometheus. */
  readonly metrics: () => Promise<string>;
}

/** One request on its way. */
export interface Visit extends Wishes {
  readonly id: string;
  /** Request target: path and query string. */
  readonly url: string;
  readonly pathname: string;
  /** Whose requests count together; see `clientKey`. */
  readonly client: string;
  /** As the client sent them; those of `request` are changed on its way through the app. */
  readonly headers: IncomingHttpHeaders;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Set while it is answered, for the record. */
  cache: CacheUse | null;
}

/** Addresses whose answers speak of the server or of who asks, not of the data, and so are never kept. */
export const NEVER_KEPT = /^\/api\/(health|metrics|v1\/uploads)(\/|$)/;

/**
 * Whether a visitor may change something. Whoever has shown too many wrong tokens waits, even with the right one: an
 * answer would tell that it is. Reads ask too (`GET /api/v1/uploads` says whether one may upload), and count as guesses.
 */
export function judge(site: Site, { headers, client, id }: Visit): WriteVerdict {
  const { boundToLoopback, uploadToken, endedSessions, limits } = site;
  const shows = uploadToken !== null && headers.authorization !== undefined;
  const wait = shows ? limits.guesses.waitFor(client) : 0;
  if (wait > 0) {
    const message = tooManyGuesses(wait);
    return { allowed: false, status: 429, code: "too_many_requests", message, retryAfter: wait };
  }
  const verdict = judgeWrite({
    headers,
    boundToLoopback,
    uploadToken,
    isEnded: (session) => endedSessions.has(session),
  });
  if (!verdict.allowed && verdict.code === "token_wrong") {
    limits.guesses.take(client);
    site.wrongToken(id);
  } else if (shows && verdict.allowed) limits.guesses.right(client);
  return verdict;
}

/** What to say to one who may not. */
export function refusalOf({ status, code, message, retryAfter }: Refused): Refusal {
  const wanted = status === 401 && { "www-authenticate": "Bearer" };
  const later = retryAfter !== undefined && { "retry-after": String(retryAfter) };
  return { status, code, message, headers: { ...wanted, ...later } };
}

type Refused = Extract<WriteVerdict, { allowed: false }>;

export function tooManyGuesses(seconds: number): string {
  return `Too many wrong tokens. Try again in ${seconds} seconds.`;
}

export function refuse(visit: Visit, refusal: Refusal): void {
  const { status, headers, body } = refusalAnswer(visit.pathname, refusal);
  const finished = finishHead(visit.pathname, headers, []);
  sendPlainWhileSending(visit, visit.request, visit.response, { status, headers: finished.headers, body });
}
