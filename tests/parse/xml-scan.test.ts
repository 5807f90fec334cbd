import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scanXml, scanXmlBytes } from "@/parse/xml-scan";
import { readXml } from "@/parse/xml-strict";
import { FILINGS, noFilings } from "../support/filings";

const PLAIN = readFileSync(
  path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml"),
  "utf8",
);

/** The scanner may leave a text to the strict parser, but never accept one it refuses, nor read it otherwise. */
function agree(text: string): boolean {
  const scanned = scanXml(text);
  // A lone surrogate is no UTF-8: that text never comes as bytes. A mark at the beginning is no character.
  if (!/\p{Surrogate}/u.test(text) && !isDeepStrictEqual(scanXmlBytes(Buffer.from(`\ufeff${text}`)), scanned))
    return false;
  if (scanned === null) return true;
  const strict = readXml(text, "report.xml");
  return strict.findings.length === 0 && isDeepStrictEqual(strict.reports, [scanned]);
}

/** Of many variants of a text, those on which the two readers disagree. */
function disagreements(variants: Iterable<string>): string[] {
  const found: string[] = [];
  for (const text of variants) if (!agree(text)) found.push(text);
  return found.slice(0, 3);
}

function* tagVariants(text: string): Generator<string> {
  for (const { 0: tag, index } of text.matchAll(/<[^>]*>/g)) {
    const before = text.slice(0, index);
    const after = text.slice(index + tag.length);
    yield before + after;
    yield before + tag + tag + after;
    yield before + tag.replace(/[A-Za-z]/, "X") + after;
    yield before + tag.replace(/(\/?>)$/, " $1") + after;
    yield before + tag.replace(/(\/?>)$/, ' a="1"$1') + after;
    yield before + tag.replace(/[A-Za-z]/, "p:$&") + after;
    yield `${before}${tag}<!-- c -->${after}`;
    yield `${before}${tag}<![CDATA[1]]>${after}`;
    yield `${before}${tag}<?p?>${after}`;
    yield `${before}${tag}\u00a0${after}`;
    yield `${before}<bd/>${tag}${after}`;
  }
}

function* lineVariants(text: string): Generator<string> {
  const lines = text.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const without = lines.toSpliced(i, 1);
    yield without.join("\n");
    yield lines.toSpliced(i, 0, lines[i] as string).join("\n");
    if (i > 0) yield without.toSpliced(i - 1, 0, lines[i] as string).join("\n");
    for (const end of ["\r\n", "\r", "\n\r", "\n\n", "\t\n", "\u2028\n", "\u0085"])
      yield `${lines.slice(0, i).join("\n")}${end}${lines.slice(i).join("\n")}`;
  }
}

const CHARACTERS = [
  "<",
  ">",
  "&",
  "/",
  '"',
  "]",
  "]]>",
  "=",
  " ",
  "\n",
  "\r",
  "\t",
  "-",
  ".",
  "7",
  "x",
  "é",
].concat(
  [
    "\u00a0",
    "\0",
    "\u000b",
    "\u007f",
    "\ufffe",
    "\uffff",
    "\ud83d\ude00",
    "\u2028",
    "\ufeff",
    "&amp;",
    "&#xD;",
  ],
  [
    "&#0;",
    "&#x1F600;",
    "&#xD800;",
    "&#65534;",
    "&#x;",
    "&;",
    "<!---->",
    "<![CDATA[",
    "<!DOCTYPE a>",
    "<?xml?>",
  ],
);

function* characterVariants(text: string): Generator<string> {
  // Every third place is enough: tags repeat in every row, at other places of the three.
  for (let at = 0; at < text.length; at += 3) {
    const character = CHARACTERS[at % CHARACTERS.length] as string;
    yield text.slice(0, at) + character + text.slice(at);
    yield text.slice(0, at) + character + text.slice(at + 1);
    yield text.slice(0, at) + text.slice(at + 1);
  }
}

describe("the scanner beside the strict parser, on the project's own report", () => {
  test("it serves the plain report, by itself", () => {
    expect(scanXml(PLAIN)).not.toBeNull();
    expect(agree(PLAIN)).toBe(true);
  });

  test.each<[string, string]>([
    ["line ends of Windows", PLAIN.replaceAll("\n", "\r\n")],
    ["no white space between elements", PLAIN.replace(/>\s+</g, "><")],
    ["a space in empty-element tags", PLAIN.replaceAll("/>", " />")],
    ["no declaration", PLAIN.slice(PLAIN.indexOf("\n") + 1)],
    ["single quotes", PLAIN.replace('"1.0" encoding="UTF-8"', "'1.0' encoding='UTF-8'")],
    ["standalone", PLAIN.replace('"UTF-8"', '"UTF-8" standalone="yes"')],
    ["letters beyond ASCII", PLAIN.replaceAll("Northgate", "Nörthgate “β” 日本")],
    ["references", PLAIN.replaceAll("Northgate", "&quot;N&#8211;&#x44;&lt;&gt;&apos;&#xD;\n")],
    ["no timestamp", PLAIN.replace(/ *<timestamp>.*\n/, "")],
  ])("it serves %s, equally", (_what, text) => {
    expect(scanXml(text)).not.toBeNull();
    expect(agree(text)).toBe(true);
  });

  test("cut off at any character, it is not accepted", () => {
    const end = PLAIN.trimEnd().length;
    const accepted = Array.from({ length: end }, (_, at) => at).filter((at) => scanXml(PLAIN.slice(0, at)));
    expect(accepted).toEqual([]);
  });

  test("tags lost, doubled, renamed, spaced, given attributes, and things put between", () => {
    expect(disagreements(tagVariants(PLAIN))).toEqual([]);
  });

  test("lines lost, doubled, swapped, and ended otherwise", () => {
    expect(disagreements(lineVariants(PLAIN))).toEqual([]);
  });

  test("characters lost, replaced and put in", () => {
    expect(disagreements(characterVariants(PLAIN))).toEqual([]);
  });

  test("several changes at once", () => {
    const edit = fc.tuple(
      fc.nat(PLAIN.length - 1),
      fc.nat(12),
      fc.oneof(fc.constantFrom(...CHARACTERS), fc.string({ maxLength: 4, unit: "binary" }), fc.constant("")),
    );
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let text = PLAIN;
        for (const [at, lost, put] of edits) text = text.slice(0, at) + put + text.slice(at + lost);
        // Decoded text has no lone surrogates.
        return /\p{Cs}/u.test(text) || agree(text);
      }),
      { numRuns: 3000 },
    );
  });
});

describe.skipIf(noFilings)("the scanner beside the strict parser (needs ../shared/filings)", () => {
  const files = noFilings ? [] : readdirSync(FILINGS).filter((name) => name.endsWith(".xml"));

  test.each(files)("%s: served, equal, and safe when damaged", (name) => {
    const text = readFileSync(path.join(FILINGS, name), "utf8");
    expect(scanXml(text)).not.toBeNull();
    expect(agree(text)).toBe(true);
    expect(agree(text.replace(/\r?\n/g, "\r\n"))).toBe(true);
    expect(agree(text.replace(/>\s+</g, "><"))).toBe(true);
    const end = text.trimEnd().length;
    for (let at = 0; at < end; at += 997) expect(scanXml(text.slice(0, at))).toBeNull();
    const damaged = function* () {
      for (let at = 0; at < text.length; at += 1499) {
        const character = CHARACTERS[at % CHARACTERS.length] as string;
        yield text.slice(0, at) + character + text.slice(at + 1);
        yield text.slice(0, at) + text.slice(at + 40);
      }
    };
    expect(disagreements(damaged())).toEqual([]);
  });
});
