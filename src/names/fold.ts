/**
 * What a filed name is compared by. Two names are the same firm's only when these agree exactly:
 * letter case, accents, punctuation, white space, invisible characters, a leading "The" and trailing
 * legal forms are folded away, nothing else. "Robinhood Securities LLC" and "ROBINHOOD SECURITIES,
 * L.L.C." agree; "Citadel Securities" and "Citadel Execution Services" do not, and need an alias.
 *
 * Words parted by one space, or "" when nothing was filed (white space and invisible characters only).
 */
export function fold(name: string): string {
  return withoutLegalForms(wordsOf(name)).join(" ");
}

/** `fold` that keeps legal forms: for the few firms of one group that nothing else tells apart. */
export function foldWithForm(name: string): string {
  return wordsOf(name).join(" ");
}

/**
 * A folded name without its spaces: the key of the directory. "E*TRADE" and "ETRADE" agree here, and so
 * does a name whose long words a PDF column has broken in two.
 */
export function tight(folded: string): string {
  return folded.replaceAll(" ", "");
}

/** A code as looked up: upper case, letters and digits only. MICs have four characters, MPIDs four or five. */
export function foldCode(code: string | null): string {
  return code === null ? "" : code.toUpperCase().replace(/[^A-Z0-9]+/g, "");
}

const WORDS = /[\p{L}\p{N}]+/gu;

function wordsOf(name: string): readonly string[] {
  const seen = foldCharacters(name);
  const words = joinInitials(seen.match(WORDS) ?? []);
  if (words.length > 0) return words;
  // Nothing but symbols ("***"): they are the name.
  const symbols = seen.replace(/[\s\p{C}]+/gu, "");
  return symbols === "" ? [] : [symbols];
}

function foldCharacters(name: string): string {
  // NFKD parts letters from their accents and unifies full-width forms. Format characters (zero-width,
  // bidirectional marks, soft hyphens) are not seen, so they must not tell names apart.
  return name
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}'’‘`´]+/gu, "")
    .toLowerCase()
    .replaceAll("&", " and ");
}

/** "l l c" → "llc", "u s" → "us": dots between initials are punctuation. */
function joinInitials(words: readonly string[]): string[] {
  const joined: string[] = [];
  let initials = "";
  for (const word of words) {
    if (/^\p{L}$/u.test(word)) {
      initials += word;
      continue;
    }
    if (initials !== "") joined.push(initials);
    initials = "";
    joined.push(word);
  }
  if (initials !== "") joined.push(initials);
  return joined;
}

const LEGAL_FORMS = new Set([
  "llc",
  "lllp",
  "llp",
  "lp",
  "inc",
  "incorporated",
  "corp",
  "corporation",
  "co",
  "company",
  "ltd",
  "limited",
  "na",
  "plc",
]);

function withoutLegalForms(words: readonly string[]): readonly string[] {
  let end = words.length;
  while (end > 0 && isForm(words, end - 1)) end -= 1;
  const start = end > 1 && words[0] === "the" ? 1 : 0;
  // A name that is nothing but legal forms ("LLC") keeps them: it must not fold to "".
  return end === 0 ? words : words.slice(start, end);
}

function isForm(words: readonly string[], at: number): boolean {
  const word = words[at] ?? "";
  // "Goldman Sachs & Co.": the "and" goes with the form after it, and never alone.
  const next = words[at + 1];
  return LEGAL_FORMS.has(word) || (word === "and" && next !== undefined && LEGAL_FORMS.has(next));
}
