import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { excerpt, points, Refusal } from "./refusal";
import { type Line, positionOf, squeeze, textOf, type Word } from "./words";

/** A column's inner edges (where text can stand), in points from the left. */
export interface Column {
  readonly left: number;
  readonly right: number;
}

/** The margin of 40, half a rule and the padding: where the first column's text can begin. */
const FIRST_LEFT = 45;
/** Padding, rule, padding between two columns. */
const GUTTER = 9;
/** Where the last column of the venue table must end: 841.89 wide, less the same 45. */
const LAST_RIGHT = 796.89;
/** Measured over 277 tables: within 0.00001. A centre misread by a comma's half moves an edge by 1.2;
 * a PDF saved again with two decimals, by at most 0.15. */
const EDGE_TOLERANCE = 0.3;
/** How far a value may stand from its column's centre or right edge (measured: 0.00001). */
const ALIGN_TOLERANCE = 0.3;

const SUMMARY_WIDTH = 60;
const SUMMARY_PITCH = 69;

/** What a person can do something about; the figures behind it are for who looks closer. */
const DRAWN_AGAIN =
  "The tables do not stand where the SEC's generator draws them, so no cell can be told for certain: another program may have saved or printed this PDF again.";

const VENUE_LABELS = ["Venue - Non-directed Order Flow", ...VENUE_FIGURES.map((figure) => figure.label)];
const MIX_LABELS = MIX_FIGURES.map((figure) => figure.label);

interface HeaderCell {
  readonly center: number;
  readonly label: string;
}

/**
 * The fourteen columns of a venue table, from its header. Header lines are centred, so each cell's
 * centre c is known; with the first left edge at 45, right = 2c − left, next left = right + 9. That
 * the last right edge comes out at 796.89 shows that no centre was misread; values are not used,
 * because renderings align them differently.
 */
export function venueColumns(header: readonly Line[]): Column[] {
  const cells = headerCells(header);
  checkLabels(cells, VENUE_LABELS, header, "venue table");
  const columns: Column[] = [];
  let left = FIRST_LEFT;
  for (const { center } of cells) {
    const right = 2 * center - left;
    columns.push({ left, right });
    left = right + GUTTER;
  }
  const seen = columns.at(-1)?.right ?? 0;
  const narrow = columns.some((column) => column.right - column.left < 5);
  if (narrow || Math.abs(seen - LAST_RIGHT) > EDGE_TOLERANCE) {
    throw new Refusal(
      `${DRAWN_AGAIN} The columns of the venue table do not add up: the last one ends at ${points(seen)}, expected ${points(LAST_RIGHT)}.`,
      headerPosition(header),
    );
  }
  return columns;
}

/** The five fixed columns of a summary table, checked against its header. */
export function summaryColumns(header: readonly Line[]): Column[] {
  const cells = headerCells(header);
  checkLabels(cells, MIX_LABELS, header, "summary table");
  return cells.map(({ center }, i) => {
    const left = FIRST_LEFT + SUMMARY_PITCH * i;
    const expected = left + SUMMARY_WIDTH / 2;
    if (Math.abs(center - expected) > EDGE_TOLERANCE) {
      throw new Refusal(
        `${DRAWN_AGAIN} Column ${i + 1} of the summary table is centred at ${points(center)} points from the left, expected ${points(expected)}.`,
        headerPosition(header),
      );
    }
    return { left, right: left + SUMMARY_WIDTH };
  });
}

export function isVenueHeader(line: Line): boolean {
  return line.words[0]?.text.startsWith("Venue -") ?? false;
}

/** Header words by column: their x-intervals overlap within a column and are 9 points apart between. */
function headerCells(header: readonly Line[]): HeaderCell[] {
  const words = header.flatMap((line) => line.words).toSorted((a, b) => a.left - b.left);
  const groups: { right: number; words: Word[] }[] = [];
  for (const word of words) {
    const last = groups.at(-1);
    if (last && word.left < last.right + GUTTER / 2) {
      last.words.push(word);
      last.right = Math.max(last.right, word.right);
    } else groups.push({ right: word.right, words: [word] });
  }
  return groups.map((group) => {
    const centers = group.words.map((word) => (word.left + word.right) / 2);
    const center = centers.reduce((sum, one) => sum + one, 0) / centers.length;
    if (centers.some((one) => Math.abs(one - center) > ALIGN_TOLERANCE)) {
      throw new Refusal(
        `${DRAWN_AGAIN} The lines of a column's header are not centred on one another: their middles stand at ${centers.map(points).join(", ")}.`,
        headerPosition(header),
      );
    }
    const label = group.words.toSorted((a, b) => a.y - b.y || a.left - b.left).map((word) => word.text);
    return { center, label: label.join("") };
  });
}

function checkLabels(
  cells: readonly HeaderCell[],
  expected: readonly string[],
  header: readonly Line[],
  table: string,
): void {
  if (cells.length !== expected.length) {
    throw new Refusal(
      `The header of a ${table} has ${cells.length} columns, expected ${expected.length}.`,
      headerPosition(header),
    );
  }
  cells.forEach((cell, i) => {
    if (squeeze(cell.label) !== squeeze(expected[i] ?? "")) {
      throw new Refusal(
        `Column ${i + 1} of a ${table} is headed "${excerpt(cell.label)}", expected "${expected[i]}".`,
        headerPosition(header),
      );
    }
  });
}

function headerPosition(header: readonly Line[]): number | null {
  return header[0] ? positionOf(header[0]) : null;
}

/** A line's words by column; each must lie within one. */
export function splitColumns(line: Line, columns: readonly Column[]): Word[][] {
  const cells: Word[][] = columns.map(() => []);
  for (const word of line.words) {
    const index = columns.findIndex((column) => word.left < column.right + GUTTER / 2);
    const column = columns[index];
    if (!column || word.left < column.left - 1 || word.right > column.right + 1) {
      throw new Refusal(
        `"${excerpt(word.text)}" stands from ${points(word.left)} to ${points(word.right)}, across the edges of the table's columns.`,
        positionOf(line),
        "pdf_layout",
        word.text,
      );
    }
    cells[index]?.push(word);
  }
  return cells;
}

/**
 * How the values of a document's tables are set: centred or flush right, depending on the rendering,
 * but all alike. A value that is set otherwise has lost or gained a character, or is no value.
 */
export class ValueAlignment {
  #center = true;
  #right = true;

  /** The text of a value cell, "" when it has none. */
  read(words: readonly Word[], column: Column, line: Line): string {
    const first = words[0];
    const last = words.at(-1);
    if (!first || !last) return "";
    const text = textOf(words);
    const offCenter = (first.left + last.right - column.left - column.right) / 2;
    this.#center &&= Math.abs(offCenter) < ALIGN_TOLERANCE;
    this.#right &&= Math.abs(last.right - column.right) < ALIGN_TOLERANCE;
    if (this.#center || this.#right) return text;
    throw new Refusal(
      `"${excerpt(text)}" is not set like the other values, centred or flush right: it stands from ${points(first.left)} to ${points(last.right)} in a column from ${points(column.left)} to ${points(column.right)}.`,
      positionOf(line),
      "pdf_layout",
      text,
    );
  }
}
