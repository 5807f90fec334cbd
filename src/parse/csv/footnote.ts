/** A mark that footnotes begin with. */
const MARK = /^(?:[*†‡§¹²³]|\(?\d{1,2}[).]\s|\[\d{1,2}\]|(?:foot)?notes?\b|sources?:|disclaimer\b)/i;
/** A venue's name has no more words than this. */
const LONGEST_NAME_WORDS = 6;

/**
 * The text of a row that is a remark below a table and no row of it; null: it is a row. All that is in it stands in one
 * cell, and reads like a sentence or begins with a footnote's mark; a venue of which nothing else was filed does not.
 */
export function footnoteIn(cells: readonly string[]): string | null {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const [text] = filled;
  if (text === undefined || filled.length > 1) return null;
  const words = text.split(/\s+/).length;
  return MARK.test(text) ||
    words > 2 * LONGEST_NAME_WORDS ||
    (words > LONGEST_NAME_WORDS && /[.!?]$/.test(text))
    ? text
    : null;
}
