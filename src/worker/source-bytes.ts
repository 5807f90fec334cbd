import { Readable } from "node:stream";
import { readZipEntry } from "@/intake/zip";
import { type SourceDocument, sourceOfReport, streamDocument } from "@/store/source-document";

/** The document of a report with its original bytes, taken out of the ZIP it came in.
 * @throws AppError not_found: no such report; store: the document is no longer there */
export async function sourceBytes(
  publicId: string,
): Promise<{ document: SourceDocument; body: ReadableStream<Uint8Array> | Uint8Array }> {
  const document = await sourceOfReport(publicId);
  const body =
    document.entry === null
      ? (Readable.toWeb(streamDocument(document)) as ReadableStream<Uint8Array>)
      : readZipEntry(document.file, document.entry);
  return { document, body };
}
