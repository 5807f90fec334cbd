import type { RawCell, RawMonth, RawReport, RawSection, RawVenue } from "@/report/raw-report";
import { plainText } from "./xml-plain-text";
import { FIGURE_LEAVES, MIX_LEAVES, ROOT, SECTION_ELEMENTS } from "./xml-shape";

/**
 * Reads a report whose XML is exactly as the SEC's schema orders it, several times faster than a
 * parser that is ready for any XML. Returns null for everything else, broken or merely unusual
 * (comments, CDATA, attributes, other element orders, odd numbers): `readXml` decides about those.
 *
 * It must accept nothing that `readXml` refuses, and give the same report; tests hold the two
 * together over real and mutated files.
 *
 * @param text decoded text, without a byte order mark or lone surrogates
 */
export function scanXml(text: string): RawReport | null {
  try {
    return new Scanner(text).report();
  } catch (cause) {
    if (cause === UNUSUAL) return null;
    throw cause;
  }
}

/** Thrown to leave the scanner. One object, because a stack trace for each such file would be waste. */
const UNUSUAL = new Error("not in the schema's plainest form");

const PROLOG = new RegExp(
  `^(?:<\\?xml version=(?:"1\\.0"|'1\\.0')(?: encoding=(?:"[A-Za-z][\\w.-]*"|'[A-Za-z][\\w.-]*'))?` +
    `(?: standalone=(?:"yes"|"no"|'yes'|'no'))? ?\\?>)?(?:[ \\t\\n]|\\r\\n)*<${ROOT}` +
    `(?: xmlns:xsi="http://www\\.w3\\.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="[\\w.-]*")?>`,
);

const MIX = MIX_LEAVES.map(tagsOf);
const FIGURES = FIGURE_LEAVES.map(tagsOf);
const NAME = tagsOf("name");
const MIC = tagsOf("mic");
const MPID = tagsOf("mpid");
const ASPECTS = tagsOf("materialAspects");
const SECTIONS = Object.entries(SECTION_ELEMENTS).map(([element, section]) => ({
  open: `<${element}>`,
  close: `</${element}>`,
  section,
}));

interface Tags {
  /** Start tag up to where it ends: `<ndoPct`. */
  readonly start: string;
  readonly close: string;
}

function tagsOf(name: string): Tags {
  return { start: `<${name}`, close: `</${name}>` };
}

class Scanner {
  #at = 0;
  #line = 1;

  constructor(private readonly text: string) {}

  report(): RawReport {
    const { text } = this;
    const prolog = PROLOG.exec(text)?.[0];
    if (prolog === undefined) throw UNUSUAL;
    this.#at = prolog.length;
    this.#countLines(0, this.#at);
    this.#space();
    this.#cell("version");
    const broker = this.#cell("bd");
    const year = this.#cell("year");
    const quarter = this.#cell("qtr");
    const timestamp = this.#peek("<timestamp") ? this.#cell("timestamp") : null;
    const months: RawMonth[] = [];
    do months.push(this.#month());
    while (this.#peek("<rMonthly>"));
    this.#take(`</${ROOT}>`);
    if (this.#at !== text.length) throw UNUSUAL;
    return { format: "xml", broker, year, quarter, timestamp, months };
  }

  #month(): RawMonth {
    const at = this.#line;
    this.#take("<rMonthly>");
    const year = this.#cell("year");
    const month = this.#cell("mon");
    const sections: RawSection[] = [];
    for (const { open, close, section } of SECTIONS) {
      if (!this.#peek(open)) continue;
      const at = this.#line;
      this.#take(open);
      const mixAt: number[] = [];
      const mix = this.#figures(MIX, mixAt);
      const venues: RawVenue[] = [];
      if (this.#peek("<rVenues>")) {
        this.#take("<rVenues>");
        while (this.#peek("<rVenue>")) venues.push(this.#venue());
        this.#take("</rVenues>");
      } else {
        this.#take("<rVenues/>");
      }
      this.#take(close);
      sections.push({ section, at, mix, mixAt, venues });
    }
    this.#take("</rMonthly>");
    return { at, year, month, sections };
  }

  #venue(): RawVenue {
    const at = this.#line;
    this.#take("<rVenue>");
    const name = this.#optional(NAME);
    const mic = this.#optional(MIC);
    const mpid = this.#optional(MPID);
    if (name === null && mic === null && mpid === null) throw UNUSUAL;
    const figuresAt: number[] = [];
    const figures = this.#figures(FIGURES, figuresAt);
    const materialAspects = this.#leaf(ASPECTS);
    this.#take("</rVenue>");
    return { at, name, mic, mpid, materialAspects, figures, figuresAt };
  }

  #cell(name: string): RawCell {
    const at = this.#line;
    return { text: this.#leaf(tagsOf(name)), at };
  }

  #optional(tags: Tags): string | null {
    const { text } = this;
    const end = this.#at + tags.start.length;
    if (!text.startsWith(tags.start, this.#at)) return null;
    // "<mic" is not yet "<mic>".
    const next = text.charCodeAt(end);
    return next === GREATER || next === SLASH || next === SPACE ? this.#leaf(tags) : null;
  }

  /** Numbers only: digits, point, minus; "" where the element is empty. Anything else is unusual. */
  #figures(all: readonly Tags[], ats: number[]): string[] {
    const { text } = this;
    const figures: string[] = [];
    for (const tags of all) {
      ats.push(this.#line);
      if (this.#isEmpty(tags)) {
        figures.push("");
        continue;
      }
      const start = this.#at;
      let end = start;
      let code = text.charCodeAt(end);
      while ((code >= ZERO && code <= NINE) || code === POINT || code === MINUS) {
        end += 1;
        code = text.charCodeAt(end);
      }
      this.#at = end;
      this.#take(tags.close);
      figures.push(text.slice(start, end));
    }
    return figures;
  }

  #leaf(tags: Tags): string {
    if (this.#isEmpty(tags)) return "";
    const { text } = this;
    const start = this.#at;
    const end = text.indexOf("<", start);
    if (end < 0) throw UNUSUAL;
    const value = text.slice(start, end);
    this.#countLines(start, end);
    this.#at = end;
    this.#take(tags.close);
    const plain = plainText(value);
    if (plain === null) throw UNUSUAL;
    return plain;
  }

  /** Reads a start tag. True when it was an empty-element tag, with which the element is over. */
  #isEmpty(tags: Tags): boolean {
    const { text } = this;
    if (!text.startsWith(tags.start, this.#at)) throw UNUSUAL;
    let at = this.#at + tags.start.length;
    let code = text.charCodeAt(at);
    if (code === GREATER) {
      this.#at = at + 1;
      return false;
    }
    if (code === SPACE) code = text.charCodeAt(++at);
    if (code !== SLASH || text.charCodeAt(at + 1) !== GREATER) throw UNUSUAL;
    this.#at = at + 2;
    this.#space();
    return true;
  }

  #peek(token: string): boolean {
    return this.text.startsWith(token, this.#at);
  }

  /** Reads a tag and the white space after it. */
  #take(token: string): void {
    if (!this.text.startsWith(token, this.#at)) throw UNUSUAL;
    this.#at += token.length;
    this.#space();
  }

  /** Skips white space between elements, in which lines end in LF or CR LF. */
  #space(): void {
    const { text } = this;
    let at = this.#at;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === LF) this.#line += 1;
      else if (code === CR) {
        if (text.charCodeAt(at + 1) !== LF) throw UNUSUAL;
      } else if (code !== SPACE && code !== TAB) break;
      at += 1;
    }
    this.#at = at;
  }

  #countLines(from: number, to: number): void {
    for (let at = this.text.indexOf("\n", from); at >= 0 && at < to; at = this.text.indexOf("\n", at + 1))
      this.#line += 1;
  }
}

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const MINUS = 0x2d;
const POINT = 0x2e;
const SLASH = 0x2f;
const ZERO = 0x30;
const NINE = 0x39;
const GREATER = 0x3e;
