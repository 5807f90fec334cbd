import type { PageText } from "@/parse/pdf/read-pages";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { SECTIONS, type Section } from "@/report/sections";

/**
 * Draws a report as the SEC's generator does (its geometry is measured in the design notes and in
 * src/parse/pdf): A4 landscape, the title at 16 points, tables at 6 whose columns are fitted to their
 * words, rows and headers carried over pages. Every character is half as wide as high, so widths are
 * exact without a font.
 */
export interface DrawnReport {
  readonly broker: string;
  readonly year: number;
  readonly quarter: number;
  readonly months: readonly DrawnMonth[];
}
export interface DrawnMonth {
  readonly month: number;
  readonly sections: Readonly<Partial<Record<Section, DrawnSection>>>;
}
export interface DrawnSection {
  /** Five texts, "" for blank. */
  readonly mix: readonly string[];
  readonly venues: readonly DrawnVenue[];
}
export interface DrawnVenue {
  /** With its codes, as the generator writes it. */
  readonly name: string;
  /** Thirteen texts, "" for blank. */
  readonly figures: readonly string[];
  /** Lines end where the broker ended them; "" for none. */
  readonly aspects: string;
}

/** A text at its place; `y` is the baseline from the top. */
export interface DrawnText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly bold: boolean;
  /** Marked content in tagged files; a text drawn twice under one id is one cell. */
  readonly mark: { readonly id: number; readonly tag: string } | null;
}
export interface DrawnPage {
  readonly texts: readonly DrawnText[];
  readonly taggedCells: number;
}

export const PAGE_WIDTH = 841.89;
export const PAGE_HEIGHT = 595.28;
const LEFT = 40;
const RIGHT = PAGE_WIDTH - 40;
const LINE = 7.03125;
/** Baseline of the first line on a page, and the lowest there can be, in text and in tables. */
const TOP = { text: 45.57, table: 48.57 };
const LOWEST = { text: 553.8, table: 550.8 };

const widthOf = (text: string, size: number) => (text.length * size) / 2;

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const HEADINGS = { sp500: "S&P 500 Stocks", non_sp500: "Non-S&P 500 Stocks", options: "Options" };
const ORDINALS = ["1st", "2nd", "3rd", "4th"];

/** `bareCaptions`: as the tagged generator's last version does, absent tables and texts keep their captions. */
export function drawReport(report: DrawnReport, tagged: boolean, bareCaptions = !tagged): DrawnPage[] {
  return new Drawing(tagged, bareCaptions).report(report);
}

class Drawing {
  readonly #tagged: boolean;
  readonly #bareCaptions: boolean;
  readonly #pages: { texts: DrawnText[]; taggedCells: number }[] = [{ texts: [], taggedCells: 0 }];
  #y = 54.84;
  #marks = 0;

  constructor(tagged: boolean, bareCaptions: boolean) {
    this.#tagged = tagged;
    this.#bareCaptions = bareCaptions;
  }

  report({ broker, year, quarter, months }: DrawnReport): DrawnPage[] {
    const title = `${broker} - Held NMS Stocks and Options Order Routing Public Report`;
    for (const line of wrap(title, RIGHT - LEFT, 16)) {
      this.#put(line, (PAGE_WIDTH - widthOf(line, 16)) / 2, 16, true);
      this.#y += 18.75;
    }
    const drawn = "Generated on Wed Apr 28 2021 10:00:00 GMT-0400 (Eastern Daylight Time)";
    this.#put(drawn, (PAGE_WIDTH - widthOf(drawn, 8)) / 2, 8, true);
    this.#y += 27;
    const period = `${ORDINALS[quarter - 1]} Quarter, ${year}`;
    this.#put(period, (PAGE_WIDTH - widthOf(period, 10)) / 2, 10, true);
    for (const { month, sections } of months) {
      for (const section of SECTIONS) {
        this.#heading(`${MONTHS[month - 1]} ${year}`, 12, 40);
        this.#heading(HEADINGS[section], 10, 34);
        this.#section(sections[section]);
      }
    }
    return this.#pages;
  }

  #section(section: DrawnSection | undefined): void {
    const mix = section?.mix ?? ["", "", "", "", ""];
    const venues = section?.venues ?? [];
    const blank = mix.every((text) => text === "");
    this.#heading("Summary", 8, 12);
    const summary = MIX_FIGURES.map((figure, i) => ({ left: 45 + 69 * i, width: 60, label: figure.label }));
    this.#table(summary, [mix.map((text) => (blank && this.#tagged ? "-" : text))], false);
    if (section || this.#bareCaptions) this.#heading("Venues", 8, 21);
    if (section || !this.#tagged) {
      this.#table(
        venueColumnsFor(venues),
        venues.map((venue) => [venue.name, ...venue.figures]),
        true,
      );
    }
    if (venues.some((venue) => venue.aspects !== "") || this.#bareCaptions) {
      this.#heading("Material Aspects:", 8, 21);
      this.#y += 9.4 - LINE;
      for (const venue of venues) if (venue.aspects !== "") this.#aspects(venue);
    }
  }

  #aspects({ name, aspects }: DrawnVenue): void {
    this.#text(`${name}:`, this.#mark("Lbl"));
    const mark = this.#mark("LBody");
    for (const paragraph of aspects.split("\n")) {
      if (paragraph === "") this.#y += LINE;
      for (const line of wrap(paragraph, RIGHT - LEFT, 6)) this.#text(line, mark);
    }
    this.#y += LINE;
  }

  #text(text: string, mark: DrawnText["mark"]): void {
    this.#y += LINE;
    if (this.#y > LOWEST.text) this.#newPage(TOP.text);
    this.#put(text, LEFT, 6, false, mark);
  }

  #heading(text: string, size: number, space: number): void {
    this.#y += space;
    if (this.#y > LOWEST.text - size) this.#newPage(TOP.text + size - 6);
    this.#put(text, LEFT, size, true);
  }

  #table(columns: readonly DrawnColumn[], rows: readonly (readonly string[])[], named: boolean): void {
    const header = columns.map((column) => wrap(column.label, column.width, 6));
    const depth = Math.max(...header.map((lines) => lines.length));
    const drawHeader = () => {
      for (const [i, lines] of header.entries()) {
        lines.forEach((line, j) => {
          const column = columns[i] as DrawnColumn;
          this.#put(line, column.left + (column.width - widthOf(line, 6)) / 2, 6, true, null, j * LINE);
        });
      }
      this.#y += (depth - 1) * LINE;
    };
    this.#y += 12.4;
    if (this.#y + (depth - 1) * LINE > LOWEST.table) this.#newPage(TOP.table);
    drawHeader();
    for (const row of rows) {
      const cells = row.map((text, i) => (named && i === 0 ? wrap(text, columns[0]?.width ?? 0, 6) : [text]));
      const lines = Math.max(...cells.map((cell) => cell.length));
      const marks = cells.map(() => this.#mark("TD"));
      this.#y += 12.03125;
      // The tagged generator keeps rows whole, the untagged one breaks them between lines.
      if (this.#y + (this.#tagged ? (lines - 1) * LINE : 0) > LOWEST.table) {
        this.#newPage(TOP.table);
        drawHeader();
        this.#y += 12.03125;
      }
      if (this.#tagged) this.#page.taggedCells += cells.length;
      for (let j = 0; j < lines; j += 1) {
        if (j > 0) this.#y += LINE;
        if (this.#y > LOWEST.table) {
          this.#newPage(TOP.table);
          drawHeader();
          this.#y += 12.03125;
        }
        cells.forEach((cell, i) => {
          const { left, width } = columns[i] as DrawnColumn;
          const text = cell[j] ?? "";
          const centred = named && (i === 0 || !this.#tagged);
          const space = width - widthOf(text, 6);
          if (text !== "") this.#put(text, left + (centred ? space / 2 : space), 6, false, marks[i]);
        });
      }
    }
  }

  get #page() {
    return this.#pages.at(-1) as { texts: DrawnText[]; taggedCells: number };
  }

  #newPage(y: number): void {
    this.#pages.push({ texts: [], taggedCells: 0 });
    this.#y = y;
  }

  #mark(tag: string): DrawnText["mark"] {
    this.#marks += 1;
    return this.#tagged ? { id: this.#marks, tag } : null;
  }

  #put(text: string, x: number, size: number, bold: boolean, mark: DrawnText["mark"] = null, down = 0): void {
    this.#page.texts.push({ text, x, y: this.#y + down, size, bold, mark });
  }
}

interface DrawnColumn {
  readonly left: number;
  readonly width: number;
  readonly label: string;
}

/** Fits the fourteen columns: each as wide as its longest word, the rest of the page by what each
 * would need to stand on one line. */
function venueColumnsFor(venues: readonly DrawnVenue[]): DrawnColumn[] {
  const labels = ["Venue - Non-directed Order Flow", ...VENUE_FIGURES.map((figure) => figure.label)];
  const texts = labels.map((label, i) => [
    label,
    ...venues.map((venue) => (i === 0 ? venue.name : (venue.figures[i - 1] ?? ""))),
  ]);
  const least = texts.map((own) =>
    Math.max(...own.flatMap(chunks).map((chunk) => widthOf(chunk.trimEnd(), 6))),
  );
  const most = texts.map((own) => Math.max(...own.map((text) => widthOf(text, 6))));
  const room = 796.89 - 45 - 13 * 9 - sum(least);
  const wish = sum(most) - sum(least);
  let left = 45;
  return labels.map((label, i) => {
    const own = least[i] ?? 0;
    const width = own + (((most[i] ?? 0) - own) * room) / wish;
    const column = { left, width, label };
    left += width + 9;
    return column;
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** What a line can be broken between: behind a space, and behind a hyphen or slash inside a word. */
function chunks(text: string): string[] {
  return text.match(/[^\s/-]*[/-]+(?=[^\s/-])|\S+\s*/g) ?? [];
}

export function wrap(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const chunk of chunks(text)) {
    if (line !== "" && widthOf((line + chunk).trimEnd(), size) > width + 1e-6) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += chunk;
  }
  if (line.trimEnd() !== "") lines.push(line.trimEnd());
  return lines;
}

/** Drawn pages as the PDF library would report them. */
export function pagesOf(drawn: readonly DrawnPage[]): PageText[] {
  return drawn.map(({ texts, taggedCells }) => ({
    taggedCells,
    words: texts.map(({ text, x, y, size, bold, mark }) => ({
      text,
      left: x,
      right: x + widthOf(text, size),
      y,
      size,
      font: bold ? "F1" : "F2",
      mark,
    })),
  }));
}
