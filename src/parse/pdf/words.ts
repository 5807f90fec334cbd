/** A piece of text as the PDF draws it. Lengths in points; `y` is the baseline, from the top of the page. */
export interface Word {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  /** Font size; 0 for text that is not upright. */
  readonly size: number;
  readonly font: string;
  /** The marked content the text stands in; null in untagged files. */
  readonly mark: Mark | null;
}

/** A stretch of marked content in a tagged PDF: one table cell, label, body … (ISO 32000, 14.6). */
export interface Mark {
  readonly id: number;
  /** Structure type: `TH`, `TD`, `Lbl`, `LBody` … */
  readonly tag: string;
}

/** Words on one baseline, from left to right. */
export interface Line {
  /** From 1. */
  readonly page: number;
  readonly y: number;
  readonly words: readonly Word[];
}

/** Position as `RawReport` encodes it: page × 1000 + points from the top. */
export function positionOf(line: { readonly page: number; readonly y: number }): number {
  return line.page * 1000 + Math.min(999, Math.max(0, Math.round(line.y)));
}

/** Baselines closer than this are one line; the smallest pitch in a report is 7.03. */
const SAME_LINE = 0.5;

export function linesOf(words: readonly Word[], page: number): Line[] {
  const sorted = words.toSorted((a, b) => a.y - b.y);
  const lines: { page: number; y: number; words: Word[] }[] = [];
  for (const word of sorted) {
    const last = lines.at(-1);
    if (last && word.y - last.y < SAME_LINE) last.words.push(word);
    else lines.push({ page, y: word.y, words: [word] });
  }
  for (const line of lines) line.words.sort((a, b) => a.left - b.left);
  return lines;
}

/** The text of words side by side. The library writes single spaces itself and breaks a word only at
 * wider gaps. */
export function textOf(words: readonly Word[]): string {
  let text = "";
  let right = Number.NaN;
  for (const word of words) {
    text += text !== "" && word.left - right > 0.1 * word.size ? ` ${word.text}` : word.text;
    right = word.right;
  }
  return collapse(text);
}

export function collapse(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Text without white space, to compare what line breaks may have divided. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, "");
}

/**
 * Wrapped lines as one text. The generator breaks at spaces, and after a hyphen or slash inside a
 * word: there nothing stood between.
 */
export function unwrap(lines: readonly string[]): string {
  let text = "";
  for (const line of lines) {
    const glue = text === "" || /[^\s][-/]$/.test(text) ? "" : " ";
    text += glue + line;
  }
  return collapse(text);
}
