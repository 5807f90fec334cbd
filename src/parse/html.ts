import { isHeader } from "./csv/columns";
import { CsvProblems } from "./csv/problems";
import { Sheet } from "./csv/sheet";
import { decodeText } from "./decode-text";
import { blocksOf } from "./html/blocks";
import { byColumn, columnStarts } from "./html/columns";
import type { ParseResult } from "./parse-result";

/**
 * Reads a report from a web page: exhibits of filings on EDGAR hold one as tables headed by the labels the SEC prints,
 * with broker, month and section in lines between them. It is read as a table of labels is (`parseCsv`); what a page
 * adds (empty columns for space, signs in cells of their own, a dash for a blank) is taken off. Other text is passed over.
 *
 * Positions are rows: lines of text and rows of tables, counted from the top.
 */
export function parseHtml(bytes: Uint8Array, file: string): ParseResult {
  const problems = new CsvProblems(file);
  const decoded = decodeText(bytes, "windows-1252");
  if ("problem" in decoded) {
    problems.add(
      "bad_encoding",
      null,
      `The text of this page cannot be read: ${decoded.problem}. Expected UTF-8.`,
    );
    return { reports: [], findings: problems.findings };
  }
  const sheet = new Sheet(",", problems);
  let starts: readonly number[] = [];
  let table = -1;
  blocksOf(decoded.text).forEach((block, i) => {
    const at = i + 1;
    if (block.kind === "line") {
      sheet.prose(block.text, at);
      return;
    }
    const texts = block.cells.map(({ text }) => text).filter((text) => text !== "");
    if (isHeader(texts)) {
      starts = columnStarts(block.cells);
      table = block.table;
      sheet.record(texts, at);
    } else if (block.table === table && texts.length > 1) sheet.record(byColumn(block.cells, starts), at);
    else if (texts.length > 0) sheet.prose(texts.join(" "), at);
  });
  return sheet.finish();
}
