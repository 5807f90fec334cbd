import type { HtmlCell } from "./blocks";

/** A blank cell as it is printed. */
const BLANK = /^[-–—―]+$/;
/** Signs that page makers put into cells of their own, in front of a figure and behind it. */
const IN_FRONT = /^(?:\$|\(|\$\s*\(|[-–−])$/;
const BEHIND = /^[)%]+$/;

/** A cell with a text, where it stands in the grid. */
interface Placed {
  text: string;
  readonly at: number;
}

/**
 * The texts of a row, signs joined with their figures and empty cells left out. A sign in front moves to the figure's
 * place.
 */
export function joinedCells(cells: readonly HtmlCell[]): Placed[] {
  const placed: Placed[] = [];
  let front = "";
  for (const { text, from } of cells) {
    if (text === "") continue;
    const last = placed.at(-1);
    if (IN_FRONT.test(text) && !isLoneDash(text, cells, from)) front += text;
    else if (BEHIND.test(text) && last && front === "") last.text += text;
    else {
      placed.push({ text: front + text, at: from });
      front = "";
    }
  }
  if (front !== "") placed.push({ text: front, at: cells.at(-1)?.from ?? 0 });
  return placed;
}

/** A dash with no figure in the next filled cell is a blank of its own, not a minus. */
function isLoneDash(text: string, cells: readonly HtmlCell[], from: number): boolean {
  if (!BLANK.test(text)) return false;
  const next = cells.find((cell) => cell.from > from && cell.text !== "");
  const beside = cells.find((cell) => cell.from > from);
  return next === undefined || next !== beside || !/^[\d.,]+$/.test(next.text);
}

/** Where a table's columns begin: at the heads, from left to right. */
export function columnStarts(head: readonly HtmlCell[]): number[] {
  return head.filter(({ text }) => text !== "").map(({ from }) => from);
}

/** A row's texts by column, each where the last head at or before it stands; a dash alone is blank. */
export function byColumn(cells: readonly HtmlCell[], starts: readonly number[]): string[] {
  const row = starts.map(() => "");
  for (const { text, at } of joinedCells(cells)) {
    const column = Math.max(
      0,
      starts.findLastIndex((start) => start <= at),
    );
    row[column] = row[column] === "" ? text : `${row[column]} ${text}`;
  }
  return row.map((text) => (/^\$?\s*[-–—―]+$/.test(text) ? "" : text));
}
