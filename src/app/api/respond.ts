import { Readable } from "node:stream";
import { csvLine } from "@/export/flat-csv";
import { logError } from "@/host/log";
import { loggedAddress } from "@/host/logged-address";
import type { AppError } from "@/report/errors";

/** Every answer may be read by any site, is asked for again when the data may have changed, and is not guessed at. */
const HEADERS = {
  "access-control-allow-origin": "*",
  "cache-control": "no-cache",
  "x-content-type-options": "nosniff",
} as const;

type Context<Params> = { params: Promise<Params> };
type Route<Params> = (request: Request, context: Context<Params>) => Promise<Response>;

/**
 * Wraps a handler into a route: whatever it throws becomes the one error body
 * `{ error: { code, message } }` with the same status. What is not an `AppError` is our fault: it is
 * logged, and the reader learns nothing of its inside.
 */
export function route<Params = Record<never, never>>(
  handler: (request: Request, params: Params) => Response | Promise<Response>,
): Route<Params> {
  return async (request, context) => {
    try {
      return await handler(request, await context.params);
    } catch (error) {
      if (isAppError(error)) {
        // A refusal for now is no fault; the server in front logs that there was one.
        if (error.status >= 500 && error.code !== "busy") logFault(request, error);
        return errorBody(error.status, error.code, error.message);
      }
      logFault(request, error);
      return errorBody(500, "internal", "Something went wrong on the server; it has been logged.");
    }
  };
}

function logFault({ headers, method, url }: Request, error: unknown): void {
  const { pathname, search } = new URL(url);
  logError(error, { request: headers.get("x-request-id"), method, url: loggedAddress(pathname + search) });
}

// By name: Next puts server code into several bundles, and each has a class of its own.
function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === "AppError" && "status" in error;
}

function errorBody(status: number, code: string, message: string): Response {
  return json({ error: { code, message } }, { status, headers: { "cache-control": "no-store" } });
}

/** A JSON answer. */
export function json(
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...HEADERS, ...headers },
  });
}

/** By this mark Excel knows that a CSV is UTF-8; everything else does without, so it is written on request only. */
const BYTE_ORDER_MARK = "\uFEFF";

/** A CSV answer, to be saved under `name`.csv, streamed as fast as it is read. */
export function csv(
  request: Request,
  name: string,
  chunks: Iterator<string, void>,
  { bom }: { bom: boolean },
): Response {
  const headers = csvHeaders(name);
  // The first piece is made before anything is sent: what fails until then is still a status.
  let first = chunks.next();
  if (request.method === "HEAD") {
    chunks.return?.();
    return new Response(null, { headers });
  }
  if (bom && !first.done) first = { done: false, value: BYTE_ORDER_MARK + first.value };
  return new Response(streamOf(chunks, first), { headers });
}

/** The same of bytes that are made elsewhere. */
export async function csvOf(
  request: Request,
  name: string,
  pieces: AsyncGenerator<Uint8Array, void>,
  { bom }: { bom: boolean },
): Promise<Response> {
  const headers = csvHeaders(name);
  const first = await pieces.next();
  if (request.method === "HEAD") {
    await pieces.return();
    return new Response(null, { headers });
  }
  return new Response(bytesOf(pieces, first, bom), { headers });
}

function csvHeaders(name: string): Record<string, string> {
  return {
    "content-type": "text/csv; charset=utf-8; header=present",
    "content-disposition": `attachment; filename="${name}.csv"`,
    ...HEADERS,
  };
}

function bytesOf(
  pieces: AsyncGenerator<Uint8Array, void>,
  first: IteratorResult<Uint8Array, void>,
  bom: boolean,
): ReadableStream<Uint8Array> {
  let next: IteratorResult<Uint8Array, void> | null = first;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (bom) controller.enqueue(new TextEncoder().encode(BYTE_ORDER_MARK));
      },
      async pull(controller) {
        const piece = next ?? (await pieces.next());
        next = null;
        if (piece.done) controller.close();
        else controller.enqueue(piece.value);
      },
      async cancel() {
        await pieces.return();
      },
    },
    { highWaterMark: 1 },
  );
}

/** Pulled piece by piece, so that a slow reader slows the reading of the store and not fills memory. */
function streamOf(
  chunks: Iterator<string, void>,
  first: IteratorResult<string, void>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: IteratorResult<string, void> | null = first;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece: IteratorResult<string, void> = next ?? chunks.next();
        next = null;
        if (piece.done) controller.close();
        else controller.enqueue(encoder.encode(piece.value));
      },
      cancel() {
        chunks.return?.();
      },
    },
    { highWaterMark: 1 },
  );
}

/** A file someone else wrote: to be saved, never shown or run as a page of this site. */
export function bytes(
  request: Request,
  name: string,
  length: number,
  body: ReadableStream<Uint8Array> | Uint8Array,
): Response {
  const headers = {
    "content-type": "application/octet-stream",
    "content-length": String(length),
    "content-disposition": `attachment; filename="${name.replace(/[^\w. ()-]/g, "_")}"; filename*=UTF-8''${percentEncoded(name)}`,
    "content-security-policy": "sandbox",
    ...HEADERS,
  };
  if (request.method !== "HEAD") return new Response(body as BodyInit, { headers });
  if (body instanceof ReadableStream) void body.cancel();
  return new Response(null, { headers });
}

// RFC 8187 allows fewer characters than encodeURIComponent leaves.
function percentEncoded(name: string): string {
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, "_")).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const IMAGE_TYPES = { svg: "image/svg+xml; charset=utf-8", png: "image/png" } as const;

/** An image to be shown, or saved under `name`. */
export function image(
  request: Request,
  name: string,
  format: keyof typeof IMAGE_TYPES,
  bytes: Uint8Array,
): Response {
  const headers = {
    "content-type": IMAGE_TYPES[format],
    "content-length": String(bytes.length),
    "content-disposition": `inline; filename="pfof-${name}"`,
    ...HEADERS,
  };
  return new Response(request.method === "HEAD" ? null : (bytes as BodyInit), { headers });
}

/** A ZIP, to be saved under `name`.zip, sent while it is made. */
export function zip(request: Request, name: string, make: () => Readable): Response {
  const headers = {
    "content-type": "application/zip",
    "content-disposition": `attachment; filename="${name}.zip"`,
    ...HEADERS,
  };
  if (request.method === "HEAD") return new Response(null, { headers });
  return new Response(Readable.toWeb(make()) as ReadableStream<Uint8Array>, { headers });
}

const CHUNK_CHARACTERS = 65_536;

/** Header and rows of a table in pieces. Yes and no are 1 and 0, as in the flat CSV. */
export function* csvChunks(
  columns: readonly string[],
  rows: Iterable<Readonly<Record<string, unknown>>>,
): Generator<string, void> {
  let chunk = csvLine(columns);
  for (const row of rows) {
    chunk += csvLine(columns.map((column) => cell(row[column])));
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

function cell(value: unknown): string | number | null {
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "string" || typeof value === "number" ? value : null;
}
