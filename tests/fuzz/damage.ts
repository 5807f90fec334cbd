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
const share = fc.noBias(fc.nat(9_999)).map((part) => part / 10_000);
const at = (text: string | readonly unknown[], where: number) => Math.floor(where * text.length);

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

const way = <T>(
  arbitrary: fc.Arbitrary<T>,
  what: (value: T) => string,
  apply: (text: string, value: T) => string,
): fc.Arbitrary<Damage> =>
  arbitrary.map((value) => ({ what: what(value), apply: (text: string) => apply(text, value) }));

/** Replaces the match that `where` points to. */
function replaceOne(text: string, pattern: RegExp, where: number, by: (match: RegExpMatchArray) => string) {
  const found = [...text.matchAll(pattern)];
  const one = found[at(found, where)];
  if (!one) return text;
  return text.slice(0, one.index) + by(one) + text.slice(one.index + one[0].length);
}

export const truncate = way(
  share,
  (where) => `cut off at ${where}`,
  (text, where) => text.slice(0, at(text, where)),
);

/** What happens to files of any format. */
const BYTES = fc.oneof(
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
const number = way(
  fc.tuple(share, fc.oneof(fc.constantFrom(...NUMBERS), fc.double().map(String), fc.integer().map(String))),
  ([where, value]) => `a number at ${where} is now ${value.slice(0, 30)}`,
  (text, [where, value]) => replaceOne(text, /-?\d[\d.]*/g, where, () => value),
);

const ELEMENT = /<(\w+)(?: [^>]*)?>[^<]*<\/\1>\s*/g;
const TAG = /<\/?[\w:]+[^<>]*>/g;

export const XML_DAMAGE = fc.oneof(
  { weight: 3, arbitrary: BYTES },
  { weight: 2, arbitrary: number },
  way(
    share,
    (where) => `the tag at ${where} gone`,
    (text, where) => replaceOne(text, TAG, where, () => ""),
  ),
  way(
    share,
    (where) => `the element at ${where} gone`,
    (text, where) => replaceOne(text, ELEMENT, where, () => ""),
  ),
  way(
    fc.tuple(share, fc.integer({ min: 2, max: 200 })),
    ([where, times]) => `the element at ${where} ${times} times`,
    (text, [where, times]) => replaceOne(text, ELEMENT, where, ([all]) => all.repeat(times)),
  ),
  way(
    fc.tuple(share, fc.integer({ min: 2, max: 30 })),
    ([where, times]) => `the block at ${where} ${times} times`,
    (text, [where, times]) =>
      replaceOne(text, /<(rVenue|rVenues|rSP500|rOptions|rMonthly)>[\s\S]*?<\/\1>/g, where, ([all]) =>
        all.repeat(times),
      ),
  ),
  way(
    fc.tuple(share, fc.constantFrom("x", "rMonthly", "bd", "constructor", "__proto__", "p:bd", "\xc3\xa4")),
    ([where, name]) => `the tag at ${where} is now ${name}`,
    (text, [where, name]) => replaceOne(text, TAG, where, ([all]) => all.replace(/[\w:]+/, name)),
  ),
  way(
    fc.tuple(share, fc.integer({ min: 10, max: 60_000 }), fc.boolean()),
    ([where, depth, closed]) => `${depth} elements in one another at ${where}, closed: ${closed}`,
    (text, [where, depth, closed]) =>
      replaceOne(
        text,
        TAG,
        where,
        ([all]) => `${"<a>".repeat(depth)}${closed ? "</a>".repeat(depth) : ""}${all}`,
      ),
  ),
  way(
    fc.tuple(share, fc.integer({ min: 1, max: 300_000 }), fc.integer({ min: 1, max: 4 })),
    ([where, size, count]) => `${count} attributes of ${size} characters at ${where}`,
    (text, [where, size, count]) =>
      replaceOne(text, /<\w+>/g, where, ([all]) => {
        const attributes = Array.from({ length: count }, (_, i) => ` a${i}="${"x".repeat(size)}"`);
        return all.slice(0, -1) + attributes.join("") + all.slice(-1);
      }),
  ),
  way(
    fc.tuple(share, fc.integer({ min: 1000, max: 300_000 })),
    ([where, size]) => `a text of ${size} characters at ${where}`,
    (text, [where, size]) => replaceOne(text, /(?<=<\/?\w+>)/g, where, () => "y &lt; ".repeat(size / 7)),
  ),
);

export const CSV_DAMAGE = fc.oneof(
  { weight: 2, arbitrary: BYTES },
  { weight: 2, arbitrary: number },
  way(
    fc.tuple(share, fc.constantFrom('"', '""', '"a', 'a"', '"\n', "'", '\\"')),
    ([where, quote]) => `${JSON.stringify(quote)} in the cell at ${where}`,
    (text, [where, quote]) => replaceOne(text, /(?<=[,\n])/g, where, () => quote),
  ),
  way(
    share,
    (where) => `the quote at ${where} gone`,
    (text, where) => replaceOne(text, /"/g, where, () => ""),
  ),
  way(
    fc.tuple(share, fc.constantFrom("\t", ";", "|", ",,", "\n", "\r", "\r\n", "\u0085")),
    ([where, mark]) => `the comma at ${where} is now ${JSON.stringify(mark)}`,
    (text, [where, mark]) => replaceOne(text, /,/g, where, () => mark),
  ),
  way(
    fc.constantFrom("\t", ";", "|"),
    (mark) => `all commas are now ${JSON.stringify(mark)}`,
    (text, mark) => text.replaceAll(",", mark),
  ),
  way(
    fc.tuple(
      share,
      fc.constantFrom("", "broker", "month", "Month", "market_usd", "__proto__", "constructor", "\xff"),
    ),
    ([where, name]) => `the column at ${where} is now ${name}`,
    (text, [where, name]) => {
      const end = Math.max(0, text.indexOf("\n"));
      return replaceOne(text.slice(0, end), /[^,]+/g, where, () => name) + text.slice(end);
    },
  ),
  way(
    fc.tuple(share, fc.integer({ min: 2, max: 300 })),
    ([where, times]) => `the line at ${where} ${times} times`,
    (text, [where, times]) => replaceOne(text, /.*\n/g, where, ([all]) => all.repeat(times)),
  ),
  way(
    fc.tuple(share, fc.integer({ min: 100, max: 100_000 }), fc.constantFrom(",", "x", '""', "=1+", " ")),
    ([where, times, what]) => `${JSON.stringify(what)} ${times} times in the cell at ${where}`,
    (text, [where, times, what]) => replaceOne(text, /(?<=[,\n])/g, where, () => what.repeat(times)),
  ),
  way(
    fc.tuple(share, share),
    ([one, other]) => `the lines at ${one} and ${other} changed about`,
    (text, [one, other]) => {
      const lines = text.split("\n");
      const [i, j] = [at(lines, one), at(lines, other)];
      [lines[i], lines[j]] = [lines[j] ?? "", lines[i] ?? ""];
      return lines.join("\n");
    },
  ),
);

const PDF_WORDS =
  /\b(obj|endobj|stream|endstream|xref|startxref|trailer|Length|Kids|Count|Parent|Resources|Contents|Font|Widths|FirstChar|Type|MediaBox|Root|Size|Marked|MCID|BDC|EMC|BT|ET|Tm|Tf|Tj|TJ|cm|q|Q)\b/g;

export const PDF_DAMAGE = fc.oneof(
  { weight: 3, arbitrary: BYTES },
  { weight: 3, arbitrary: number },
  way(
    share,
    (where) => `the word at ${where} gone`,
    (text, where) => replaceOne(text, PDF_WORDS, where, () => ""),
  ),
  way(
    fc.tuple(share, fc.constantFrom("endobj", "stream", "Kids", "Length", "TJ", "BT", "null", "R")),
    ([where, word]) => `the word at ${where} is now ${word}`,
    (text, [where, word]) => replaceOne(text, PDF_WORDS, where, () => word),
  ),
  way(
    share,
    (where) => `the object at ${where} gone`,
    (text, where) => replaceOne(text, /\d+ 0 obj[\s\S]*?endobj/g, where, () => ""),
  ),
  way(
    fc.tuple(share, fc.integer({ min: 0, max: 40 })),
    ([where, to]) => `the reference at ${where} leads to ${to}`,
    (text, [where, to]) => replaceOne(text, /\d+ 0 R/g, where, () => `${to} 0 R`),
  ),
  way(
    fc.tuple(
      share,
      fc.constantFrom("FlateDecode", "LZWDecode", "ASCII85Decode", "DCTDecode", "JBIG2Decode", "Crypt"),
    ),
    ([where, filter]) => `the stream at ${where} says it is ${filter}`,
    (text, [where, filter]) => replaceOne(text, /\/Length /g, where, () => `/Filter /${filter} /Length `),
  ),
  way(
    fc.tuple(
      share,
      fc.integer({ min: 10, max: 3_000 }),
      fc.constantFrom("[", "<<", "<</A ", "(", "q ", "BT "),
    ),
    ([where, depth, what]) => `${depth} times ${what} at ${where}`,
    (text, [where, depth, what]) =>
      text.slice(0, at(text, where)) + what.repeat(depth) + text.slice(at(text, where)),
  ),
  way(
    fc.integer({ min: -2000, max: 2000 }),
    (by) => `the table of objects is said to be ${by} bytes away`,
    (text, by) => text.replace(/startxref\s+(\d+)/, (_, place) => `startxref\n${Number(place) + by}`),
  ),
);

const SIGNATURES = /PK[^\w\s]{2}/g;

export const ZIP_DAMAGE = fc.oneof(
  { weight: 2, arbitrary: BYTES },
  way(
    fc.tuple(
      share,
      fc.integer({ min: 4, max: 45 }),
      fc.constantFrom("\0", "\x01", "\xff\xff", "\xff\xff\xff\xff", "\0\0\0\0", "\x7f", "\x09", "\x63"),
    ),
    ([where, field, value]) => `byte ${field} of the header at ${where} is now ${JSON.stringify(value)}`,
    (text, [where, field, value]) => {
      const found = [...text.matchAll(SIGNATURES)];
      const header = found[at(found, where)];
      if (!header) return text;
      const place = header.index + field;
      return text.slice(0, place) + value + text.slice(place + value.length);
    },
  ),
  way(
    fc.tuple(share, share),
    ([from, to]) => `the header at ${from} again at ${to}`,
    (text, [from, to]) => {
      const found = [...text.matchAll(SIGNATURES)];
      const start = found[at(found, from)]?.index ?? 0;
      return text.slice(0, at(text, to)) + text.slice(start, start + 60) + text.slice(at(text, to));
    },
  ),
);

/** A few ways one after the other. */
export function several(damage: fc.Arbitrary<Damage>): fc.Arbitrary<readonly Damage[]> {
  return fc.array(damage, { minLength: 1, maxLength: 3 });
}
