import { writeSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";
import { type ReadRequest, readDocuments } from "@/ingest-read";
import { messageOf } from "@/report/errors";
import type { ReadDocument } from "@/report/read-document";
import { guarded } from "./guarded";
import { type PackedDocuments, packDocuments } from "./packed-documents";
import { BEGIN_PIPE } from "./reading-process";

/*
 * The process that reads documents (unzip, parse, validate), so that whatever a file does to the parser
 * ends it alone. One request at a time; documents go out in small batches, and no more
 * rows than the writer can take at once are ahead of it, which keeps memory flat.
 */

/** A file to read; `request` tells it from those before it. */
export type ReaderRequest = ReadRequest & { readonly request: number; readonly mostSeconds: number };

export type ReaderMessage =
  | { readonly type: "documents"; readonly packed: PackedDocuments }
  | { readonly type: "end" }
  | { readonly type: "failed"; readonly begun: Begun; readonly message: string };

/** Which document is being read: request, index in its file, name. */
export type Begun = readonly [request: number, index: number, name: string];

const BATCH_DOCUMENTS = 12;
const BATCH_ROWS = 2_000;
/** A market quarter has about 70,000 rows; these are a few megabytes. */
const ROWS_AHEAD = 16_000;

/** Rows of the batches sent and not yet taken, in order. */
const ahead: number[] = [];
let wake: (() => void) | null = null;
let begun: Begun = [0, -1, ""];

const mayTake = guarded();
process.on("message", (message: ReaderRequest | "taken") => {
  if (message === "taken") {
    ahead.shift();
    wake?.();
  } else void read(message);
});

async function read({ request, mostSeconds, ...file }: ReaderRequest): Promise<void> {
  begun = [request, -1, file.name];
  try {
    let batch: ReadDocument[] = [];
    let rows = 0;
    mayTake(mostSeconds);
    const begin = (index: number, name: string) => {
      sayBegin([request, index, name]);
      mayTake(mostSeconds);
    };
    for await (const document of readDocuments(file, begin)) {
      batch.push(document);
      rows += rowsIn(document);
      if (batch.length >= BATCH_DOCUMENTS || rows >= BATCH_ROWS) {
        await send(batch, rows);
        batch = [];
        rows = 0;
      }
      // What was sent leaves only between two turns.
      await turn();
    }
    if (batch.length > 0) await send(batch, rows);
    mayTake(Number.POSITIVE_INFINITY);
    tell({ type: "end" });
  } catch (error) {
    tell({ type: "failed", begun, message: messageOf(error) });
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

/** Written at once, not sent: the next document may end this process, and what waits to be sent ends with it. */
function sayBegin(next: Begun): void {
  begun = next;
  writeSync(BEGIN_PIPE, `${JSON.stringify(next)}\n`);
}

function tell(message: ReaderMessage): void {
  process.send?.(message);
}
