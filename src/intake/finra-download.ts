import { open, rename, rm } from "node:fs/promises";
import { setTimeout as setTimeoutPromise } from "node:timers/promises";
import { AppError, messageOf } from "@/report/errors";
import { dueDate, formatQuarter, type Quarter, quarterFromIndex, quarterIndex } from "@/report/quarter";

/** FINRA Rule 6151 took effect with the reports of this quarter. */
const FIRST: Quarter = { year: 2024, quarter: 2 };
const MAX_BYTES = 2 * 1024 ** 3;
const ATTEMPTS = 4;
const MAX_REDIRECTS = 5;
const IDLE_MILLISECONDS = 30_000;

/** The quarters whose reports were due before `today` (ISO date), newest first. */
export function finraQuarters(today: string): Quarter[] {
  const quarters: Quarter[] = [];
  for (let index = quarterIndex(FIRST); dueDate(quarterFromIndex(index)) < today; index++) {
    quarters.unshift(quarterFromIndex(index));
  }
  return quarters;
}

/** Where FINRA publishes a quarter: `{base}/2025/606_NMS_2025_Q3.zip`. */
export function finraUrl(baseUrl: string, { year, quarter }: Quarter): string {
  return `${baseUrl.replace(/\/+$/, "")}/${year}/606_NMS_${year}_Q${quarter}.zip`;
}

export interface DownloadProgress {
  readonly receivedBytes: number;
  /** null while the server has not said. */
  readonly totalBytes: number | null;
  /** From 1; grows when the connection broke and was tried again. */
  readonly attempt: number;
}

/** How a server can tell whether a file is still the one it gave; null: it did not say. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface Downloaded extends Validators {
  readonly url: string;
  readonly bytes: number;
}

export interface DownloadOptions {
  readonly quarter: Quarter;
  /** Setting FINRA_BASE_URL. */
  readonly baseUrl: string;
  /** Absolute path of the finished file; `.part` is appended while it is incomplete. */
  readonly toFile: string;
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly signal?: AbortSignal;
  readonly maxBytes?: number;
  /** What the server said of the file that is here already: it is not sent again unless it has changed. */
  readonly known?: Validators & { readonly bytes: number };
  /** Times it is tried when the connection breaks or the server fails; 4 unless said otherwise. */
  readonly attempts?: number;
  /** A connection that sends nothing for so long is given up and tried again. */
  readonly idleMilliseconds?: number;
  readonly fetch?: typeof globalThis.fetch;
  /** Waits before another attempt. */
  readonly wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

/**
 * Downloads the ZIP of one quarter. Broken connections and server errors are tried again after 1, 2 and 4 seconds,
 * going on where they broke off when the server still has the same file. The file appears under its name only when it
 * is complete. Null: it is still the file that is `known`, and nothing was downloaded.
 *
 * Throws AppError: `not_found` (code `not_published`) when FINRA has no such file yet; `invalid_input` for an address
 * that is not http(s), a redirect to another host, a file over the limit or one that is no ZIP; `store` (code
 * `finra_unreachable`, status 502) when the host cannot be reached, with what to do by hand. A cancelled download
 * throws the signal's reason. In all these cases nothing is left on disk.
 */
export async function downloadFinraQuarter(options: DownloadOptions): Promise<Downloaded | null> {
  const url = checkedUrl(finraUrl(options.baseUrl, options.quarter));
  const part = `${options.toFile}.part`;
  const wait = options.wait ?? waitFor;
  const partial: Partial = { received: 0, etag: null, lastModified: null };
  try {
    for (let attempt = 1; ; attempt++) {
      options.signal?.throwIfAborted();
      try {
        if (await receive(url, part, partial, attempt, options)) break;
        return null;
      } catch (error) {
        options.signal?.throwIfAborted();
        if (!(error instanceof Broken)) throw error;
        if (attempt >= (options.attempts ?? ATTEMPTS)) throw unreachable(url, error);
        await wait(1000 * 2 ** (attempt - 1), options.signal);
      }
    }
    await checkIsZip(part, url);
    await rename(part, options.toFile);
    const { received: bytes, etag, lastModified } = partial;
    return { url: url.href, bytes, etag, lastModified };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** What is on disk of a file, and how the server can tell that it is still the same file. */
interface Partial extends Validators {
  received: number;
  etag: string | null;
  lastModified: string | null;
}

/** Something that may work when tried again. */
class Broken extends Error {}

/** False: the file has not changed since `known`. */
async function receive(
  url: URL,
  part: string,
  partial: Partial,
  attempt: number,
  options: DownloadOptions,
): Promise<boolean> {
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  const idle = new IdleTimer(options.idleMilliseconds ?? IDLE_MILLISECONDS, options.signal);
  try {
    const response = await request(url, partial, idle.signal, options);
    const resumed = response.status === 206 && startsAt(response, partial.received);
    if (!resumed) partial.received = 0;
    partial.etag = response.headers.get("etag");
    partial.lastModified = response.headers.get("last-modified");
    const length = Number(response.headers.get("content-length") ?? Number.NaN);
    if (!resumed && options.known && isUnchanged(response.status, partial, length, options.known)) {
      await response.body?.cancel();
      return false;
    }
    const totalBytes = Number.isFinite(length) ? partial.received + length : null;
    if ((totalBytes ?? 0) > maxBytes) throw tooLarge(url, maxBytes);
    const file = await open(part, resumed ? "r+" : "w");
    try {
      for await (const chunk of response.body ?? []) {
        idle.reset();
        if (partial.received + chunk.length > maxBytes) throw tooLarge(url, maxBytes);
        await file.write(chunk, 0, chunk.length, partial.received);
        partial.received += chunk.length;
        options.onProgress?.({ receivedBytes: partial.received, totalBytes, attempt });
      }
      await file.sync();
    } finally {
      await file.close();
    }
    if (totalBytes !== null && partial.received !== totalBytes) {
      throw new Broken(`the connection ended after ${partial.received} of ${totalBytes} bytes`);
    }
    return true;
  } catch (error) {
    // fetch and its body throw TypeErrors for all that happens to a connection; the timer aborts with a Broken.
    if (error instanceof AppError || error instanceof Broken) throw error;
    if (idle.signal.aborted || error instanceof TypeError)
      throw new Broken(reasonOf(error), { cause: error });
    throw error;
  } finally {
    idle.stop();
  }
}

/** Also of a server that sends the file whatever it is asked. */
function isUnchanged(
  status: number,
  { etag, lastModified }: Validators,
  length: number,
  known: NonNullable<DownloadOptions["known"]>,
): boolean {
  if (status === 304) return true;
  if (etag !== null) return etag === known.etag;
  return lastModified !== null && lastModified === known.lastModified && length === known.bytes;
}

/** A response with the file or its missing rest, or 304 for one that has not changed. Follows redirects by hand, to hold them to the host. */
async function request(
  from: URL,
  partial: Partial,
  signal: AbortSignal,
  options: DownloadOptions,
): Promise<Response> {
  const headers: Record<string, string> = { "accept-encoding": "identity" };
  const validator = partial.etag ?? partial.lastModified;
  if (partial.received > 0) {
    if (validator) {
      headers.range = `bytes=${partial.received}-`;
      headers["if-range"] = validator;
    }
  } else {
    if (options.known?.etag) headers["if-none-match"] = options.known.etag;
    if (options.known?.lastModified) headers["if-modified-since"] = options.known.lastModified;
  }
  let url = from;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await (options.fetch ?? fetch)(url, { headers, signal, redirect: "manual" });
    if (response.status === 200 || response.status === 206) return response;
    if (response.status === 304 && options.known) return response;
    await response.body?.cancel();
    const location = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && location) {
      url = redirected(from, new URL(location, url));
    } else throw refusedBy(url, response.status, options.quarter);
  }
  throw new AppError("invalid_input", `${from.host} redirects more than ${MAX_REDIRECTS} times.`);
}

function refusedBy(url: URL, status: number, quarter: Quarter): AppError | Broken {
  if (status >= 500 || status === 429 || status === 408) return new Broken(`the server answered ${status}`);
  if (status === 404 || status === 410 || status === 403) {
    // The storage behind FINRA's address answers 403 for what does not exist.
    const message = `${formatQuarter(quarter)} is not published yet: ${url.host} has no ${url.pathname} (it answered ${status}). Reports are due on ${dueDate(quarter)}; FINRA publishes them some time later.`;
    return new AppError("not_found", message, { code: "not_published" });
  }
  return new AppError("store", `${url.host} answered ${status} for ${url.href}.`, {
    code: "finra_unreachable",
    status: 502,
  });
}

function checkedUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === "https:" || url?.protocol === "http:") return url;
  throw new AppError(
    "invalid_input",
    `FINRA_BASE_URL must begin with https:// or http://; it gives ${text}.`,
  );
}

function redirected(from: URL, to: URL): URL {
  const upgrade = from.protocol === "http:" && to.protocol === "https:" && from.port === "" && to.port === "";
  if (to.hostname === from.hostname && (upgrade || (to.protocol === from.protocol && to.port === from.port)))
    return to;
  throw new AppError(
    "invalid_input",
    `${from.host} redirects to ${to.origin}; only the host itself is followed.`,
  );
}

function startsAt(response: Response, offset: number): boolean {
  const start = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1];
  if (start !== undefined && Number(start) === offset) return true;
  throw new Broken("the server sent another part of the file than was asked for");
}

async function checkIsZip(part: string, url: URL): Promise<void> {
  const file = await open(part, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    if (bytesRead === 4 && buffer.readUInt16LE(0) === 0x4b50) return;
  } finally {
    await file.close();
  }
  throw new AppError(
    "invalid_input",
    `What ${url.href} sent is no ZIP. A page of a proxy or firewall, perhaps?`,
  );
}

function tooLarge(url: URL, maxBytes: number): AppError {
  const limit = Math.floor(maxBytes / 1024 ** 2).toLocaleString("en-US");
  return new AppError("invalid_input", `${url.href} is larger than ${limit} MiB, the limit.`, {
    status: 413,
  });
}

function unreachable(url: URL, error: Broken): AppError {
  const name = url.pathname.slice(url.pathname.lastIndexOf("/") + 1);
  const message = `${url.host} cannot be reached (${error.message}). On a computer that is online, download ${url.href} and import the file: npm run import -- ${name}, or drop it on the upload page.`;
  return new AppError("store", message, { code: "finra_unreachable", status: 502, cause: error });
}

/** "fetch failed" says nothing; its cause has the code of the system's error. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) return "code" in cause && cause.code ? String(cause.code) : cause.message;
  return messageOf(error);
}

/** Aborts when the caller does, or when nothing came for a while. */
class IdleTimer {
  readonly #controller = new AbortController();
  readonly signal: AbortSignal;
  #timer: NodeJS.Timeout;

  constructor(
    private readonly milliseconds: number,
    outer: AbortSignal | undefined,
  ) {
    this.signal = outer ? AbortSignal.any([outer, this.#controller.signal]) : this.#controller.signal;
    this.#timer = this.#start();
  }

  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#start();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #start(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#controller.abort(new Broken(`nothing came for ${this.milliseconds / 1000} seconds`));
    }, this.milliseconds);
  }
}

function waitFor(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return setTimeoutPromise(milliseconds, undefined, signal ? { signal } : {});
}
