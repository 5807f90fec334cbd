/** A text as it is searched: without case and accents, white space of one width. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

/** Whether a row's texts, folded, hold every word that is looked for, in any order. No words: every row does. */
export function holdsWords(texts: string, find: string): boolean {
  return folded(find)
    .split(" ")
    .every((word) => texts.includes(word));
}
