import { parentPort } from "node:worker_threads";
import { type ReadRequest, readDocuments } from "@/ingest";
import { messageOf } from "@/report/errors";
import type { ReadDocument } from "@/report/read-document";

/*
 * The thread that reads documents (unzip, parse, validate), so that whatever a file does to the parser
 * can be stopped from outside. One request at a time; documents go out in small batches, and no more
 * than a few batches are ahead of the writer, which keeps memory flat.
 */

export type ReaderMessage =
  | { readonly type: "begin"; readonly index: number; readonly name: string }
  | { readonly type: "documents"; readonly documents: readonly ReadDocument[] }
  | { readonly type: "end" }
  | { readonly type: "failed"; readonly message: string };

const BATCH = 12;
const BATCHES_AHEAD = 3;

const port = parentPort;
if (!port) throw new Error("reader runs as a worker thread");
let ahead = 0;
let wake: (() => void) | null = null;

port.on("message", (message: ReadRequest | "taken") => {
  if (message === "taken") {
    ahead -= 1;
    wake?.();
  } else void read(message);
});

async function read(request: ReadRequest): Promise<void> {
  try {
    let batch: ReadDocument[] = [];
    for await (const document of readDocuments(request, tellBegin)) {
      batch.push(document);
      if (batch.length >= BATCH) {
        await send(batch);
        batch = [];
      }
    }
    if (batch.length > 0) await send(batch);
    tell({ type: "end" });
  } catch (error) {
    tell({ type: "failed", message: messageOf(error) });
  }
}

async function send(documents: readonly ReadDocument[]): Promise<void> {
  while (ahead >= BATCHES_AHEAD) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  ahead += 1;
  tell({ type: "documents", documents });
}

function tellBegin(index: number, name: string): void {
  tell({ type: "begin", index, name });
}

function tell(message: ReaderMessage): void {
  port?.postMessage(message);
}
