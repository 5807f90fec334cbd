import { Readable } from "node:stream";
import { isExecutionId } from "@/execution/execution-id";
import { readZipEntry } from "@/intake/zip";
import {
  damaged,
  type SourceDocument,
  sourceOfExecution,
  sourceOfReport,
  streamDocument,
  wholeEntry,
} from "@/store/source-document";

/** The document of a report, or by SHA-256 another that holds its figures, with its original bytes, taken out of the ZIP it
 * came in. @throws AppError not_found: no such report, or no such document of it; store: the document is no longer there (`source_missing`), or no longer
 *   what came in (`source_damaged`) */
export async function sourceBytes(
  publicId: string,
  sha256: string | null = null,
): Promise<{ document: SourceDocument; body: ReadableStream<Uint8Array> | Uint8Array }> {
  const document = isExecutionId(publicId)
    ? await sourceOfExecution(publicId)
    : await sourceOfReport(publicId, sha256);
  const body =
    document.entry === null
      ? (Readable.toWeb(await streamDocument(document)) as ReadableStream<Uint8Array>)
      : wholeEntry(document, readEntry(document, document.entry));
  return { document, body };
}

function readEntry(document: SourceDocument, entry: string): Uint8Array {
  try {
    return readZipEntry(document.file, entry);
  } catch (error) {
    // The ZIP was whole when the report was read from it.
    throw damaged(document, error);
  }
}
