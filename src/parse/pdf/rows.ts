import { VENUE_FIGURES } from "@/report/figures";
import { splitColumns, type ValueAlignment, venueColumns } from "./columns";
import type { TablePart } from "./outline";
import { excerpt, points, Refusal } from "./refusal";
import { hasCode, isOnlyCodes } from "./venue-names";
import { type Line, positionOf, squeeze, textOf, unwrap, type Word } from "./words";

/** A row of a venue table as drawn: the name still holds the codes. */
export interface TableRow {
  readonly at: number;
  /** The name's lines, from top to bottom. */
  readonly nameLines: readonly string[];
  /** Thirteen texts in the order of `VENUE_FIGURES`; "" is blank. */
  readonly figures: readonly string[];
  /**
   * The row stands first after a page break and has no figures: in untagged files, where rows break
   * across pages, it may be the rest of the row before it.
   */
  readonly mayContinue: boolean;
}

/** Baselines within a cell, and from a row's last line to the next row's first (with 5 of padding). */
const LINE_PITCH = 7.03;
const ROW_PITCH = 12.03;
const PITCH_TOLERANCE = 0.2;

/** A row is broken only where its next line found no room. Measured: such rows reach down to 543.85
 * at least; a row that ends above has not been broken. */
const LOWEST_UNBROKEN = 543;

/** The rows of one section's venue table, over all pages it reaches. */
export function rowsOf(parts: readonly TablePart[], tagged: boolean, alignment: ValueAlignment): TableRow[] {
  const rows: TableRow[] = [];
  let bottom = 0;
  for (const part of parts) {
    const columns = venueColumns(part.header);
    const nameColumn = columns[0];
    const groups = groupRows(part);
    groups.forEach((lines, i) => {
      const first = lines[0];
      if (!first || !nameColumn) return;
      const cells = lines.map((line) => splitColumns(line, columns));
      cells.slice(1).forEach((below, j) => {
        const stray = below.slice(1).find((words) => words.length > 0);
        if (stray) refuseStray(stray, lines[j + 1] ?? first);
      });
      checkMarks(cells, first);
      const figures = VENUE_FIGURES.map((_, k) => {
        const column = columns[k + 1];
        return column ? alignment.read(cells[0]?.[k + 1] ?? [], column, first) : "";
      });
      rows.push({
        at: positionOf(first),
        nameLines: cells.map((cell) => textOf(cell[0] ?? [])).filter((text) => text !== ""),
        figures,
        mayContinue:
          !tagged &&
          i === 0 &&
          rows.length > 0 &&
          bottom > LOWEST_UNBROKEN &&
          figures.every((text) => text === ""),
      });
    });
    bottom = part.body.at(-1)?.y ?? bottom;
  }
  return rows;
}

/** Lines 7.03 apart are one row, 12.03 apart are two; any other distance means that a line is
 * missing or is not the table's. */
function groupRows(part: TablePart): Line[][] {
  const groups: Line[][] = [];
  let above = Math.max(...part.header.map((line) => line.y));
  for (const line of part.body) {
    const gap = line.y - above;
    if (Math.abs(gap - ROW_PITCH) < PITCH_TOLERANCE) groups.push([line]);
    else if (groups.length > 0 && Math.abs(gap - LINE_PITCH) < PITCH_TOLERANCE) groups.at(-1)?.push(line);
    else {
      throw new Refusal(
        `"${excerpt(textOf(line.words))}" stands ${points(gap)} below the line above it; rows are ${ROW_PITCH} apart, lines ${LINE_PITCH}.`,
        positionOf(line),
      );
    }
    above = line.y;
  }
  return groups;
}

function refuseStray(words: readonly Word[], line: Line): never {
  const text = textOf(words);
  throw new Refusal(
    `"${excerpt(text)}" stands below the first line of its row, where figures are not drawn.`,
    positionOf(line),
    "pdf_layout",
    text,
  );
}

/** Tagged files name their cells: what was read as one cell must be one there, and no two the same. */
function checkMarks(cells: readonly (readonly (readonly Word[])[])[], line: Line): void {
  const seen = new Set<number>();
  const count = cells[0]?.length ?? 0;
  for (let column = 0; column < count; column += 1) {
    const ids = new Set<number>();
    for (const row of cells) {
      for (const word of row[column] ?? []) if (word.mark?.tag === "TD") ids.add(word.mark.id);
    }
    const [id] = ids;
    if (ids.size > 1 || (id !== undefined && seen.has(id))) {
      throw new Refusal(
        "The cells of a row do not agree with the cells the PDF's tags name.",
        positionOf(line),
      );
    }
    if (id !== undefined) seen.add(id);
  }
}

/** A row's name and, where a page break divided it, the rest of it. */
export function nameOf(...rows: readonly TableRow[]): string {
  return unwrap(rows.flatMap((row) => row.nameLines));
}

/**
 * Rows as filed, each with the fragments a page break tore off. A fragment without figures is the
 * rest of the row above unless that row's name is complete: where the report's names carry codes, a
 * complete one ends in a code; otherwise the labels under Material Aspects decide, which hold whole
 * names, and last a closing bracket.
 */
export function joinBrokenRows(
  rows: readonly TableRow[],
  labels: ReadonlyMap<string, string>,
  coded: boolean,
): [TableRow, ...TableRow[]][] {
  const joined: [TableRow, ...TableRow[]][] = [];
  for (const row of rows) {
    const above = joined.at(-1);
    if (above && row.mayContinue && continues(above, row)) above.push(row);
    else joined.push([row]);
  }
  return joined;

  function continues(above: readonly TableRow[], row: TableRow): boolean {
    const name = nameOf(...above);
    const rest = nameOf(row);
    if (isOnlyCodes(rest)) return true;
    if (coded) return !hasCode(name);
    if (labels.has(squeeze(name + rest))) return true;
    if (labels.has(squeeze(name)) || labels.has(squeeze(rest))) return false;
    return !name.endsWith(")");
  }
}
