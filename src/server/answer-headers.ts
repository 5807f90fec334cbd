import type { OutgoingHttpHeaders } from "node:http";
import { securityHeaders } from "./headers";
import { variesOnlyByKey } from "./response-cache";

export interface FinishedHead {
  /** Lower-case names, values as sent; without length, encoding and ETag. */
  readonly headers: Record<string, string | string[]>;
  readonly contentType: string;
  /** Others may be given the same answer. */
  readonly shareable: boolean;
}

/** Hop-by-hop, or decided here. */
const DROPPED = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "date",
  "etag",
  "last-modified",
]);

/** Addresses of files on the disk: never kept in memory, they answer for their length, tag and parts themselves. The length
 * comes by another name, because the framework takes `Content-Length` away. */
export const FILES = /^\/api\/v1\/bulk\//;
const LENGTH_OF_FILE = "x-file-length";

/** What the framework sends when a page says nothing itself: that it must not be kept. It is kept here, for as long as
 * the data stay the same, and by browsers, which ask whether it is still current. */
const FRAMEWORK_DEFAULT = "private, no-cache, no-store, max-age=0, must-revalidate";

/** The headers to send for what the app answered: its own, caching as it is done here, and the security headers. An
 * answer that brings a Content-Security-Policy (source documents: `sandbox`) keeps it. */
export function finishHead(
  pathname: string,
  given: OutgoingHttpHeaders,
  scriptHashes: readonly string[],
): FinishedHead {
  const headers: Record<string, string | string[]> = {};
  const isFile = FILES.test(pathname);
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && (!DROPPED.has(name) || (isFile && name === "etag")))
      headers[name] = Array.isArray(value) ? value : String(value);
  }
  if (isFile && headers[LENGTH_OF_FILE]) {
    headers["content-length"] = headers[LENGTH_OF_FILE];
    delete headers[LENGTH_OF_FILE];
  }
  const contentType = String(headers["content-type"] ?? "");
  const said = String(headers["cache-control"] ?? "");
  const framework = said === FRAMEWORK_DEFAULT || said.startsWith("s-maxage=");
  headers["cache-control"] = said === "" || framework ? "no-cache" : said;
  const vary = headers.vary === undefined ? "" : [headers.vary].flat().join(", ");
  headers.vary = vary === "" ? "Accept-Encoding" : `${vary}, Accept-Encoding`;
  for (const [name, value] of securityHeaders({ pathname, contentType, scriptHashes }))
    headers[name] ??= value;
  return {
    headers,
    contentType,
    shareable:
      (framework || !/\b(no-store|private)\b/i.test(said)) &&
      headers["set-cookie"] === undefined &&
      headers["content-encoding"] === undefined &&
      variesOnlyByKey(vary),
  };
}
