import fc from "fast-check";
import { at, BYTES, number, replaceOne, share, way } from "./damage";

/* Ways to damage a file of one format; see damage.ts. */

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
