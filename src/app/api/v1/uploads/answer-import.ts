import type { Author } from "@/host/author";
import { writerOf } from "@/host/write-access";
import { AppError, messageOf } from "@/report/errors";
import type { FileEvent, ImportEvent, QuarterEvent } from "@/report/import-events";
import { json } from "../../respond";
import { type ImportWork, type RunImport, startUpload, type UploadResult } from "./upload-queue";

/** Who sends a request that changes something. The server refuses those who may not write before they get here; without it
 * (`next dev`) nobody may. */
export function authorOf(request: Request): Author {
  const who = writerOf(request.headers);
  if (who) return { who, request: request.headers.get("x-request-id") };
  const message = "This server takes uploads only when started by npm start.";
  throw new AppError("invalid_input", message, { code: "token_wanted", status: 401 });
}

/**
 * Has something imported and answers with what became of it. With `Accept: application/x-ndjson` one line per event as it
 * happens, the first `{"type":"started","upload":id}` (the id to cancel it by), the last the summary, or
 * `{"type":"error","error":{…}}` when the import broke down. Otherwise one JSON answer at the end, whose status tells the
 * outcome. A client that leaves does not stop the import.
 */
export async function answerImport(
  request: Request,
  work: ImportWork,
  by: Author,
  runImport: RunImport,
): Promise<Response> {
  if (!/\bapplication\/x-ndjson\b/i.test(request.headers.get("accept") ?? "")) {
    const files: Omit<FileEvent, "type">[] = [];
    const quarters: Omit<QuarterEvent, "type">[] = [];
    const onEvent = ({ type, ...event }: ImportEvent) => {
      if (type === "file") files.push(event as FileEvent);
      if (type === "quarter") quarters.push(event as QuarterEvent);
    };
    const { done } = startUpload(work, { runImport, by, onEvent });
    const result = await done;
    return wholeAnswer(result, work.finra === "all" ? { quarters, files } : { files });
  }
  const lines = new Lines();
  const { id, ahead, done } = startUpload(work, { runImport, by, onEvent: (event) => lines.send(event) });
  lines.send({ type: "started", upload: id, ahead });
  for (const { name, bytes } of work.files) lines.send({ type: "received", name, bytes });
  done.then(
    ({ summary, cancelled }) => {
      if (cancelled) lines.send({ type: "cancelled" });
      lines.end({ type: "summary", ...summary });
    },
    (error: unknown) => {
      const known = error instanceof AppError && error.code !== error.kind;
      const code = known ? error.code : "import_failed";
      lines.end({ type: "error", error: { code, message: messageOf(error) } });
    },
  );
  return new Response(lines.stream, {
    headers: { "content-type": "application/x-ndjson; charset=utf-8", "cache-control": "no-store" },
  });
}

/** 201 something was stored, 200 all was there already, 422 nothing stored and something rejected or a quarter failed, 409
 * cancelled before anything was stored. */
function wholeAnswer(
  { summary, cancelled }: UploadResult,
  told: { files: readonly Omit<FileEvent, "type">[]; quarters?: readonly Omit<QuarterEvent, "type">[] },
): Response {
  const headers = { "cache-control": "no-store" };
  const result = { ...told, summary };
  if (summary.stored + summary.versions + summary.sources > 0) return json(result, { status: 201, headers });
  if (cancelled) {
    const error = { code: "cancelled", message: "The upload was cancelled before anything was stored." };
    return json({ error, ...result }, { status: 409, headers });
  }
  const failed = told.quarters?.filter((one) => one.outcome === "failed") ?? [];
  if (summary.rejected === 0 && failed.length === 0) return json(result, { headers });
  const findings = told.files.filter((file) => file.outcome === "rejected").flatMap((file) => file.findings);
  const [first] = failed.length > 0 ? failed : findings;
  const message =
    summary.rejected > 1
      ? `Nothing was stored: ${summary.rejected} files were rejected.`
      : `Nothing was stored: ${first?.message ?? "the file was rejected."}`;
  return json({ error: { code: "rejected", message, findings }, ...result }, { status: 422, headers });
}

/** Newline-delimited JSON. What is sent after the reader left is dropped. */
class Lines {
  #open = true;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  readonly #encoder = new TextEncoder();
  readonly stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      this.#controller = controller;
    },
    cancel: () => {
      this.#open = false;
    },
  });

  send(line: object): void {
    if (this.#open) this.#controller?.enqueue(this.#encoder.encode(`${JSON.stringify(line)}\n`));
  }

  end(line: object): void {
    this.send(line);
    if (this.#open) this.#controller?.close();
    this.#open = false;
  }
}
