import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { readSettings } from "@/host/settings";
import { AppError } from "@/report/errors";
import { documentPath } from "./documents";
import { prisma } from "./prisma";

/** A kept document as a stream of its original bytes; an entry of a ZIP comes with the ZIP's path. */
export interface SourceDocument {
  readonly sha256: string;
  readonly name: string;
  readonly format: string;
  readonly byteLength: number;
  /** File on disk that holds the bytes: the document itself, or the ZIP it is an entry of. */
  readonly file: string;
  /** Path in that ZIP; null when the file is the document. */
  readonly entry: string | null;
}

/** The document of a report of rule 605. AppError as of `sourceOfReport`. */
export async function sourceOfExecution(publicId: string): Promise<SourceDocument> {
  const report = await prisma().executionReport.findUnique({
    where: { publicId },
    select: { documentSha256: true },
  });
  if (!report) throw new AppError("not_found", `There is no report ${publicId}.`);
  return keptDocument(publicId, report.documentSha256);
}

/** The document shown for a report, with what tells the report from others in it (a flat CSV holds many). */
export interface ReportSource extends SourceDocument {
  /** `figuresHash` of the report. */
  readonly figuresHash: string;
  readonly filedBroker: string;
  readonly series: string;
}

const REMEDY =
  "The report's figures are in the store; restore the document from a backup or import it again.";

/**
 * The document shown for a report, or another that holds its figures, by SHA-256.
 * AppError not_found: no such report, or none of its documents has this SHA-256; store: its bytes are gone.
 */
export async function sourceOfReport(publicId: string, sha256: string | null = null): Promise<ReportSource> {
  const report = await prisma().report.findUnique({
    where: { publicId },
    select: { id: true, documentSha256: true, figuresHash: true, filedBroker: true, series: true },
  });
  if (!report) throw new AppError("not_found", `There is no report ${publicId}.`);
  const documentSha256 = sha256 ?? report.documentSha256;
  if (documentSha256 !== report.documentSha256) {
    const key = { reportId_documentSha256: { reportId: report.id, documentSha256 } };
    if (!(await prisma().reportSource.findUnique({ where: key }))) {
      throw new AppError("not_found", `Report ${publicId} has no document ${documentSha256}.`);
    }
  }
  const { figuresHash, filedBroker, series } = report;
  return { ...(await keptDocument(publicId, documentSha256)), figuresHash, filedBroker, series };
}

async function keptDocument(publicId: string, documentSha256: string): Promise<SourceDocument> {
  const document = await prisma().document.findUnique({ where: { sha256: documentSha256 } });
  if (!document) throw new AppError("not_found", `The source of report ${publicId} is not recorded.`);
  const file = documentPath(readSettings().dataDir, document.containerSha256 ?? document.sha256);
  if (!(await stat(file).catch(() => null))) {
    const message = `The source document of report ${publicId} (${document.name}) is missing from the data folder. ${REMEDY}`;
    throw new AppError("store", message, { code: "source_missing" });
  }
  return {
    sha256: document.sha256,
    name: document.name,
    format: document.format,
    byteLength: document.bytes,
    file,
    entry: document.entry,
  };
}

/** The bytes of a document that is a file of its own, read once before to see that they are still those that came. */
export async function streamDocument(document: SourceDocument): Promise<Readable> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(document.file)) hash.update(piece as Buffer);
  if (hash.digest("hex") !== document.sha256) throw damaged(document);
  return createReadStream(document.file);
}

/** The bytes of an entry of a ZIP, unless they are others than came. */
export function wholeEntry(document: SourceDocument, bytes: Uint8Array): Uint8Array {
  if (createHash("sha256").update(bytes).digest("hex") !== document.sha256) throw damaged(document);
  return bytes;
}

/** The kept document, or the ZIP it is in, has changed on the disk. */
export function damaged(document: SourceDocument, cause?: unknown): AppError {
  const message = `The kept document ${document.name} is damaged: its bytes are no longer those that came in. ${REMEDY}`;
  return new AppError("store", message, { code: "source_damaged", cause });
}
