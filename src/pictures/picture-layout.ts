import { textWidth } from "@/drawings/text-width";

/** Between words, but not between a figure and its unit, or a year and its quarter. */
const BREAKS = /\s+(?!¢|Q[1-4]\b)/;

/** Breaks a text into lines no wider than `width` pixels; a word that is wider has a line of its own. */
export function wrapped(text: string, width: number, fontSize: number, bold = false): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(BREAKS).filter(Boolean)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && drawnWidth(longer, fontSize, bold) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** The font of the pictures is narrower than the widest of readers' fonts, which `textWidth` is made for. */
const NARROWER = 0.86;

function drawnWidth(text: string, fontSize: number, bold = false): number {
  return NARROWER * textWidth(text, fontSize, bold);
}

/** A text no wider than `width`, its end cut off with an ellipsis where it must be. */
export function fitted(text: string, width: number, fontSize: number, bold = false): string {
  if (drawnWidth(text, fontSize, bold) <= width) return text;
  let end = text.length;
  while (end > 1 && drawnWidth(`${text.slice(0, end).trimEnd()}…`, fontSize, bold) > width) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** Legend entries in rows: where each begins, pixels from the left and its row from 0. */
export function legendPlaces(
  labels: readonly string[],
  width: number,
  fontSize: number,
): { places: { x: number; row: number }[]; rows: number } {
  const SWATCH = 18;
  const BETWEEN = 18;
  let [x, row] = [0, 0];
  const places = labels.map((label) => {
    const needed = SWATCH + drawnWidth(label, fontSize);
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
    const place = { x, row };
    x += needed + BETWEEN;
    return place;
  });
  return { places, rows: labels.length === 0 ? 0 : row + 1 };
}
