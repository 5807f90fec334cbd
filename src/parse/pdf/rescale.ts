import type { Word } from "./words";

/** The generator's title: its size, and where its first line and the headings below it stand. */
const TITLE_SIZE = 16;
const TITLE_Y = 54.84;
const MARGIN = 40;
/** Sizes of the headings that begin at the left margin: month, section, caption. */
const LEAST_HEADING = 7;
/** As drawn: sizes are exact in files no other program has touched. */
const AS_DRAWN = 0.0002;
/** A program that fits a page to paper changes its size by some per cent, and hardly by a third. */
const MOST_SMALLER = 0.65;
const MOST_LARGER = 1.5;

/** How another program drew the pages when it saved the report again: smaller or larger, and moved. */
export interface Rescaling {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

/**
 * How the first page was drawn again, told by its title and headings; null when it is as the generator drew it, or does
 * not look like a report. Whether the columns come out right is seen when they are read.
 */
export function rescalingOf(words: readonly Word[]): Rescaling | null {
  const title = words.filter(({ size }) => size > 0).sort((a, b) => b.size - a.size || a.y - b.y)[0];
  if (!title) return null;
  const scale = title.size / TITLE_SIZE;
  if (Math.abs(scale - 1) < AS_DRAWN || scale < MOST_SMALLER || scale > MOST_LARGER) return null;
  const headings = words.filter(({ size }) => size > LEAST_HEADING * scale);
  const left = Math.min(...headings.map((word) => word.left)) - MARGIN * scale;
  return { scale, left, top: title.y - TITLE_Y * scale };
}

/** The words where the generator drew them. */
export function drawnAgain(words: readonly Word[], { scale, left, top }: Rescaling): Word[] {
  return words.map((word) => ({
    ...word,
    left: (word.left - left) / scale,
    right: (word.right - left) / scale,
    y: (word.y - top) / scale,
    size: word.size / scale,
  }));
}
