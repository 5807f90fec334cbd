import type { RawCell, RawMonth, RawReport, RawSection, RawVenue } from "@/report/raw-report";
import { type Tags, tagsOf, UNUSUAL, XmlCursor } from "./xml-cursor";
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
  return scan(text, (content) => content);
}

/**
 * The same from bytes that are known to be UTF-8, without decoding them but for names and texts that need it: tags and
 * figures are ASCII, and a text with one curly quote would take twice the memory.
 */
export function scanXmlBytes(bytes: Uint8Array): RawReport | null {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const { buffer, byteOffset, byteLength } = bytes.subarray(mark);
  return scan(Buffer.from(buffer, byteOffset, byteLength).toString("latin1"), decodeUtf8);
}

function decodeUtf8(content: string): string {
  return ABOVE_ASCII.test(content) ? Buffer.from(content, "latin1").toString("utf8") : content;
}

const ABOVE_ASCII = /[\x80-\xff]/;

function scan(text: string, decode: (content: string) => string): RawReport | null {
  try {
    return new Scanner(text, decode).report();
  } catch (cause) {
    if (cause === UNUSUAL) return null;
    throw cause;
  }
}

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

/** What stands between two values, from an end tag to the next start tag. */
interface Gap {
  readonly text: string;
  readonly lines: number;
}

/** A broker's words on a venue, as last seen in the document. */
interface Words {
  readonly filed: string;
  readonly plain: string;
  readonly lines: number;
}

class Scanner extends XmlCursor {
  /** Gaps after each figure: the same in every row of a document, so each is compared as a whole. */
  readonly #gaps: (Gap | undefined)[] = [];
  /** By venue: most rows repeat the words of the section or the row before. One text is checked once. */
  readonly #words = new Map<string, Words>();
  #lastWords: Words | null = null;

  constructor(
    text: string,
    private readonly decode: (content: string) => string,
  ) {
    super(text);
  }

  report(): RawReport {
    const { text } = this;
    const prolog = PROLOG.exec(text)?.[0];
    if (prolog === undefined) throw UNUSUAL;
    this.at = prolog.length;
    this.countLines(0, this.at);
    this.space();
    this.#cell("version");
    const broker = this.#cell("bd");
    const year = this.#cell("year");
    const quarter = this.#cell("qtr");
    const timestamp = this.peek("<timestamp") ? this.#cell("timestamp") : null;
    const months: RawMonth[] = [];
    do months.push(this.#month());
    while (this.peek("<rMonthly>"));
    this.take(`</${ROOT}>`);
    if (this.at !== text.length) throw UNUSUAL;
    return { format: "xml", broker, year, quarter, timestamp, months };
  }

  #month(): RawMonth {
    const at = this.line;
    this.take("<rMonthly>");
    const year = this.#cell("year");
    const month = this.#cell("mon");
    const sections: RawSection[] = [];
    for (const { open, close, section } of SECTIONS) {
      if (!this.peek(open)) continue;
      const at = this.line;
      this.take(open);
      const mixAt: number[] = [];
      const mix = this.#figures(MIX, mixAt);
      const venues: RawVenue[] = [];
      if (this.peek("<rVenues>")) {
        this.take("<rVenues>");
        while (this.peek("<rVenue>")) venues.push(this.#venue());
        this.take("</rVenues>");
      } else {
        this.take("<rVenues/>");
      }
      this.take(close);
      sections.push({ section, at, mix, mixAt, venues });
    }
    this.take("</rMonthly>");
    return { at, year, month, sections };
  }

  #venue(): RawVenue {
    const at = this.line;
    this.take("<rVenue>");
    const name = this.#optional(NAME);
    const mic = this.#optional(MIC);
    const mpid = this.#optional(MPID);
    if (name === null && mic === null && mpid === null) throw UNUSUAL;
    const figuresAt: number[] = [];
    const figures = this.#figures(FIGURES, figuresAt);
    const materialAspects = this.#aspects(name ?? mic ?? "");
    this.take("</rVenue>");
    return { at, name, mic, mpid, materialAspects, figures, figuresAt };
  }

  #cell(name: string): RawCell {
    const at = this.line;
    return { text: this.#leaf(tagsOf(name)), at };
  }

  #optional(tags: Tags): string | null {
    const { text } = this;
    const end = this.at + tags.start.length;
    if (!this.has(tags.start, this.at)) return null;
    // "<mic" is not yet "<mic>".
    const next = text.charCodeAt(end);
    return next === GREATER || next === SLASH || next === SPACE ? this.#leaf(tags) : null;
  }

  /** Numbers only: digits, point, minus; "" where the element is empty. Anything else is unusual. */
  #figures(all: readonly Tags[], ats: number[]): string[] {
    const { text } = this;
    const gaps = all === FIGURES ? this.#gaps : [];
    const figures: string[] = [];
    let isOpen = false;
    for (let i = 0; i < all.length; i += 1) {
      const tags = all[i] as Tags;
      ats.push(this.line);
      if (!isOpen && this.isEmpty(tags)) {
        figures.push("");
        continue;
      }
      const start = this.at;
      let end = start;
      let code = text.charCodeAt(end);
      while ((code >= ZERO && code <= NINE) || code === POINT || code === MINUS) {
        end += 1;
        code = text.charCodeAt(end);
      }
      figures.push(text.slice(start, end));
      const gap = gaps[i];
      if (gap !== undefined && this.has(gap.text, end)) {
        this.at = end + gap.text.length;
        this.line += gap.lines;
        isOpen = true;
        continue;
      }
      const line = this.line;
      this.at = end;
      this.take(tags.close);
      const next = all[i + 1];
      isOpen = next !== undefined && this.has(next.open, this.at);
      if (next === undefined || !isOpen) continue;
      this.at += next.open.length;
      gaps[i] = { text: text.slice(end, this.at), lines: this.line - line };
    }
    return figures;
  }

  #aspects(venue: string): string {
    if (this.isEmpty(ASPECTS)) return "";
    const start = this.at;
    const line = this.line;
    const filed = this.content();
    let words = this.#words.get(venue);
    if (words?.filed !== filed && this.#lastWords?.filed === filed) words = this.#lastWords;
    if (words?.filed === filed) this.line += words.lines;
    else {
      this.countLines(start, this.at);
      words = { filed, plain: this.#plain(filed), lines: this.line - line };
    }
    this.#words.set(venue, words);
    this.#lastWords = words;
    this.take(ASPECTS.close);
    return words.plain;
  }

  #leaf(tags: Tags): string {
    if (this.isEmpty(tags)) return "";
    const start = this.at;
    const content = this.content();
    this.countLines(start, this.at);
    this.take(tags.close);
    return this.#plain(content);
  }

  #plain(content: string): string {
    const plain = plainText(this.decode(content));
    if (plain === null) throw UNUSUAL;
    return plain;
  }
}

const SPACE = 0x20;
const MINUS = 0x2d;
const POINT = 0x2e;
const SLASH = 0x2f;
const ZERO = 0x30;
const NINE = 0x39;
const GREATER = 0x3e;
