import { FLAT_COLUMNS } from "@/dictionary/filed-row";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { isGzip } from "./gzip";

/** `html`: a web page with a report's tables in it. */
export type InputFormat = "xml" | "pdf" | "csv" | "html" | "zip";

/** How much of a file is looked at. The PDF header may stand anywhere in the first 1,024 bytes (ISO 32000, note to
 * 7.5.2); a CSV may have a title, month and section above its header. */
const PDF_HEADER_WITHIN = 1024;
const TEXT_SAMPLE = 16_384;
const COLUMNS_OF_A_TABLE = 3;
/** EDGAR wraps an exhibit into a `<DOCUMENT>` of a few lines of its own. */
const WEB_PAGE = /^<(!doctype\s+html|html|document)\b/i;
/** How much of a page is looked through for a report's tables. */
const PAGE_SAMPLE = 4 * 1024 ** 2;

/**
 * What a file is, by its content first and its name second; null when neither says.
 *
 * Content decides alone for ZIP, PDF, XML and tables with columns of ours. A text or damaged file falls back on its
 * extension, so that the reader of that format can say what is wrong with it. HTML without a report's tables and empty
 * files are nothing.
 */
export function detectFormat(bytes: Uint8Array, name: string): InputFormat | null {
  if (bytes.length === 0) return null;
  // One file packed by gzip is an archive too: what is in it is read as what it is.
  if (isZip(bytes) || isGzip(bytes)) return "zip";
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, TEXT_SAMPLE));
  const pdfAt = head.subarray(0, PDF_HEADER_WITHIN).indexOf("%PDF-");
  const text = beginningOf(head).trimStart();
  // A PDF that begins with something else is one unless that something is XML, which may quote the mark.
  if (pdfAt === 0 || (pdfAt > 0 && !text.startsWith("<"))) return "pdf";
  if (WEB_PAGE.test(text)) return hasReportTables(bytes) ? "html" : null;
  if (/^<[?!\p{L}_:]/u.test(text)) return "xml";
  if (hasTableHeader(text)) return "csv";
  return byName(name);
}

/** Whether it is a web page, as a failed download is, whatever its name says. */
export function isWebPage(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, TEXT_SAMPLE));
  return WEB_PAGE.test(beginningOf(head).trimStart());
}

/** Whether a page has the heads of a report's tables, however they are wrapped and marked up. */
function hasReportTables(bytes: Uint8Array): boolean {
  const page = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PAGE_SAMPLE));
  const text = beginningOf(page)
    .replace(/<[^<>]*>/g, "")
    .replace(/&nbsp;|&#(?:160|xa0);/gi, "");
  const folded = fold(text);
  return [VENUE_FIGURES[0], VENUE_FIGURES[5]].every(
    (figure) => figure && folded.includes(fold(figure.label)),
  );
}

/** A local file header, the end record of an empty archive, or the mark of a split one. */
function isZip(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  const kind = ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0);
  return kind === 0x0304 || kind === 0x0506 || kind === 0x0708;
}

/** The first characters, whatever the encoding: only ASCII of them is looked at. */
function beginningOf(head: Buffer): string {
  const [a, b] = head;
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0)) return withoutMark(head.toString("utf16le"));
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0)) {
    const even = Buffer.from(head.subarray(0, head.length & ~1));
    return withoutMark(even.swap16().toString("utf16le"));
  }
  return withoutMark(head.toString("utf8"));
}

function withoutMark(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

const KNOWN_COLUMNS = new Set(
  [...FLAT_COLUMNS, ...[...VENUE_FIGURES, ...MIX_FIGURES].flatMap(({ xml, label }) => [xml, label])].map(
    fold,
  ),
);

/** One of the first lines names at least three columns of a report. */
function hasTableHeader(text: string): boolean {
  for (const line of text.split(/\r\n?|\n/)) {
    for (const delimiter of [",", ";", "\t"]) {
      const cells = line.split(delimiter);
      if (cells.length < COLUMNS_OF_A_TABLE) continue;
      const known = new Set(cells.map(fold).filter((cell) => KNOWN_COLUMNS.has(cell)));
      if (known.size >= COLUMNS_OF_A_TABLE) return true;
    }
  }
  return false;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function byName(name: string): InputFormat | null {
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (extension === "csv" || extension === "tsv") return "csv";
  if (extension === "xml" || extension === "pdf" || extension === "zip") return extension;
  return null;
}
