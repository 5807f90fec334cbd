import fc from "fast-check";

/**
 * One way to damage a file. Text stands for bytes, one character each (latin1), so that one set of ways fits all
 * formats. Every way leaves a text it does not fit as it is.
 */
export interface Damage {
  readonly what: string;
  readonly apply: (text: string) => string;
}

/** A place in a text, or in a list, as a share of its length. */
export const share = fc.noBias(fc.nat(9_999)).map((part) => part / 10_000);
export const at = (text: string | readonly unknown[], where: number) => Math.floor(where * text.length);

const JUNK = [
  "\0",
  "\xff\xfe",
  "\xef\xbb\xbf",
  "\xc3\x28",
  "\xed\xa0\x80",
  "\xf0\x9f\x98\x80",
  "\xe2\x80\xae",
  "\r",
  "\x1a",
  '"',
  "'",
  ",",
  ";",
  "\t",
  "&",
  "<",
  ">",
  "]]>",
  "<!--",
  "-->",
  "<![CDATA[",
  "<?x",
  "&#0;",
  "&#xD800;",
  "&#999999999999;",
  "&a;",
  "%PDF-1.4",
  "PK\x03\x04",
  "endobj",
  "stream\n",
];
const NUMBERS = [
  "",
  " ",
  "-",
  "-0",
  "+5",
  "1e999",
  "-1e999",
  "1e-400",
  "NaN",
  "Infinity",
  "0x10",
  "1,234.5",
  "1.234,5",
  "(12.5)",
  "$5",
  "5%",
  "1.2.3",
  "--1",
  "99999999999999999999999999",
  "0.00000000000000000000000001",
  "9007199254740993",
  "\xd9\xa3",
  "2023-02-30",
  "9".repeat(400),
  "1".repeat(40_000),
];

export const way = <T>(
  arbitrary: fc.Arbitrary<T>,
  what: (value: T) => string,
  apply: (text: string, value: T) => string,
): fc.Arbitrary<Damage> =>
  arbitrary.map((value) => ({ what: what(value), apply: (text: string) => apply(text, value) }));

/** Replaces the match that `where` points to. */
export function replaceOne(
  text: string,
  pattern: RegExp,
  where: number,
  by: (match: RegExpMatchArray) => string,
) {
  const found = [...text.matchAll(pattern)];
  const one = found[at(found, where)];
  if (!one) return text;
  return text.slice(0, one.index) + by(one) + text.slice(one.index + one[0].length);
}

const truncate = way(
  share,
  (where) => `cut off at ${where}`,
  (text, where) => text.slice(0, at(text, where)),
);

/** What happens to files of any format. */
export const BYTES = fc.oneof(
  truncate,
  way(
    fc.tuple(share, fc.integer({ min: 1, max: 255 })),
    ([where, bits]) => `bits ${bits} flipped at ${where}`,
    (text, [where, bits]) => {
      const i = at(text, where);
      return text.slice(0, i) + String.fromCharCode(text.charCodeAt(i) ^ bits) + text.slice(i + 1);
    },
  ),
  way(
    fc.tuple(share, fc.integer({ min: 1, max: 3000 })),
    ([where, count]) => `${count} bytes gone at ${where}`,
    (text, [where, count]) => text.slice(0, at(text, where)) + text.slice(at(text, where) + count),
  ),
  way(
    fc.tuple(share, fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 20 })),
    ([where, count, times]) => `${count} bytes ${times} times more at ${where}`,
    (text, [where, count, times]) => {
      const i = at(text, where);
      return text.slice(0, i) + text.slice(i, i + count).repeat(times) + text.slice(i);
    },
  ),
  way(
    fc.tuple(share, fc.constantFrom(...JUNK), fc.integer({ min: 1, max: 50 })),
    ([where, junk, times]) => `${JSON.stringify(junk)} ${times} times at ${where}`,
    (text, [where, junk, times]) =>
      text.slice(0, at(text, where)) + junk.repeat(times) + text.slice(at(text, where)),
  ),
  way(
    fc.constantFrom<BufferEncoding>("utf16le", "utf8"),
    (encoding) => `written again as ${encoding}`,
    (text, encoding) => Buffer.from(text, encoding).toString("latin1"),
  ),
  way(
    fc.tuple(share, share),
    ([from, to]) => `halves at ${from} and ${to} changed about`,
    (text, [from, to]) => text.slice(at(text, to)) + text.slice(at(text, from)),
  ),
);

/** A number somewhere in the text is another. */
export const number = way(
  fc.tuple(share, fc.oneof(fc.constantFrom(...NUMBERS), fc.double().map(String), fc.integer().map(String))),
  ([where, value]) => `a number at ${where} is now ${value.slice(0, 30)}`,
  (text, [where, value]) => replaceOne(text, /-?\d[\d.]*/g, where, () => value),
);

/** A few ways one after the other. */
export function several(damage: fc.Arbitrary<Damage>): fc.Arbitrary<readonly Damage[]> {
  return fc.array(damage, { minLength: 1, maxLength: 3 });
}
