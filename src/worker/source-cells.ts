import { AppError } from "@/report/errors";
import { formatPosition, type RawReport } from "@/report/raw-report";
import type { Format, Origin } from "@/report/report";
import type { Section } from "@/report/sections";
import { type ReportSource, sourceOfReport } from "@/store/source-document";
import { askSourceProcess } from "./source-process";

/** A cell as filed: its text, character for character ("" is filed blank), and where it stands: `line 24`,
 * `page 2 at 345` (points from the top), `row 7`. */
export interface FiledCell {
  readonly text: string;
  readonly position: string;
}

/** A venue row as filed. */
export interface FiledRow {
  readonly position: string;
  /** Flat CSV: where the row stood in the document it was exported from. */
  readonly originPosition: string | null;
  /** Thirteen cells in the order of `VENUE_FIGURES`; null where the file has none. */
  readonly cells: readonly (FiledCell | null)[];
}

/** What the document shown for a report says, read again. */
export interface SourceCells {
  readonly document: string;
  readonly sha256: string;
  readonly format: Format;
  /** Flat CSV: the document it was exported from, which is not kept here. */
  readonly origin: Origin | null;
  /** Rows count from 1; null where the document has none. */
  readonly row: (month: number, section: Section, row: number) => FiledRow | null;
  /** Five cells in the order of `MIX_FIGURES`; none where the document has no such section. */
  readonly mix: (month: number, section: Section) => readonly (FiledCell | null)[];
}

/** Why a document cannot be read again, as a sentence. The figures are in the store; only their trace is missing. */
export interface SourceProblem {
  readonly problem: string;
  /** It was only not read yet. */
  readonly isLate?: true;
}

/** Documents are kept by what is in them, so what was read once stays true. */
const MOST_KEPT = 60;
const kept = new Map<string, SourceCells>();

/**
 * Reads the document of a report again, for the filed text and place of every cell. A missing, damaged or unreadable
 * document is an answer, not a fault.
 * @throws AppError not_found: no such report
 */
export async function sourceCells(publicId: string): Promise<SourceCells | SourceProblem> {
  let source: ReportSource;
  try {
    source = await sourceOfReport(publicId);
  } catch (error) {
    if (error instanceof AppError && error.kind === "store") return { problem: error.message };
    throw error;
  }
  const key = [source.sha256, source.figuresHash, source.filedBroker, source.series].join("\0");
  const known = kept.get(key);
  if (known) return known;
  const { file, entry, name, sha256, figuresHash, filedBroker, series } = source;
  const answer = await askSourceProcess({ file, entry, name, sha256, figuresHash, filedBroker, series });
  if ("problem" in answer) return answer;
  const cells = cellsOf(answer.report, name, sha256);
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, cells);
  return cells;
}

/**
 * The same for several reports, within a time: a page must not wait for the slowest PDFs. What was not read by then
 * is a problem that says so; the document under way is still read, for the next one who asks.
 * @throws AppError not_found: no such report
 */
export async function sourceCellsOf(
  publicIds: Iterable<string>,
  budgetMs: number,
): Promise<ReadonlyMap<string, SourceCells | SourceProblem>> {
  const late: SourceProblem = {
    problem: "Its document was not read in time; the report's own page shows the filed text.",
    isLate: true,
  };
  const found = new Map<string, SourceCells | SourceProblem>();
  let timer: NodeJS.Timeout | undefined;
  let isLate = budgetMs <= 0;
  const end = new Promise<SourceProblem>((resolve) => {
    timer = setTimeout(() => {
      isLate = true;
      resolve(late);
    }, budgetMs);
  });
  try {
    for (const id of new Set(publicIds)) {
      found.set(id, isLate ? late : await Promise.race([sourceCells(id), end]));
    }
  } finally {
    clearTimeout(timer);
  }
  return found;
}

function cellsOf(raw: RawReport, document: string, sha256: string): SourceCells {
  const sectionOf = (month: number, section: Section) =>
    raw.months
      .find((one) => Number(one.month.text) === month)
      ?.sections.find((one) => one.section === section);
  const filed = (texts: readonly (string | null)[], at: readonly number[]) =>
    texts.map((text, i) =>
      text === null ? null : { text, position: formatPosition(raw.format, at[i] ?? 0) },
    );
  return {
    document,
    sha256,
    format: raw.format,
    origin: raw.origin ?? null,
    row: (month, section, row) => {
      const venue = sectionOf(month, section)?.venues[row - 1];
      if (!venue) return null;
      return {
        position: formatPosition(raw.format, venue.at),
        originPosition: venue.originPosition ?? null,
        cells: filed(venue.figures, venue.figuresAt),
      };
    },
    mix: (month, section) => {
      const found = sectionOf(month, section);
      return found ? filed(found.mix, found.mixAt) : [];
    },
  };
}
