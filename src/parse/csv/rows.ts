import { clip } from "@/report/clip";
import { type FigureSpec, MIX_FIGURES } from "@/report/figures";
import { type Finding, hasError } from "@/report/findings";
import type { RawReport } from "@/report/raw-report";
import { takeCodes } from "../pdf/venue-names";
import { type Field, type Header, nameIn, readHeader } from "./columns";
import {
  type DraftReport,
  type DraftSection,
  Drafts,
  DraftVenue,
  type Figures,
  toRawReports,
} from "./drafts";
import { footnoteIn } from "./footnote";
import { isPlain } from "./numbers";
import type { CsvProblems } from "./problems";
import type { Delimiter } from "./records";
import { settleNumbers } from "./settle-numbers";
import { readMonth, readQuarter, readSection, readYear } from "./words";

/** What lines above a table say for all its rows; "" where nothing was said. */
export type Context = Partial<Record<"filed_broker" | "year" | "quarter" | "month" | "section", string>>;

/** Puts the rows of tables into reports. */
export class Rows {
  readonly drafts: Drafts;

  constructor(private readonly problems: CsvProblems) {
    this.drafts = new Drafts(problems);
  }

  /** A data row under `header`. What the header has no column for comes from `context`. */
  add(cells: readonly string[], at: number, header: Header, context: Context = {}): DraftSection | null {
    const footnote = footnoteIn(cells);
    if (footnote !== null) {
      this.problems.add(
        "csv_footnote",
        at,
        "The line is a remark and no row of the table; it was left out.",
        undefined,
        footnote,
      );
      return null;
    }
    if (!this.#fits(cells, at, header)) return null;
    const text = textReader(cells, header, context);
    const report = this.#report(text, header, at);
    if (!report) return null;
    const month = this.drafts.month(report.draft, report.monthYear, report.month, at);
    const figures = pick(cells, header.figures);
    const mix = header.mix[0] === -1 ? null : pick(cells, header.mix);
    const isVenue = hasText(figures) || VENUE_FIELDS.some((field) => text(field).trim() !== "");
    const sectionText = text("section").trim();
    if (sectionText === "") {
      if (!isVenue && !(mix && hasText(mix))) return null;
      this.problems.add(
        "structure",
        at,
        "The row has figures or a venue but no section; expected one.",
        "section",
      );
      return null;
    }
    const which = readSection(sectionText);
    if (which === null) {
      const message = `The section is ${shown(sectionText)}; expected sp500, non_sp500 or options, or as the SEC's XML and headings call them.`;
      this.problems.add("structure", at, message, "section", sectionText);
      return null;
    }
    const section = this.drafts.section(month, which, at);
    if (mix) this.#setMix(section, mix, at, header);
    if (isVenue) {
      const name = text(header.fields.filed_venue >= 0 ? "filed_venue" : "venue") || null;
      const codes = { mic: text("mic") || null, mpid: text("mpid") || null };
      const words = text("material_aspects") || null;
      section.venues.push(new DraftVenue(at, name, codes, figures, words, text("source_position") || null));
    }
    return section;
  }

  /** The order mix comes with every row of its section, or in a table of its own: all must agree. */
  #setMix(section: DraftSection, mix: Figures, at: number, header: Header): void {
    if (!section.mix) {
      section.mix = mix;
      section.mixAt = at;
      return;
    }
    for (let i = 0; i < mix.length; i++) {
      const [known, given] = [section.mix[i] ?? "", mix[i] ?? ""];
      if (given === known || isSameNumber(given, known)) continue;
      // In tables made by hand the mix often stands in the first row only.
      if (header.family !== "flat" && given === "") continue;
      if (header.family !== "flat" && known === "") section.mix[i] = given;
      else {
        const field = nameIn(header.family, MIX_FIGURES[i] as FigureSpec);
        const message = `${field} is ${shown(given)}, but ${shown(known)} in row ${section.mixAt}, of the same section and month; expected one value.`;
        this.problems.add("structure", at, message, field, given);
      }
    }
  }

  /** A month of which, so far, nothing but its heading is known. */
  openMonth(at: number, context: Context): void {
    const report = this.#report(textReader([], NO_COLUMNS, context), NO_COLUMNS, at);
    if (report) this.drafts.month(report.draft, report.monthYear, report.month, at);
  }

  /** All reports in their final form, and what was found. */
  finish(header: Header, delimiter: Delimiter): { reports: RawReport[]; findings: Finding[] } {
    if (header.family === "label" && header.fields.mic === -1 && header.fields.mpid === -1) this.#takeCodes();
    settleNumbers(this.drafts, header.family, delimiter, this.problems);
    const { findings } = this.problems;
    return { reports: hasError(findings) ? [] : toRawReports(this.drafts), findings };
  }

  /** The SEC's generator prints codes behind the names: `Name (MIC)`. */
  #takeCodes(): void {
    for (const { months } of this.drafts.reports.values()) {
      const venues = [...months.values()].flatMap(({ sections }) =>
        [...sections.values()].flatMap((section) => section.venues),
      );
      const names = takeCodes(
        venues.map((venue) => venue.name ?? ""),
        true,
      );
      venues.forEach((venue, i) => {
        Object.assign(venue, names[i]);
      });
    }
  }

  #fits(cells: readonly string[], at: number, header: Header): boolean {
    const extra = cells.slice(header.width).filter((cell) => cell.trim() !== "").length;
    if (cells.length < header.width || extra > 0) {
      const message = `The row has ${cells.length} cells; the header in row ${header.at} has ${header.width}. A cut-off line, or a delimiter in a cell without quotes?`;
      this.problems.add("csv_layout", at, message);
      return false;
    }
    for (const { name, first, again } of header.repeated) {
      const [one = "", other = ""] = [cells[first], cells[again]];
      if (one.trim() === other.trim()) continue;
      const message = `The column ${name} is there twice and says ${shown(one.trim())} and ${shown(other.trim())}; expected one column, or equal cells.`;
      this.problems.add("csv_layout", at, message, name);
      return false;
    }
    return true;
  }

  #report(
    text: (field: Field) => string,
    header: Header,
    at: number,
  ): { draft: DraftReport; monthYear: string; month: string } | null {
    const filedMonth = text("month").trim();
    const month = readMonth(filedMonth);
    const filedQuarter = text("quarter").trim();
    const quarter = readQuarter(filedQuarter);
    const year = readYear(text("year")) || `${quarter?.year ?? month?.year ?? ""}`;
    const quarterNumber =
      quarter?.quarter ?? (filedQuarter === "" && month ? Math.ceil(month.month / 3) : null);
    if (quarterNumber === null && filedQuarter === "") {
      const message = `The month is ${shown(filedMonth)}; expected 1 to 12, a name or 2020-01.`;
      this.problems.add("not_a_number", at, message, "month", filedMonth);
      return null;
    }
    const broker = text(header.fields.filed_broker >= 0 ? "filed_broker" : "broker") || text("filed_broker");
    const key = {
      broker,
      year,
      quarter: quarterNumber === null ? filedQuarter : `${quarterNumber}`,
      series: text("series"),
      version: wholeNumber(text("report_version")),
      reportId: text("report_id"),
    };
    const facts = {
      crd: wholeNumber(text("crd")),
      generated_at: text("generated_at"),
      source_file: text("source_file"),
      source_sha256: text("source_sha256"),
    };
    return {
      draft: this.drafts.report(key, facts, at),
      monthYear: `${month?.year ?? year}`,
      month: month ? `${month.month}` : filedMonth,
    };
  }
}

const NO_COLUMNS = readHeader([], 0);
const VENUE_FIELDS = ["filed_venue", "venue", "mic", "mpid", "material_aspects"] as const;

/** Reads text cells by column, exactly as filed; of flat CSV without the one `'` its writer put in front. */
function textReader(cells: readonly string[], header: Header, context: Context): (field: Field) => string {
  return (field) => {
    const column = header.fields[field];
    if (column === -1) return context[field as keyof Context] ?? "";
    const cell = cells[column] ?? "";
    return header.family === "flat" && cell.charCodeAt(0) === 0x27 ? cell.slice(1) : cell;
  };
}

function pick(cells: readonly string[], columns: readonly number[]): Figures {
  return columns.map((column) => (column === -1 ? null : (cells[column] ?? "")));
}

function hasText(figures: Figures): boolean {
  return figures.some((text) => text !== null && text.trim() !== "");
}

/** `100` and `100.00`: a spreadsheet may show one cell and not the other with decimals. */
function isSameNumber(a: string, b: string): boolean {
  return isPlain(a) && isPlain(b) && Number(a) === Number(b);
}

/** Tables with gaps write whole numbers as `1.0`. */
function wholeNumber(text: string): string {
  return /^\s*(\d+)\.0+\s*$/.exec(text)?.[1] ?? text.trim();
}

function shown(text: string): string {
  return text === "" ? "blank" : `"${clip(text, 80)}"`;
}
