/** Ends in a full stop without ending a sentence. */
const ABBREVIATION =
  /(?:^|[\s(])(?:u\.s|e\.g|i\.e|n\.a|etc|approx|incl|excl|resp|vs|no|st|mr|ms|dr|est|avg|max|min)\.$/i;
/** The same, unless a capital follows: "Acme, Inc. (Acme)", but "… by Acme, Inc. Payment is …". */
const LEGAL_FORM = /(?:^|[\s,(])(?:inc|llc|l\.l\.c|corp|co|ltd|l\.?p)\.$/i;

/** Real texts have a few hundred characters. */
const LONGEST = 20_000;

/**
 * The sentences of a text as filed, white space collapsed. A line break ends a sentence only after a mark or
 * at an empty line, because PDFs break lines anywhere; a heading with a colon stands alone.
 */
export function sentencesOf(text: string): string[] {
  const paragraphs = withBreaks(text.slice(0, LONGEST))
    .replace(/\r\n?/g, "\n")
    .replace(/[^\S\n]+/gu, " ")
    .replace(/ ?\n ?/g, "\n")
    .split(/\n{2,}|(?<=[.:;!?])\n/)
    .map((one) => one.replaceAll("\n", " ").trim());
  return paragraphs.filter((one) => one !== "").flatMap(sentencesOfParagraph);
}

/**
 * A text as a person would read it: markup and escapes that a program wrote into it as words (`<br/>`, `&lt;br/&gt;`,
 * `&#x0D;`, `\\r\\n`) are the line breaks and signs they stand for. A break before a capital begins a paragraph.
 */
function withBreaks(text: string): string {
  return text
    .replace(/&amp;(?=#?\w{1,6};)/gi, "&")
    .replace(/&#(?:x0*d|0*13);?/gi, "\r")
    .replace(/&#(?:x0*a|0*10);?/gi, "\n")
    .replace(/(?:\\r)?\\n(?=\s|[\p{Lu}\\]|$)/gu, "\n")
    .replace(/&lt;(\/?(?:br|p|li|div)\s*\/?)&gt;/gi, "<$1>")
    .replace(/\s*(?:<\/?(?:br|p|li|div)\s*\/?>\s*)+(?=[“"‘([]?\p{Lu}|$)/giu, "\n\n")
    .replace(/<\/?(?:br|p|li|div)\s*\/?>/gi, "\n")
    .replace(/&nbsp;/gi, " ")
    .replace(/&quot;/gi, '"')
    .replace(/&(?:apos|#0*39);/gi, "'")
    .replace(/&amp;/gi, "&");
}

/**
 * Where a sentence may end. A capital may follow a full stop without a space ("… $0.0029.The firm …"); a number or
 * address never does. Brokers begin sentences in lower case too, after a word that is no abbreviation.
 */
const END =
  /[.!?]["”’)\]]*(?:\s+(?=["“‘([]*[\p{Lu}\d$])|(?<=\d\.|\w\w\.)(?=\p{Lu}\p{Ll})|(?<=(?:\p{L}{3}|\d|[)\]])[.!?]["”’)\]]*)\s+(?=["“‘([]*\p{Ll}))/gu;

function sentencesOfParagraph(paragraph: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const mark of paragraph.matchAll(END)) {
    const end = mark.index + mark[0].length;
    const sentence = paragraph.slice(start, end).trim();
    if (ABBREVIATION.test(sentence)) continue;
    if (LEGAL_FORM.test(sentence) && !/^["“‘([]*\p{Lu}/u.test(paragraph.slice(end))) continue;
    sentences.push(sentence);
    start = end;
  }
  const rest = paragraph.slice(start).trim();
  return (rest === "" ? sentences : [...sentences, rest]).filter((one) => !PLACEHOLDER.test(one));
}

/** What the SEC's form has where the broker is to write. */
const PLACEHOLDER = /^\[?\s*insert (?:discussion|description|text)\b/i;
