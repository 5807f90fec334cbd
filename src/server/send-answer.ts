import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import zlib from "node:zlib";
import { acceptedEncoding, acceptsGzip, isCompressible } from "./encodings";
import type { PlainAnswer } from "./error-answer";
import type { StreamedAnswer } from "./rendered-response";
import type { CachedAnswer } from "./response-cache";

/** What the client asked for; the request object itself is changed on its way through the app. */
export interface Wishes {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** Sends a whole answer with status 200: compressed as the client likes, or 304 when it has it already. */
export async function sendCached(
  { method, headers }: Wishes,
  response: ServerResponse,
  answer: CachedAnswer,
): Promise<void> {
  const encoding = answer.compressible ? acceptedEncoding(textOf(headers["accept-encoding"])) : null;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.setHeader("etag", answer.etag(encoding));
  if (namesTag(headers["if-none-match"], (tag) => answer.owns(tag))) {
    response.removeHeader("content-type");
    response.writeHead(304).end();
    return;
  }
  const body = encoding ? await answer.encoded(encoding) : answer.body;
  if (encoding) response.setHeader("content-encoding", encoding);
  response.setHeader("content-length", body.length);
  response.writeHead(200);
  response.end(method === "HEAD" ? undefined : body);
}

/** Sends an answer that is not kept, as it is. */
export function sendPlain(
  { method }: Wishes,
  response: ServerResponse,
  { status, headers, body }: PlainAnswer,
): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // 204 and 304 have no body, and say nothing of its length.
  if (status !== 204 && status !== 304) response.setHeader("content-length", body.length);
  response.writeHead(status);
  response.end(method === "HEAD" ? undefined : body);
}

/** How much of a request nobody reads is taken in after the answer, and for how long. */
const LINGER_BYTES = 64 * 1024 * 1024;
export const LINGER_MS = 5_000;

/**
 * Like `sendPlain`, to a client that may still be sending. Closing at once would make its system throw away
 * the answer with the connection, so what it sends is read and dropped for a while; then it is cut off.
 */
export function sendPlainWhileSending(
  wishes: Wishes,
  request: IncomingMessage,
  response: ServerResponse,
  answer: PlainAnswer,
): void {
  const hasBody =
    wishes.headers["transfer-encoding"] !== undefined || Number(wishes.headers["content-length"] ?? 0) > 0;
  if (request.complete || !hasBody) {
    sendPlain(wishes, response, answer);
    return;
  }
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  response.setHeader("connection", "close");
  if (answer.status !== 204) response.setHeader("content-length", answer.body.length);
  response.writeHead(answer.status);
  if (answer.body.length > 0) response.write(answer.body);
  else response.flushHeaders();
  let dropped = 0;
  const stop = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(stop, LINGER_MS);
  // The app may have begun to read in another way.
  request.removeAllListeners("readable");
  request.on("data", (chunk: Buffer) => {
    dropped += chunk.length;
    if (dropped > LINGER_BYTES) stop();
  });
  request.once("end", stop).once("close", stop).once("error", stop).resume();
}

/**
 * Sends an answer while it is being made. What is not yet sent is bounded: a slow client slows the handler
 * down, and one that leaves stops it. Rejects when the handler fails half-way; the connection is then cut.
 */
export async function sendStreamed(
  { method, headers: wished }: Wishes,
  response: ServerResponse,
  { status, headers, body }: StreamedAnswer,
): Promise<void> {
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) response.setHeader(name, value);
  const contentType = String(headers["content-type"] ?? "");
  const gzip =
    // Lines that report progress must not wait in a compressor.
    !isLive(contentType) &&
    isCompressible(contentType) &&
    headers["content-encoding"] === undefined &&
    acceptsGzip(textOf(wished["accept-encoding"]));
  if (gzip) {
    response.setHeader("content-encoding", "gzip");
    response.removeHeader("content-length");
  }
  response.writeHead(status);
  if (method === "HEAD") {
    body.destroy();
    response.end();
  } else if (gzip) {
    await pipeline(body, zlib.createGzip({ level: 4 }), response);
  } else {
    await pipeline(body, response);
  }
}

/** Answers whose parts mean something by themselves, as they come. */
export function isLive(contentType: string): boolean {
  return /^(application\/x-ndjson|text\/event-stream)/i.test(contentType);
}

/** Whether If-None-Match holds a tag that `matches`; `*` means any. Weak comparison, as for every 304. */
export function namesTag(header: string | undefined, matches: (tag: string) => boolean): boolean {
  if (!header) return false;
  if (header.trim() === "*") return true;
  return [...header.matchAll(/(?:W\/)?"([^"]*)"/g)].some(([, tag = ""]) => matches(tag));
}

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(",") : header;
}
