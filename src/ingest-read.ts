import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { detectExecution } from "@/execution/read/detect";
import { DetailedReading } from "@/execution/read/read-detailed";
import { readExecution } from "@/execution/read/read-execution";
import { firstBytes } from "@/intake/byte-source";
import { detectFormat, isWebPage } from "@/intake/detect-format";
import { parseFinraName } from "@/intake/finra-name";
import { readIntroducingList } from "@/intake/introducing-brokers";
import { readZipByPieces } from "@/intake/zip";
import { ZIP_LIMITS, ZipRefused } from "@/intake/zip-limits";
import { parseCsv } from "@/parse/csv";
import { parseHtml } from "@/parse/html";
import type { ParseResult } from "@/parse/parse-result";
import { parsePdf } from "@/parse/pdf";
import { parseXml } from "@/parse/xml";
import { figuresHash } from "@/report/figures-hash";
import { type Finding, finding, hasError } from "@/report/findings";
import { quarterIndex } from "@/report/quarter";
import type { RawReport } from "@/report/raw-report";
import type { ReadDocument, ReadReport } from "@/report/read-document";
import type { Report } from "@/report/report";
import { piecesOf, sha256 } from "@/report/sha256";
import { withoutNoVenues } from "@/validate/no-venues";
import { validate } from "@/validate/validate";

/*
 * Steps 1–3 of the way of a filing into the store; steps 4–5 are in ingest.ts. They are two files because they run in two processes:
 * the one that reads loads the parsers but no store, the one that writes loads the store but no parser. Each starts in half the time.
 */

/** What to read: a file, from its `from`-th document on (entries of a ZIP count), but for `skip`. */
export interface ReadRequest {
  readonly path: string;
  readonly name: string;
  readonly from: number;
  readonly skip: readonly number[];
}

/** Steps 1–3 for a file: every document in it, in order. */
export async function* readDocuments(
  file: ReadRequest,
  onBegin: (index: number, name: string) => void,
): AsyncGenerator<ReadDocument> {
  const head = firstBytes(file.path);
  const format = detectFormat(head, file.name);
  const wanted = (index: number) => index >= file.from && !file.skip.includes(index);
  if (format !== "zip") {
    if (!wanted(0)) return;
    onBegin(0, file.name);
    const begin = () => onBegin(0, file.name);
    if (isDetailed(head)) yield await readDetailed(head, piecesOf(file.path), file.name, null, begin);
    else if (statSync(file.path).size > ZIP_LIMITS.maxHeldBytes) yield tooLarge(file.name, head);
    else yield await readDocument(readFileSync(file.path), file.name, null);
    return;
  }
  let index = 0;
  for await (const entry of readZipByPieces(file.path, file.name, isDetailed, wanted)) {
    index += 1;
    if (entry === null || !wanted(index - 1)) continue;
    const begin = () => onBegin(index - 1, entry.name);
    begin();
    if ("findings" in entry) yield refused(entry.name, new Uint8Array(), "zip", entry.path, entry.findings);
    else if ("pieces" in entry)
      yield await readDetailed(entry.head, entry.pieces(), entry.name, entry.path, begin);
    else yield await readDocument(entry.bytes, entry.name, entry.path, file.name);
  }
  if (index === 0) {
    const message = "The ZIP holds no file. Expected a 606 or 605 report as XML, PDF, CSV or text in it.";
    const bytes = readFileSync(file.path);
    yield refused(file.name, bytes, "zip", null, [finding("empty_file", message, { file: file.name })]);
  }
}

/** A detailed file of rule 605 is larger than everything else together, and is never held whole. */
function isDetailed(head: Uint8Array): boolean {
  const format = detectExecution(head);
  return format === "detailed" || format === "legacy";
}

/** What is read as a whole has to fit into memory. */
function tooLarge(name: string, head: Uint8Array): ReadDocument {
  const most = ZIP_LIMITS.maxHeldBytes / 1024 ** 2;
  const message = `${name} is larger than ${most} MiB, the limit of all but ZIPs and detailed files of rule 605.`;
  return refused(name, head, "unknown", null, [finding("limit_exceeded", message, { file: name })]);
}

/** How much may be read before it is said that reading goes on. */
const TELL_EVERY_BYTES = 32 * 1024 ** 2;

async function readDetailed(
  head: Uint8Array,
  pieces: Iterable<Buffer> | AsyncIterable<Buffer>,
  name: string,
  entry: string | null,
  onProgress: () => void,
): Promise<ReadDocument> {
  const reading = new DetailedReading(name, detectExecution(head) === "legacy" ? "legacy" : "detailed");
  const hash = createHash("sha256");
  let byteLength = 0;
  let told = 0;
  try {
    for await (const piece of pieces) {
      hash.update(piece);
      reading.write(piece);
      byteLength += piece.length;
      if (byteLength - told < TELL_EVERY_BYTES) continue;
      told = byteLength;
      onProgress();
    }
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error;
    const message = `The entry "${entry}" ${error.message} Nothing of it was stored.`;
    return refused(name, head, "zip", entry, [finding("zip_refused", message, { file: name })]);
  }
  const { executions, findings } = reading.end();
  return {
    name,
    sha256: hash.digest("hex"),
    byteLength,
    format: "txt",
    entry,
    reports: [],
    executions,
    findings,
  };
}

/** Steps 2–3 for one document. Any error refuses all of it. */
export async function readDocument(
  bytes: Uint8Array,
  name: string,
  entry: string | null,
  archive = "",
): Promise<ReadDocument> {
  if (isBlank(bytes)) {
    const message = `${name} is empty. Expected a Rule 606(a)(1) report as SEC XML, its PDF, CSV or ZIP.`;
    return refused(name, bytes, "unknown", entry, [finding("empty_file", message, { file: name })]);
  }
  const document = { name, sha256: sha256(bytes), byteLength: bytes.length, entry };
  const list = readIntroducingList(bytes, name, archive);
  if (list) {
    const { introducing, findings } = list;
    if (!introducing) return refused(name, bytes, "list", entry, findings);
    return { ...document, introducing, findings, format: "list", reports: [] };
  }
  const execution = readExecution(bytes, name);
  if (execution) return { ...document, ...execution, reports: [] };
  const format = detectFormat(bytes, name) ?? "unknown";
  const parsed = await parseDocument(bytes, name);
  const findings: Finding[] = [...parsed.findings];
  const reports: ReadReport[] = [];
  for (const one of parsed.reports) {
    const { raw, findings: noVenues } = withoutNoVenues(one, name);
    const checked = validate(raw, name);
    const found = [...checked.findings, ...noVenues];
    if (checked.report && !hasError(found)) {
      const report = parsed.reports.length > 1 ? checked.report : withFinraIdentity(checked.report, name);
      reports.push({ report, figures: figuresHash(report), findings: found });
    } else findings.push(...found);
  }
  if (hasError(findings) || reports.length === 0) {
    if (!hasError(findings)) {
      findings.push(finding("not_a_report", `${name} holds no report.`, { file: name }));
    }
    return refused(name, bytes, format, entry, [...findings, ...reports.flatMap((one) => one.findings)]);
  }
  return { ...document, format, reports, findings };
}

/** Step 2 alone: what a document says, cell by cell, not judged. */
function parseDocument(bytes: Uint8Array, name: string): ParseResult | Promise<ParseResult> {
  const format = detectFormat(bytes, name);
  if (format === "xml") return parseXml(bytes, name);
  if (format === "pdf") return parsePdf(bytes, name);
  if (format === "csv") return parseCsv(bytes, name);
  if (format === "html") return parseHtml(bytes, name);
  const what = isWebPage(bytes)
    ? "is a web page, not the report: the download failed or the link leads to a page about it. Download the report itself."
    : "is not a Rule 606(a)(1) report this app can read.";
  const message = `${name} ${what} Expected the SEC's XML, the PDF drawn from it, CSV, a web page with the report's tables, or a ZIP of these.`;
  return { reports: [], findings: [finding("not_a_report", message, { file: name })] };
}

/**
 * Every report of a kept document as filed, with the hash its figures have in the store: what a stored report is
 * found again by. Null: the report would be refused now.
 */
export async function readAgain(
  bytes: Uint8Array,
  name: string,
): Promise<{ readonly raw: RawReport; readonly figures: string | null }[]> {
  const { reports } = await parseDocument(bytes, name);
  return reports.map((one) => {
    const { raw } = withoutNoVenues(one, name);
    const { report } = validate(raw, name);
    return { raw, figures: report && figuresHash(report) };
  });
}

/**
 * FINRA's file names carry what the documents do not: CRD, series and version. A table that says its own, or holds
 * several reports, is not named so; series and version are of the quarter the name gives.
 */
function withFinraIdentity(report: Report, name: string): Report {
  const identity = parseFinraName(name);
  if (!identity || report.crd !== null || report.series !== "") return report;
  const { crd, quarter, series, version } = identity;
  if (quarterIndex(quarter) !== quarterIndex(report.quarter)) return { ...report, crd };
  return { ...report, crd, series, filedVersion: version ?? report.filedVersion };
}

function refused(
  name: string,
  bytes: Uint8Array,
  format: string,
  entry: string | null,
  findings: readonly Finding[],
): ReadDocument {
  return { name, sha256: sha256(bytes), byteLength: bytes.length, format, entry, reports: [], findings };
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.length < 4096 && bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}
