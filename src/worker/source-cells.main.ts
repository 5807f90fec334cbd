import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { parseDocument } from "@/ingest";
import { readZipEntry } from "@/intake/zip";
import { messageOf } from "@/report/errors";
import type { RawReport } from "@/report/raw-report";

/* The thread that reads a kept document again, to say where each filed cell stands in it. */

export interface SourceRequest {
  /** File that holds the document, and its path in it when that is a ZIP. */
  readonly file: string;
  readonly entry: string | null;
  readonly name: string;
}

export type SourceAnswer = { readonly reports: readonly RawReport[] } | { readonly problem: string };

parentPort?.once("message", async ({ file, entry, name }: SourceRequest) => {
  let answer: SourceAnswer;
  try {
    const bytes = entry === null ? readFileSync(file) : readZipEntry(file, entry);
    answer = { reports: (await parseDocument(bytes, name)).reports };
  } catch (error) {
    answer = { problem: messageOf(error) };
  }
  parentPort?.postMessage(answer);
});
