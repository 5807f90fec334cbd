import { parentPort } from "node:worker_threads";
import { type ReadRequest, readDocuments } from "@/ingest-read";
import { messageOf } from "@/report/errors";
import type { ReadDocument } from "@/report/read-document";
import { type PackedDocuments, packDocuments } from "./packed-documents";

/*
 * The thread that reads documents (unzip, parse, validate), so that whatever a file does to the parser
 * can be stopped from outside. One request at a time; documents go out in small batches, and no more
 * rows than the writer can take at once are ahead of it, which keeps memory flat.
 */

export type ReaderMessage =
  | { readonly type: "begin"; readonly index: number; readonly name: string }
  | { readonly type: "documents"; readonly packed: PackedDocuments }
  | { readonly type: "end" }
  | { readonly type: "failed"; readonly message: string };

const BATCH_DOCUMENTS = 12;
const BATCH_ROWS = 2_000;
/** A market quarter has about 70,000 rows; these are a few megabytes. */
const ROWS_AHEAD = 16_000;

const port = parentPort;
if (!port) throw new Error("reader runs as a worker thread");
/** Rows of the batches sent and not yet taken, in order. */
const ahead: number[] = [];
let wake: (() => void) | null = null;

port.on("message", (message: ReadRequest | "taken") => {
  if (message === "taken") {
    ahead.shift();
    wake?.();
  } else void read(message);
});

async function read(request: ReadRequest): Promise<void> {
  try {
    let batch: ReadDocument[] = [];
    let rows = 0;
    for await (const document of readDocuments(request, tellBegin)) {
      batch.push(document);
      rows += rowsIn(document);
      if (batch.length >= BATCH_DOCUMENTS || rows >= BATCH_ROWS) {
        await send(batch, rows);
        batch = [];
        rows = 0;
      }
    }
    if (batch.length > 0) await send(batch, rows);
    tell({ type: "end" });
  } catch (error) {
    tell({ type: "failed", message: messageOf(error) });
  }
}

function rowsIn(document: ReadDocument): number {
  let rows = 0;
  for (const { report } of document.reports)
    for (const { sections } of report.months) for (const { venues } of sections) rows += venues.length;
  return rows;
}

async function send(documents: readonly ReadDocument[], rows: number): Promise<void> {
  while (ahead.length > 0 && ahead.reduce((sum, one) => sum + one, rows) > ROWS_AHEAD) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  ahead.push(rows);
  tell({ type: "documents", packed: packDocuments(documents) });
}

function tellBegin(index: number, name: string): void {
  tell({ type: "begin", index, name });
}

function tell(message: ReaderMessage): void {
  port?.postMessage(message);
}
