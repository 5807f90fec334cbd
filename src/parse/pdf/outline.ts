import type { RawCell } from "@/report/raw-report";
import { SECTIONS, type Section } from "@/report/sections";
import { isVenueHeader } from "./columns";
import { excerpt, Refusal } from "./refusal";
import { type Line, positionOf, textOf } from "./words";

/** A document's lines, sorted by what they belong to; nothing of a page is left over. */
export interface Outline {
  /** `2021` and `1`, from the line `1st Quarter, 2021`. */
  readonly year: RawCell;
  readonly quarter: RawCell;
  /** Three for each month, in the order of `SECTIONS`. */
  readonly sections: readonly SectionOutline[];
}

export interface SectionOutline {
  readonly section: Section;
  readonly at: number;
  /** `2021` and `1`, from the heading `January 2021`. */
  readonly year: string;
  readonly month: string;
  readonly monthAt: number;
  /** A table's header is repeated on each page the table reaches. */
  readonly summary: readonly TablePart[];
  readonly venues: readonly TablePart[];
  readonly aspects: readonly Line[];
}

export interface TablePart {
  readonly header: readonly Line[];
  readonly body: readonly Line[];
}

interface PartDraft extends TablePart {
  readonly header: Line[];
  readonly body: Line[];
}

interface SectionDraft extends SectionOutline {
  readonly summary: PartDraft[];
  readonly venues: PartDraft[];
  readonly aspects: Line[];
}

const MONTH =
  /^(January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})$/;
const MONTH_NAMES = MONTH.source.slice(2, MONTH.source.indexOf(")")).split("|");
const QUARTER = /^([1-4])(?:st|nd|rd|th) Quarter, (\d{4})$/;
const SECTION_HEADINGS: Readonly<Record<string, Section>> = {
  "S&P 500 Stocks": "sp500",
  "Non-S&P 500 Stocks": "non_sp500",
  Options: "options",
};

/** The generator's font sizes; tables and texts are 6. */
const TITLE_SIZE = 16;
const MONTH_SIZE = 12;
const HEADING_SIZE = 10;
const CAPTION_SIZE = 8;
const BODY_SIZE = 6;

/**
 * Walks the lines from top to bottom: title, date, quarter, and per month and section the summary
 * table, the venue table and the material aspects. Month and section headings are carried over page
 * breaks, where only table headers are repeated. A line that fits nowhere refuses the file.
 */
export function outlineOf(lines: readonly Line[]): Outline {
  const walk = new Walk(fontsOfHeadings(lines));
  for (const line of lines) {
    if (inMargins(line) && walk.take(line)) continue;
    const text = textOf(line.words);
    throw new Refusal(
      `"${excerpt(text)}" is not part of a report's layout at this place.`,
      positionOf(line),
      "pdf_layout",
      text,
    );
  }
  return walk.outline();
}

/** A4 landscape less 40 points all around. Only stamps and page numbers of other programs stand outside. */
function inMargins({ y, words }: Line): boolean {
  return y > 40 && y < 555.28 && words.every((word) => word.left > 39.5 && word.right < 802.4);
}

/** What was read last, which decides what can come next. */
type Place = "top" | "quarter" | "month" | "section" | "summary" | "venues caption" | "venues" | "aspects";

class Walk {
  readonly #headingFonts: ReadonlySet<string>;
  readonly #sections: SectionDraft[] = [];
  #place: Place = "top";
  #quarter: { year: RawCell; quarter: RawCell } | null = null;
  #month = { year: "", month: "", monthAt: 0 };
  /** The table part whose header the line before belongs to. */
  #open: PartDraft | null = null;

  constructor(headingFonts: ReadonlySet<string>) {
    this.#headingFonts = headingFonts;
  }

  /** Whether the line has a place here; it is kept there then. */
  take(line: Line): boolean {
    const open = this.#open;
    this.#open = null;
    const size = sizeOf(line);
    const text = textOf(line.words);
    if (this.#place === "top") return this.#top(line, size, text);
    if (size === MONTH_SIZE) return this.#monthHeading(line, text);
    if (size === HEADING_SIZE) return this.#sectionHeading(line, text);
    const section = this.#sections.at(-1);
    if (!section) return false;
    if (size === CAPTION_SIZE) return this.#caption(section, text);
    if (size !== BODY_SIZE) return false;
    const headings = line.words.filter((word) => this.#headingFonts.has(word.font)).length;
    if (headings === line.words.length) return this.#header(section, line, open);
    return headings === 0 && this.#body(section, line);
  }

  #top(line: Line, size: number, text: string): boolean {
    if (line.page !== 1) return false;
    if (size === TITLE_SIZE || (size === CAPTION_SIZE && text.startsWith("Generated on "))) return true;
    const [, quarter, year] = (size === HEADING_SIZE && QUARTER.exec(text)) || [];
    if (quarter === undefined || year === undefined) return false;
    const at = positionOf(line);
    this.#quarter = { year: { text: year, at }, quarter: { text: quarter, at } };
    this.#place = "quarter";
    return true;
  }

  #monthHeading(line: Line, text: string): boolean {
    const [, name, year] = MONTH.exec(text) ?? [];
    if (name === undefined || year === undefined || this.#place === "month") return false;
    const month = String(MONTH_NAMES.indexOf(name) + 1);
    this.#month = { year, month, monthAt: positionOf(line) };
    this.#place = "month";
    return true;
  }

  #sectionHeading(line: Line, text: string): boolean {
    const section = SECTION_HEADINGS[text];
    if (!section || this.#place !== "month") return false;
    const at = positionOf(line);
    this.#sections.push({ section, at, ...this.#month, summary: [], venues: [], aspects: [] });
    this.#place = "section";
    return true;
  }

  #caption(section: SectionDraft, text: string): boolean {
    const place = this.#place;
    if (text === "Summary" && place === "section") this.#place = "summary";
    else if (text === "Venues" && place === "summary" && section.summary.length > 0) {
      this.#place = "venues caption";
    } else if (text === "Material Aspects:" && (place === "venues" || place === "venues caption")) {
      this.#place = "aspects";
    } else return false;
    return true;
  }

  #header(section: SectionDraft, line: Line, open: PartDraft | null): boolean {
    const part = open?.header[0]?.page === line.page ? open : this.#newPart(section, line);
    if (!part) return false;
    part.header.push(line);
    this.#open = part;
    return true;
  }

  /** A header begins a table below its caption, and goes on with it at the top of a page. */
  #newPart(section: SectionDraft, line: Line): PartDraft | null {
    const venues = isVenueHeader(line);
    const parts = venues ? section.venues : section.summary;
    const last = parts.at(-1);
    const begins = last === undefined && this.#place === (venues ? "venues caption" : "summary");
    const repeats =
      last !== undefined &&
      last.header[0]?.page !== line.page &&
      this.#place === (venues ? "venues" : "summary") &&
      (venues || last.body.length === 0);
    if (!begins && !repeats) return null;
    if (venues) this.#place = "venues";
    const part: PartDraft = { header: [], body: [] };
    parts.push(part);
    return part;
  }

  #body(section: SectionDraft, line: Line): boolean {
    const place = this.#place;
    const table = place === "summary" ? section.summary : place === "venues" ? section.venues : null;
    const lines = place === "aspects" ? section.aspects : table?.at(-1)?.body;
    lines?.push(line);
    return lines !== undefined;
  }

  outline(): Outline {
    if (!this.#quarter) {
      throw new Refusal('Page 1 has no line that names the quarter, such as "1st Quarter, 2021".');
    }
    checkSections(this.#sections);
    return { ...this.#quarter, sections: this.#sections };
  }
}

/** The generator draws all three sections of a month, in order and each with its summary table, even
 * those nothing was filed for. */
function checkSections(sections: readonly SectionOutline[]): void {
  sections.forEach((one, i) => {
    const first = sections[i - (i % SECTIONS.length)];
    const inMonth = one.month === first?.month && one.year === first.year;
    if (one.section !== SECTIONS[i % SECTIONS.length] || !inMonth) {
      throw new Refusal(
        "The sections of a month are not S&P 500, non-S&P 500 and options, in this order; pages may be missing.",
        one.at,
      );
    }
    if (one.summary.length === 0) {
      throw new Refusal("A section has no summary table; pages may be missing.", one.at);
    }
  });
  if (sections.length === 0 || sections.length % SECTIONS.length !== 0) {
    throw new Refusal(
      `The report has ${sections.length} sections, expected three for each month; pages may be missing.`,
    );
  }
}

/** Where one line has two sizes ("Generated on" and the date), the larger. */
function sizeOf(line: Line): number {
  let size = 0;
  for (const word of line.words) size = Math.max(size, word.size);
  return Math.round(size * 10) / 10;
}

/** Headings and table headers are set in one font, figures and texts in another. Files saved again can
 * have a font object for each page, so the first line of a table header shows its font as well. */
function fontsOfHeadings(lines: readonly Line[]): ReadonlySet<string> {
  const fonts = new Set<string>();
  for (const line of lines) {
    const header = line.words.length >= 5 && /^(Venue -|Non-Directed Orders)/.test(line.words[0]?.text ?? "");
    for (const word of line.words) {
      if (header || word.size > (BODY_SIZE + CAPTION_SIZE) / 2) fonts.add(word.font);
    }
  }
  return fonts;
}
