import { createHash, randomBytes } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { stampWriteAccess } from "@/host/write-access";
import { FILES } from "./answer-headers";
import { isApiPath } from "./error-answer";
import { finishAnswer } from "./finish-answer";
import { MARK_POLICY } from "./inline-scripts";
import { laneOf } from "./lanes";
import { type KeepWhole, render } from "./rendered-response";
import { CachedAnswer, cacheKey, KEYED_HEADERS, MAX_ENTRY_BYTES, type Share } from "./response-cache";
import { isLive, namesTag, sendCached, sendPlainWhileSending, sendStreamed } from "./send-answer";
import { judge, NEVER_KEPT, type Site, type Visit } from "./visit";

/** HTML is always kept whole: its policy header needs the hash of every script in it. */
const MAX_HTML_BYTES = 32 * 1024 * 1024;

/** How long a cache in front may say the same without asking again: an import is seen by then. */
const SHARED_SECONDS = 30;
/**
 * Browsers ask each time, so that whoever imports sees it at once. A cache in front may answer a little longer while it asks; only
 * caches that are told by a header of their own (RFC 9213), as browsers would do so too.
 */
const PUBLIC = {
  "cache-control": `public, max-age=0, s-maxage=${SHARED_SECONDS}, must-revalidate`,
  "cdn-cache-control": `public, max-age=${SHARED_SECONDS}, stale-while-revalidate=${SHARED_SECONDS}`,
} as const;

/** Pages on which somebody shows a token or a file. */
const NOT_IN_FRONT = /^\/(sign-in|upload)(\/|$)/;

/**
 * Answers GET and HEAD: from memory while the data are as they were when the answer was made, else by having it
 * made, once for all who ask for it meanwhile. The data version is read before, so that an answer can only be
 * newer than it says, never older.
 */
export async function answerRead(site: Site, visit: Visit): Promise<void> {
  const { pathname, url, headers, response } = visit;
  const version = versionFor(site, pathname);
  if (version === null) return makeAnswer(site, visit, null, null);
  const key = cacheKey(url, headers);
  const found = site.cache.find(key, version);
  // Also when all it has to say is that the client's own is current.
  visit.cache = "hit";
  if (found) return sendCached(visit, response, found);
  const tag = streamTag(key, version);
  if (namesTag(headers["if-none-match"], (one) => one === tag)) {
    response.setHeader("etag", `W/"${tag}"`);
    response.writeHead(304).end();
    return;
  }
  const isHere = () => !response.destroyed;
  const beingMade = site.cache.beingMade(key, version, isHere);
  if (beingMade) {
    const made = await beingMade;
    visit.cache = made ? "shared" : "miss";
    if (made) return sendCached(visit, response, made);
    return makeAnswer(site, visit, tag, null);
  }
  visit.cache = "miss";
  const share = site.cache.make(key, version, isHere);
  try {
    await makeAnswer(site, visit, tag, share);
  } finally {
    share.share(null);
  }
}

/** `tag`: the ETag should the answer be streamed; null when it stands for no state of the data. `sharing`: for others who wait for the
 * same; told once it is known whether they can be given it. */
async function makeAnswer(
  site: Site,
  visit: Visit,
  tag: string | null,
  sharing: Share | null,
): Promise<void> {
  const { request, response, client, url } = visit;
  const keep = FILES.test(visit.pathname) ? keepProblems : keepWhole;
  const isWanted = sharing?.isWanted ?? (() => !response.destroyed);
  const rendered = await site.lanes[laneOf(url)].inTurn(client, isWanted, () =>
    render(site.handler, shownToApp(site, visit), keep),
  );
  const share = sharing?.share;
  const { shareable, contentType, ...finished } = finishAnswer(visit, rendered);
  if (finished.kind === "streamed") {
    share?.(null);
    const { status, headers } = finished.answer;
    if (tag !== null && shareable && status === 200) headers.etag = `W/"${tag}"`;
    return sendStreamed(visit, response, finished.answer);
  }
  const { status, headers, body } = finished.answer;
  if (status !== 200 || /\bno-store\b/i.test(String(headers["cache-control"]))) {
    share?.(null);
    return sendPlainWhileSending(visit, request, response, finished.answer);
  }
  // It stands for a state of the data, and for all who ask: caches in front may hold it too.
  const isPublic = tag !== null && shareable && !NOT_IN_FRONT.test(visit.pathname);
  if (isPublic && headers["cache-control"] === "no-cache") Object.assign(headers, PUBLIC);
  const answer = new CachedAnswer(Object.entries(headers), contentType, body);
  share?.(shareable && body.length <= MAX_ENTRY_BYTES ? answer : null);
  return sendCached(visit, response, answer);
}

const keepWhole: KeepWhole = ({ status, headers }) => {
  const type = String(headers["content-type"] ?? "");
  if (isLive(type)) return 0;
  return type.startsWith("text/html") || status !== 200 ? MAX_HTML_BYTES : MAX_ENTRY_BYTES;
};

/** Of a file only what went wrong. */
const keepProblems: KeepWhole = ({ status }) => (status < 400 ? 0 : MAX_ENTRY_BYTES);

/** Files of the build never change under their name; everything else stands for a state of the data. */
function versionFor(site: Site, pathname: string): string | null {
  if (NEVER_KEPT.test(pathname) || FILES.test(pathname)) return null;
  return pathname.startsWith("/_next/static/") ? "build" : site.version();
}

/** Data versions mean nothing outside of the process they were read in. */
const INSTANCE = randomBytes(6).toString("hex");

/** The ETag of an answer too long to be hashed before it is sent: it stands for the data it is made from. */
function streamTag(key: string, version: string): string {
  return `${INSTANCE}.${version}.${createHash("sha256").update(key).digest("hex").slice(0, 16)}`;
}

/** What decides which part of a file is sent. */
const FILE_HEADERS = ["if-none-match", "if-range", "range"];

function shownToApp(site: Site, visit: Visit): IncomingMessage {
  const { request, headers, pathname, id } = visit;
  const shown: IncomingHttpHeaders = { "x-request-id": id };
  for (const name of FILES.test(pathname) ? [...KEYED_HEADERS, ...FILE_HEADERS] : KEYED_HEADERS) {
    const value = headers[name];
    if (value !== undefined) Object.assign(shown, { [name]: value });
  }
  // Of a page, not of its data alone: there is no script in those.
  if (headers.rsc === undefined && !isApiPath(pathname)) shown["content-security-policy"] = MARK_POLICY;
  stampWriteAccess(shown, NEVER_KEPT.test(pathname) ? judge(site, visit) : null);
  request.headers = shown;
  request.method = "GET";
  return request;
}
