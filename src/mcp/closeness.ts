/** Names less alike letter by letter have nothing to do with each other. */
const LEAST_ALIKE = 0.5;
/** Longer names are compared by their beginnings. */
const MOST_CHARACTERS = 60;

/**
 * How near a folded name is to what was asked, 0 to 1: by the words both have, a word also by its beginning, or letter by
 * letter, whichever says more.
 */
export function closeness(name: string, asked: string): number {
  if (name === "" || asked === "") return 0;
  const [words, wanted] = [name.split(" "), asked.split(" ")];
  const met = wanted.filter((word) => words.some((own) => own === word || begins(own, word))).length;
  const shared = met / Math.max(wanted.length, Math.min(words.length, wanted.length + 2));
  return Math.max(shared, likeness(name.replaceAll(" ", ""), asked.replaceAll(" ", "")));
}

function begins(own: string, word: string): boolean {
  return word.length >= 3 && (own.startsWith(word) || (own.length >= 4 && word.startsWith(own)));
}

/** 1 − edits ÷ length; 0 at once where lengths differ too much for it to matter. */
function likeness(first: string, second: string): number {
  const [a, b] = [first.slice(0, MOST_CHARACTERS), second.slice(0, MOST_CHARACTERS)];
  const length = Math.max(a.length, b.length);
  if (Math.abs(a.length - b.length) > length / 2) return 0;
  const alike = 1 - edits(a, b) / length;
  return alike < LEAST_ALIKE ? 0 : alike;
}

/** Letters to put in, take out or change until one is the other (Levenshtein). */
function edits(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change));
    }
    before = row;
  }
  return before[b.length] ?? 0;
}
