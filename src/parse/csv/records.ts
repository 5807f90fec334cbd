import Papa from "papaparse";
import { countFigures } from "./columns";

const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** How far down a header may stand: a copied report has a title, quarter, month, section and summary above it. */
const HEADER_WITHIN = 60;
const SAMPLE_CHARACTERS = 65_536;

/** A quoted cell that does not end, or goes on behind its closing quote. */
export interface QuoteProblem {
  readonly at: number;
  readonly message: string;
}

/**
 * Calls `onRecord` for each record with its row: the first record is row 1, blank lines count, a quoted cell that
 * spans lines belongs to one row. So rows are what a spreadsheet shows in its margin.
 *
 * Reading stops at the first broken quote, which is returned, because all that follows is shifted, and where `onRecord` gives
 * false.
 */
export function forEachRecord(
  text: string,
  delimiter: Delimiter,
  onRecord: (cells: string[], at: number) => unknown,
): QuoteProblem | null {
  // Lines may end in LF, CRLF or CR; of the second the CR is left at the end of the last cell.
  const newline = text.includes("\n") ? "\n" : "\r";
  let at = 0;
  let endsInCr = false;
  let problem: QuoteProblem | null = null;
  Papa.parse<string[]>(withoutHint(text), {
    delimiter,
    newline,
    step: ({ data: cells, errors }, parser) => {
      at += 1;
      const [error] = errors;
      if (error) {
        const message =
          error.code === "MissingQuotes"
            ? "has a quote that is never closed"
            : "has text behind a closing quote";
        problem = { at, message };
        parser.abort();
        return;
      }
      const last = cells.length - 1;
      const cell = cells[last] ?? "";
      if (at === 1) endsInCr = cell.endsWith("\r");
      if (endsInCr && cell.endsWith("\r")) cells[last] = cell.slice(0, -1);
      if (onRecord(cells, at) === false) parser.abort();
    },
  });
  return problem;
}

/** The delimiter under which one of the first rows names the most figures; null when none names three. */
export function detectDelimiter(text: string): Delimiter | null {
  const hint = HINT.exec(text)?.[1];
  let best: { delimiter: Delimiter; known: number } | null = null;
  for (const delimiter of DELIMITERS) {
    if (hint !== undefined && hint !== delimiter) continue;
    for (const cells of firstRecords(text, delimiter)) {
      const { figures, mix } = countFigures(cells);
      const known = figures + mix;
      if (known >= 3 && known > (best?.known ?? 0)) best = { delimiter, known };
    }
  }
  return best?.delimiter ?? null;
}

/** The records a header is looked for in. */
export function firstRecords(text: string, delimiter: Delimiter): string[][] {
  const records: string[][] = [];
  forEachRecord(text.slice(0, SAMPLE_CHARACTERS), delimiter, (cells) => {
    if (records.length < HEADER_WITHIN) records.push(cells);
  });
  return records;
}

/** Excel writes and reads `sep=;` as a first line. The line stays as a blank one, so rows keep their numbers. */
const HINT = /^sep=([,;\t])(?=[\r\n])/i;
function withoutHint(text: string): string {
  return text.replace(HINT, "");
}
