import { clip } from "@/report/clip";
import { MOST_DOCUMENT_ROWS } from "@/report/filed-limits";
import { FAMILIES } from "./csv/header-problems";
import { CsvProblems } from "./csv/problems";
import { detectDelimiter, firstRecords, forEachRecord } from "./csv/records";
import { Sheet } from "./csv/sheet";
import { isBlank, Table } from "./csv/table";
import { decodeText } from "./decode-text";
import type { ParseResult } from "./parse-result";

/**
 * Reads a CSV of Rule 606(a)(1) reports: flat CSV v1 (as this app exports it, many reports in one file, rows in any
 * order), a table with the SEC's XML element names as headers, or one with the labels the SEC prints, with broker,
 * month and section in columns or in lines above.
 *
 * Delimiter comma, semicolon or tab. Positions are rows: the header is row 1 when it is the first line, blank lines
 * count, and a quoted cell that spans lines belongs to one row. Figures come out as plain decimal text; a cell that is
 * no number stays as filed.
 *
 * Findings: `csv_layout` where columns, cells or quotes are missing; `structure` where rows of one report contradict
 * each other; `not_a_number` where the decimal mark is unclear; `csv_columns`, `bad_encoding`, `encoding_guessed`, `empty_file`.
 */
export function parseCsv(bytes: Uint8Array, file: string): ParseResult {
  const problems = new CsvProblems(file);
  const decoded = decodeText(bytes);
  if ("problem" in decoded) {
    problems.add(
      "bad_encoding",
      null,
      `The text of this file cannot be read: ${decoded.problem}. Expected UTF-8.`,
    );
    return { reports: [], findings: problems.findings };
  }
  const { text, guessed } = decoded;
  if (guessed !== undefined) {
    const message = `The bytes are not valid UTF-8; they were read as ${guessed}. Figures are not affected; curly quotes and accents in names and texts may be.`;
    problems.add("encoding_guessed", null, message);
  }
  const delimiter = detectDelimiter(text);
  if (delimiter === null) {
    reportNoHeader(text, problems);
    return { reports: [], findings: problems.findings };
  }
  const first = firstRecords(text, delimiter);
  const at = first.findIndex((cells) => !isBlank(cells));
  const header = first[at] ?? [];
  const reader = Table.hasHeader(header)
    ? new Table(header, at + 1, delimiter, problems)
    : new Sheet(delimiter, problems);
  const broken = forEachRecord(text, delimiter, (cells, row) => {
    if (row <= MOST_DOCUMENT_ROWS) return reader.record(cells, row);
    const message = `The file has more than ${MOST_DOCUMENT_ROWS.toLocaleString("en-US")} rows, and no more are read. Cut it into several.`;
    problems.add("limit_exceeded", row, message);
    return false;
  });
  if (problems.findings.some(({ code }) => code === "limit_exceeded"))
    return { reports: [], findings: problems.findings };
  if (broken)
    problems.add("csv_layout", broken.at, `The row ${broken.message}, so what follows cannot be read.`);
  return reader.finish();
}

function reportNoHeader(text: string, problems: CsvProblems): void {
  const [line = ""] = text.split(/\r\n?|\n/).filter((one) => one.trim() !== "");
  if (line === "") problems.add("empty_file", null, "The file holds no text.");
  else
    problems.add(
      "csv_layout",
      null,
      `No header row was found. ${FAMILIES} The file begins "${clip(line.trim(), 120)}".`,
    );
}
