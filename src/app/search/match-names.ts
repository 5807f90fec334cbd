/** Something a search can find. `also`: other names of it. */
export interface Findable {
  readonly name: string;
  readonly also?: readonly string[];
}

/** What a text found, and by which of its names. */
export interface NameMatch<T> {
  readonly thing: T;
  readonly by: string;
}

/**
 * What a typed text finds, best first: the whole name, then its beginning, then the beginning of one of its words, then
 * anywhere inside. Case, accents and punctuation do not matter. An empty text finds nothing.
 */
export function matchNames<T extends Findable>(
  things: readonly T[],
  text: string,
  limit = 8,
): NameMatch<T>[] {
  const wanted = plain(text);
  if (wanted === "") return [];
  return things
    .map((thing) => ({ thing, ...bestName(thing, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.thing.name.localeCompare(b.thing.name, "en"))
    .slice(0, limit)
    .map(({ thing, by }) => ({ thing, by }));
}

/** Of several names that fit equally well the first: its own before the others. */
function bestName(thing: Findable, wanted: string): { by: string; score: number } {
  let best = { by: thing.name, score: 0 };
  for (const { name, folded } of namesOf(thing)) {
    const score = scoreOf(folded, wanted);
    if (score > best.score) best = { by: name, score };
  }
  return best;
}

interface FoldedName {
  readonly name: string;
  readonly folded: string;
}

/** Folding thousands of names takes longer than looking through them: each thing's are folded once. */
const foldedNames = new WeakMap<Findable, readonly FoldedName[]>();

function namesOf(thing: Findable): readonly FoldedName[] {
  const known = foldedNames.get(thing);
  if (known) return known;
  const made = [thing.name, ...(thing.also ?? [])].map((name) => ({ name, folded: plain(name) }));
  foldedNames.set(thing, made);
  return made;
}

function scoreOf(folded: string, wanted: string): number {
  if (folded === wanted) return 4;
  if (folded.startsWith(wanted)) return 3;
  if (folded.includes(` ${wanted}`)) return 2;
  return folded.replaceAll(" ", "").includes(wanted.replaceAll(" ", "")) ? 1 : 0;
}

function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The quarter a text names: `2021Q1`, `2021 q1`, `Q1 2021`, `1Q21`; null when it names none. */
export function quarterNamed(text: string): string | null {
  const match =
    /^\s*(?<year>20\d\d)[\s-]*q(?<quarter>[1-4])\s*$/i.exec(text) ??
    /^\s*(?:q(?<quarter>[1-4])|(?<quarterFirst>[1-4])q)[\s-]*(?<year>20\d\d|\d\d)\s*$/i.exec(text);
  const { year, quarter, quarterFirst } = match?.groups ?? {};
  if (!year) return null;
  return `${year.length === 2 ? `20${year}` : year}Q${quarter ?? quarterFirst}`;
}
