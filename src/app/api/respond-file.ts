import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { json } from "./respond";

export interface ServedFile {
  readonly path: string;
  readonly byteLength: number;
  readonly sha256: string;
  /** Media type. */
  readonly type: string;
  /** What it is saved as: ASCII without quotes. */
  readonly name: string;
}

interface Part {
  readonly start: number;
  /** Included. */
  readonly end: number;
}

/**
 * A file of this server, to be saved: whole, or the part asked for by `Range`, so that a download that broke off goes on where it
 * stopped. The ETag is of its bytes; `If-None-Match` is answered with 304.
 */
export function file(request: Request, { path, byteLength, sha256, type, name }: ServedFile): Response {
  const etag = `"${sha256}"`;
  const headers = {
    "accept-ranges": "bytes",
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "content-disposition, content-length, content-range, etag",
    "cache-control": "no-cache",
    "content-disposition": `attachment; filename="${name}"`,
    "x-content-type-options": "nosniff",
    etag,
  };
  const known = request.headers.get("if-none-match");
  if (known?.includes(etag) || known?.trim() === "*") return new Response(null, { status: 304, headers });
  const part = partOf(request, etag, byteLength);
  if (part === "beyond") {
    const message = `The file has ${byteLength} bytes.`;
    return json(
      { error: { code: "range_not_satisfiable", message } },
      { status: 416, headers: { "content-range": `bytes */${byteLength}`, "cache-control": "no-store" } },
    );
  }
  const { start, end } = part ?? { start: 0, end: byteLength - 1 };
  const length = String(end - start + 1);
  // The framework takes the length away; src/server puts it back by its second name.
  const described = { ...headers, "content-type": type, "content-length": length, "x-file-length": length };
  const body = () => Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream<Uint8Array>;
  return new Response(request.method === "HEAD" ? null : body(), {
    status: part ? 206 : 200,
    headers: part ? { ...described, "content-range": `bytes ${start}-${end}/${byteLength}` } : described,
  });
}

/** The part a request asks for; null: all of it, as several parts, or of another version of the file, get the whole. */
function partOf(request: Request, etag: string, byteLength: number): Part | "beyond" | null {
  const condition = request.headers.get("if-range");
  if (condition !== null && condition !== etag) return null;
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range") ?? "") ?? [];
  if (first === "" && last === "") return null;
  const start = first === "" ? Math.max(0, byteLength - Number(last)) : Number(first);
  const end = first === "" || last === "" ? byteLength - 1 : Math.min(Number(last), byteLength - 1);
  if (first !== "" && last !== "" && Number(last) < start) return null;
  return start > end ? "beyond" : { start, end };
}
