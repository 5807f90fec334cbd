import { isUtf8 } from "node:buffer";
import { MOST_REPORT_ROWS, tooMany } from "@/report/filed-limits";
import { type Finding, finding } from "@/report/findings";
import { decodeText } from "./decode-text";
import { type ParseResult, refused } from "./parse-result";
import { scanXml, scanXmlBytes } from "./xml-scan";
import { readXml } from "./xml-strict";

/**
 * Reads a Rule 606(a)(1) report from the SEC's XML (oh-20191231.xsd): the filed text of every cell
 * with its line. Values are not judged here; `validate` does that.
 *
 * Findings of its own: `empty_file`, `bad_encoding`, `encoding_guessed`; others from `readXml`.
 */
export function parseXml(bytes: Uint8Array, file: string): ParseResult {
  // Counted before they are read: each takes far more memory than its bytes.
  const rows =
    bytes.length > ROWS_WORTH_COUNTING ? tooMany("The report", rowsIn(bytes), MOST_REPORT_ROWS) : null;
  if (rows) return refused(finding("limit_exceeded", rows, { file }));
  // Nearly every filing is plain UTF-8 in the schema's order, and then done with here.
  const plain = isUtf8(bytes) ? scanXmlBytes(bytes) : null;
  if (plain !== null) return { reports: [plain], findings: [] };
  const decoded = decodeText(bytes, declaredEncoding(bytes));
  if ("problem" in decoded) {
    const message = `The text of this file cannot be read: ${decoded.problem}. Expected UTF-8.`;
    return refused(finding("bad_encoding", message, { file }));
  }
  const { guessed } = decoded;
  const text = withoutLateDeclaration(decoded.text);
  if (!/\S/.test(text)) {
    const found = bytes.length === 0 ? "no bytes" : "only white space";
    return refused(finding("empty_file", `The file holds ${found}; expected an XML report.`, { file }));
  }
  const scanned = scanXml(text);
  const read = scanned === null ? readXml(text, file) : { reports: [scanned], findings: [] };
  const result =
    text === decoded.text ? read : { ...read, findings: [...read.findings, lateDeclaration(file)] };
  if (guessed === undefined) return result;
  const message = `The bytes are not valid UTF-8; they were read as ${guessed}. Figures are not affected; curly quotes and accents in names and texts may be.`;
  return { ...result, findings: [...result.findings, finding("encoding_guessed", message, { file })] };
}

const ROW = "<rVenue>";
/** Bytes below which no XML can hold more rows than may be read. */
const ROWS_WORTH_COUNTING = MOST_REPORT_ROWS * ROW.length;

function rowsIn(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let rows = 0;
  for (let at = buffer.indexOf(ROW); at >= 0; at = buffer.indexOf(ROW, at + ROW.length)) rows += 1;
  return rows;
}

/** The encoding an XML declaration in ASCII bytes names, lower case. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  const match = /^[\xef\xbb\xbf\s]*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']{1,40})["']/.exec(head);
  return match?.[1]?.toLowerCase() ?? null;
}

/** What stands before a declaration is an error in XML, and what one blank line costs is a whole report. Lines keep their
 * numbers. */
function withoutLateDeclaration(text: string): string {
  const [before = "", declaration = ""] = /^[ \t\r\n]+(<\?xml\s[^>]*\?>)/.exec(text) ?? [];
  return before === ""
    ? text
    : before.slice(0, -declaration.length) + declaration.replace(/[^\r\n]/g, " ") + text.slice(before.length);
}

function lateDeclaration(file: string): Finding {
  const message =
    "Blank space stands before the XML declaration, where XML allows none; the report was read without it.";
  return finding("late_declaration", message, { file, position: "line 1" });
}
