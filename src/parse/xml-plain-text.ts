/** What a text must not hold to be taken as it stands: references, carriage returns (they are to be
 * normalised), characters XML forbids, and the one sequence it forbids in text. */
const NOT_PLAIN = /[^\t\n -%'-\ufffd]|\]\]>/;
const FORBIDDEN = /[^\t\n -\ufffd]|\]\]>/;
const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#x([0-9A-Fa-f]{1,4})|#([0-9]{1,5}));|&/g;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * The text that an element's content stands for, where it is of the plain kind: characters as they
 * are, the five named references, and numbered ones below the surrogates. Null for anything else,
 * well-formed or not.
 *
 * @param content what stands between two tags: without "<"
 */
export function plainText(content: string): string | null {
  if (!NOT_PLAIN.test(content)) return content;
  if (FORBIDDEN.test(content)) return null;
  let plain = true;
  const text = content.replace(REFERENCE, (match, named?: string, hex?: string, decimal?: string) => {
    if (named !== undefined) return NAMED[named] as string;
    const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
    if (code === 0x09 || code === 0x0a || code === 0x0d || (code >= 0x20 && code <= 0xd7ff))
      return String.fromCharCode(code);
    plain = false;
    return match;
  });
  return plain ? text : null;
}
