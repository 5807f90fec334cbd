import { open, rm } from "node:fs/promises";
import path from "node:path";
import { AppError, messageOf } from "@/report/errors";

const MAX_REDIRECTS = 5;
const TIMEOUT_MS = 10 * 60_000;

export interface WebFileOptions {
  /** Absolute path of the folder the file is written into. */
  readonly folder: string;
  readonly maxBytes: number;
  readonly onProgress?: (receivedBytes: number, totalBytes: number | null) => void;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * Downloads what a person at the command line names by its https address. Redirects are followed, to https addresses only. The
 * server never calls this: nobody who writes to it can make it ask other machines.
 *
 * Gives the path, and the name the file has in the address it was sent from. Throws AppError: `invalid_input` for an address that
 * is not https or a file over the limit; `not_found` for an answer other than 200; `store` (code `unreachable`, status 502) for a
 * host that cannot be reached or is too slow. Then nothing is left on disk.
 */
export async function downloadWebFile(
  address: string,
  { folder, maxBytes, onProgress, signal, timeoutMs = TIMEOUT_MS, fetch = globalThis.fetch }: WebFileOptions,
): Promise<{ path: string; name: string }> {
  const limit = AbortSignal.timeout(timeoutMs);
  const until = signal ? AbortSignal.any([signal, limit]) : limit;
  const file = path.join(folder, "0");
  try {
    const { response, url } = await answerOf(secureUrl(address), until, fetch);
    const announced = Number(response.headers.get("content-length") ?? Number.NaN);
    const total = Number.isFinite(announced) ? announced : null;
    if ((total ?? 0) > maxBytes) throw tooLarge(url, maxBytes);
    const target = await open(file, "w");
    let received = 0;
    try {
      for await (const piece of response.body ?? []) {
        received += piece.length;
        if (received > maxBytes) throw tooLarge(url, maxBytes);
        await target.write(piece);
        onProgress?.(received, total);
      }
    } finally {
      await target.close();
    }
    return { path: file, name: nameOf(url) };
  } catch (error) {
    await rm(file, { force: true });
    signal?.throwIfAborted();
    if (error instanceof AppError) throw error;
    const why = limit.aborted ? `it took longer than ${timeoutMs / 1000} s` : reasonOf(error);
    throw new AppError("store", `${address} could not be downloaded: ${why}.`, {
      code: "unreachable",
      status: 502,
      cause: error,
    });
  }
}

async function answerOf(
  from: URL,
  signal: AbortSignal,
  fetch: typeof globalThis.fetch,
): Promise<{ response: Response; url: URL }> {
  let url = from;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const response = await fetch(url, { signal, redirect: "manual" });
    if (response.status === 200) return { response, url };
    await response.body?.cancel();
    const location = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || !location) {
      throw new AppError("not_found", `${url.href} is not there: ${url.host} answered ${response.status}.`);
    }
    url = secureUrl(new URL(location, url).href);
  }
  throw new AppError("invalid_input", `${from.href} redirects more than ${MAX_REDIRECTS} times.`);
}

function secureUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === "https:") return url;
  throw new AppError("invalid_input", `${text} is no https address; only those are downloaded.`);
}

function nameOf(url: URL): string {
  const last = url.pathname.split("/").findLast((part) => part !== "") ?? url.hostname;
  try {
    return decodeURIComponent(last).replaceAll("/", "_");
  } catch {
    // A stray percent sign is part of the name.
    return last;
  }
}

function tooLarge(url: URL, maxBytes: number): AppError {
  const message = `${url.href} is larger than ${maxBytes} bytes, the limit (setting MAX_UPLOAD_BYTES).`;
  return new AppError("invalid_input", message, { status: 413 });
}

/** "fetch failed" says nothing; its cause has the code of the system's error. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) return "code" in cause && cause.code ? String(cause.code) : cause.message;
  return messageOf(error);
}
