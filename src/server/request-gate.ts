import { isApiPath, type Refusal } from "./error-answer";

/** Longer request targets are refused; the longest the app makes itself (a page with every filter and
 * forty brokers) stays below 2 kB. */
const MAX_URL_BYTES = 8192;

/** More parameters in one address are refused; the longest page of the app's own has fewer than sixty. */
const MAX_PARAMETERS = 200;

export interface RequestLine {
  readonly method: string;
  /** Request target as it came: path and query string. */
  readonly url: string;
  readonly host: string | undefined;
}

/** Path and query of a request that may go on, or why it may not. */
export type Gate =
  | { readonly pathname: string; readonly search: string; readonly refusal: null }
  | { readonly pathname: string; readonly search: string; readonly refusal: Refusal };

const API_METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];
const PAGE_METHODS = ["GET", "HEAD", "OPTIONS"];

/** Refuses what neither page nor route should ever see: requests that are malformed, too long, or of a
 * method that nothing here answers. */
export function gate({ method, url, host }: RequestLine): Gate {
  const question = url.indexOf("?");
  const pathname = question < 0 ? url : url.slice(0, question);
  const search = question < 0 ? "" : url.slice(question);
  const refuse = (refusal: Refusal): Gate => ({ pathname, search, refusal });
  if (url.length > MAX_URL_BYTES) {
    return refuse({
      status: 414,
      code: "url_too_long",
      message: `The address is longer than ${MAX_URL_BYTES} characters.`,
    });
  }
  if (!isReadablePath(pathname)) {
    return refuse({ status: 400, code: "bad_url", message: "The address cannot be read." });
  }
  if (isHidden(pathname)) {
    return refuse({ status: 404, code: "not_found", message: "There is nothing at this address." });
  }
  if (search.split("&").length > MAX_PARAMETERS) {
    return refuse({
      status: 400,
      code: "too_many_parameters",
      message: `The address has more than ${MAX_PARAMETERS} parameters.`,
    });
  }
  // The framework gives pages their parameters as an object, in which this name is lost.
  if (new URLSearchParams(search).has("__proto__")) {
    return refuse({ status: 400, code: "invalid_input", message: 'Unknown parameter "__proto__".' });
  }
  if (host === undefined || !/^([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i.test(host)) {
    return refuse({ status: 400, code: "bad_host", message: "The Host header is missing or malformed." });
  }
  const allowed = isApiPath(pathname) ? API_METHODS : PAGE_METHODS;
  if (!allowed.includes(method)) {
    return refuse({
      status: 405,
      code: "method_not_allowed",
      message: `${method} is not possible at this address.`,
      headers: { allow: allowed.join(", ") },
    });
  }
  return { pathname, search, refusal: null };
}

/** What is not for anyone: of the framework's own addresses all but the files of the build (its picture service would fetch
 * what it is told to), and paths that begin with a dot or go upwards, which nothing here has. */
function isHidden(pathname: string): boolean {
  if (pathname.startsWith("/_next/") && !pathname.startsWith("/_next/static/")) return true;
  return decodeURIComponent(pathname)
    .split(/[\\/]/)
    .some((segment) => segment.startsWith("."));
}

function isReadablePath(pathname: string): boolean {
  if (!pathname.startsWith("/")) return false;
  try {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    return !/[\u0000-\u001f\u007f]/.test(decodeURIComponent(pathname));
  } catch {
    // Not percent-encoded UTF-8.
    return false;
  }
}
