/** Ends in a full stop without ending a sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:u\.s|e\.g|i\.e|n\.a|etc|approx|vs|no|st|mr|ms|dr)\.$/i;
/** The same, unless a capital follows: "Acme, Inc. (Acme)", but "… by Acme, Inc. Payment is …". */
const LEGAL_FORM = /(?:^|[\s,(])(?:inc|llc|l\.l\.c|corp|co|ltd|l\.?p)\.$/i;

/** Real texts have a few hundred characters. */
const LONGEST = 20_000;

/**
 * The sentences of a text as filed, white space collapsed. A line break ends a sentence only after a mark or
 * at an empty line, because PDFs break lines anywhere; a heading with a colon stands alone.
 */
export function sentencesOf(text: string): string[] {
  const paragraphs = text
    .slice(0, LONGEST)
    .replace(/\r\n?/g, "\n")
    .replace(/[^\S\n]+/gu, " ")
    .replace(/ ?\n ?/g, "\n")
    .split(/\n{2,}|(?<=[.:;!?])\n/)
    .map((one) => one.replaceAll("\n", " ").trim());
  return paragraphs.filter((one) => one !== "").flatMap(sentencesOfParagraph);
}

function sentencesOfParagraph(paragraph: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  // A capital may follow a full stop without a space ("… $0.0029.The firm …"); a number or address never does.
  for (const mark of paragraph.matchAll(
    /[.!?]["”’)]*(?:\s+(?=["“‘(]?[\p{Lu}\d$])|(?<=\d\.|\w\w\.)(?=\p{Lu}\p{Ll}))/gu,
  )) {
    const end = mark.index + mark[0].length;
    const sentence = paragraph.slice(start, end).trim();
    if (ABBREVIATION.test(sentence)) continue;
    if (LEGAL_FORM.test(sentence) && !/^\p{Lu}/u.test(paragraph.slice(end))) continue;
    sentences.push(sentence);
    start = end;
  }
  const rest = paragraph.slice(start).trim();
  return rest === "" ? sentences : [...sentences, rest];
}
