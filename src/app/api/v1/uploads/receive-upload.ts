import { once } from "node:events";
import { open } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import busboy from "busboy";
import { LARGER_FILES } from "@/host/settings";
import { AppError, messageOf } from "@/report/errors";
import { storeTrouble } from "@/store/store-trouble";
import { openWorkFolder, type WorkFolder } from "@/store/work-folder";

export interface ReceivedFile {
  /** Where it lies until it is imported; made here, never from what the sender says. */
  readonly path: string;
  /** What the sender calls it: a base name, to be shown. */
  readonly name: string;
  readonly bytes: number;
}

export interface ReceivedUpload {
  readonly files: readonly ReceivedFile[];
  /** Deletes the files. */
  remove(): Promise<void>;
}

/** A folder of filings, all of FINRA's quarter unpacked, with room to spare. */
const MAX_FILES = 5_000;
/** Beside the files, a multipart body has headers and boundaries. */
const FORM_OVERHEAD_BYTES = 1024 * 1024;

/**
 * Writes the files of an upload below `folder` as they come, never holding more than a piece of one in memory:
 * multipart with the field `file` (repeatable), or a raw body with `?name=`. `maxBytes` is for all files of the request
 * together and is enforced while reading. Throws an AppError with the status to answer (400, 413, 507); whatever
 * was written is then deleted. The rest of a refused body is left unread.
 */
export async function receiveUpload(
  request: Request,
  folder: string,
  maxBytes: number,
): Promise<ReceivedUpload> {
  const type = request.headers.get("content-type") ?? "";
  const isForm = /^multipart\/form-data\b/i.test(type);
  const rawName = nameInQuery(request.url);
  if (!isForm && rawName === null) {
    throw bad(
      "no_file",
      "Send a multipart form with the field file (repeatable), or a file as the body with ?name=.",
    );
  }
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > maxBytes + (isForm ? FORM_OVERHEAD_BYTES : 0)) throw tooLarge(maxBytes);
  const { path: target, remove } = makeFolder(folder);
  const budget = new Budget(maxBytes);
  try {
    const files = isForm
      ? await receiveForm(request.body, type, target, budget)
      : [await receiveRaw(request.body, rawName ?? "", path.join(target, "0"), budget)];
    if (files.length === 0) throw bad("no_file", "The form has no file. Its field must be called file.");
    return { files, remove };
  } catch (error) {
    await remove();
    throw storeTrouble(error) ?? error;
  }
}

/** Bytes the files of one request may still have. */
class Budget {
  #left: number;
  constructor(private readonly maxBytes: number) {
    this.#left = maxBytes;
  }
  take(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw tooLarge(this.maxBytes);
  }
}

async function receiveRaw(
  body: ReadableStream<Uint8Array> | null,
  name: string,
  file: string,
  budget: Budget,
): Promise<ReceivedFile> {
  const bytes = await writeFile(piecesOf(body), file, budget);
  return { path: file, name: shownName(name), bytes };
}

async function receiveForm(
  body: ReadableStream<Uint8Array> | null,
  type: string,
  target: string,
  budget: Budget,
): Promise<ReceivedFile[]> {
  const parser = formParser(type);
  const parts: Promise<ReceivedFile | null>[] = [];
  // Ends the part at hand, the waiting below and the parser with the same error.
  const fail = (error: Error) => parser.destroy(error);
  parser.on("file", (field, stream, { filename }) => {
    // Whoever reads it is told as well; without a listener now, an early error would end the process.
    stream.on("error", () => {});
    const file = path.join(target, String(parts.length));
    const part = receivePart(stream, filename, file, budget);
    part.catch(fail);
    parts.push(part);
    if (field !== "file") {
      fail(bad("unknown_field", `The form has a field ${field}; files go into the field file.`));
    }
  });
  parser.on("field", (field) => {
    const isFile = field === "file";
    const message = isFile
      ? "The field file has no file name, so it is text and not a file."
      : `The form has a field ${field}; only file is known.`;
    fail(bad(isFile ? "no_file" : "unknown_field", message));
  });
  parser.on("filesLimit", () => fail(bad("too_many_files", `More than ${MAX_FILES} files in one request.`)));
  const closed = once(parser, "close");
  closed.catch(() => {});
  try {
    for await (const piece of piecesOf(body)) {
      if (!parser.write(piece)) await Promise.race([once(parser, "drain"), closed]);
      if (parser.destroyed) break;
    }
    parser.end();
    await closed;
    return (await Promise.all(parts)).filter((file) => file !== null);
  } catch (error) {
    parser.destroy();
    await Promise.allSettled(parts);
    const trouble = storeTrouble(error);
    if (trouble) throw trouble;
    throw bad("bad_form", `The form cannot be read: ${messageOf(error)}.`);
  }
}

function formParser(type: string): busboy.Busboy {
  try {
    return busboy({
      headers: { "content-type": type },
      defParamCharset: "utf8",
      limits: { files: MAX_FILES, fields: 8, fieldSize: 1024, fieldNameSize: 100 },
    });
  } catch (error) {
    throw bad("bad_form", `The form cannot be read: ${messageOf(error)}.`);
  }
}

/** Null for what browsers send when no file was chosen: no name, no bytes. */
async function receivePart(
  stream: Readable,
  name: string | undefined,
  file: string,
  budget: Budget,
): Promise<ReceivedFile | null> {
  const bytes = await writeFile(stream, file, budget);
  return !name && bytes === 0 ? null : { path: file, name: shownName(name ?? ""), bytes };
}

/** Writes pieces as they come, no faster than the disk takes them. Returns how many bytes there were. */
async function writeFile(pieces: AsyncIterable<Uint8Array>, file: string, budget: Budget): Promise<number> {
  const out = await open(file, "wx");
  try {
    let bytes = 0;
    for await (const piece of pieces) {
      bytes += piece.length;
      budget.take(piece.length);
      await out.write(piece);
    }
    return bytes;
  } finally {
    await out.close();
  }
}

/** The body piece by piece. Not the stream's own iterator: leaving that early would cancel the body, and with it the
 * connection the answer must go out on. */
async function* piecesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (!body) return;
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw new AppError("invalid_input", "The upload was cut off.", { code: "cut_off", cause: error });
      });
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

function makeFolder(parent: string): WorkFolder {
  try {
    return openWorkFolder(parent);
  } catch (error) {
    throw storeTrouble(error) ?? error;
  }
}

function nameInQuery(url: string): string | null {
  const parameters = new URL(url).searchParams;
  for (const name of parameters.keys()) {
    if (name !== "name") throw bad("unknown_parameter", `Unknown parameter ${name}. Allowed: name.`);
  }
  return parameters.get("name");
}

/** The base name, without characters that would change how a line of text is shown. */
function shownName(given: string): string {
  const base = given.split(/[\\/]/).at(-1) ?? "";
  const shown = base.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "").trim();
  return [...shown].slice(0, 200).join("") || "unnamed";
}

function bad(code: string, message: string): AppError {
  return new AppError("invalid_input", message, { code });
}

function tooLarge(maxBytes: number): AppError {
  const message = `The files are larger than this server takes: ${maxBytes.toLocaleString("en-US")} bytes in one request, all files together. ${LARGER_FILES}`;
  return new AppError("invalid_input", message, { code: "too_large", status: 413 });
}
