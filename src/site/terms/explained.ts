import { METRICS } from "./metric-definitions";
import { METRIC_WORDS, TERMS } from "./terms";

/** A term as it is explained where it stands. */
export interface ExplainedTerm {
  /** Its anchor on `/methods`. */
  readonly id: string;
  readonly term: string;
  readonly is: string;
  readonly words: readonly string[];
}

export const EXPLAINED: readonly ExplainedTerm[] = [
  ...TERMS.flatMap(({ words, ...term }) => (words ? [{ ...term, words }] : [])),
  ...METRICS.flatMap(({ id, name, is }) => {
    const words = METRIC_WORDS[id];
    return words ? [{ id, term: name, is, words }] : [];
  }),
];

/** A stretch of a text; with a term where it is one's words. */
export interface Stretch {
  readonly text: string;
  readonly id: string | null;
}

const ID_OF = new Map(EXPLAINED.flatMap(({ id, words }) => words.map((word) => [word, id] as const)));

// The longest first: "non-marketable limit" is not "marketable limit", whatever comes first in the glossary.
const ANY_WORDS = new RegExp(
  `(?<![\\w&-])(?:${[...ID_OF.keys()]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|")})s?(?![\\w-])`,
  "gi",
);

/** A text cut at the words of terms; each term once, and none that `known` has, to which those found are added. */
export function stretchesOf(text: string, known: Set<string>): Stretch[] {
  const stretches: Stretch[] = [];
  let end = 0;
  for (const match of text.matchAll(ANY_WORDS)) {
    const said = match[0].toLowerCase();
    const id = ID_OF.get(said) ?? ID_OF.get(said.replace(/s$/, ""));
    if (id === undefined || known.has(id)) continue;
    known.add(id);
    if (match.index > end) stretches.push({ text: text.slice(end, match.index), id: null });
    stretches.push({ text: match[0], id });
    end = match.index + match[0].length;
  }
  if (end < text.length) stretches.push({ text: text.slice(end), id: null });
  return stretches;
}
