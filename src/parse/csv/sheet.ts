import type { ParseResult } from "../parse-result";
import { type AspectLine, shareAspects } from "./aspects";
import { type Header, isHeader, readHeader } from "./columns";
import type { DraftSection } from "./drafts";
import { FAMILIES, reportHeader } from "./header-problems";
import { readHeading } from "./headings";
import type { CsvProblems } from "./problems";
import type { Delimiter } from "./records";
import { type Context, Rows } from "./rows";
import { isBlank } from "./table";

/**
 * A report laid out as the SEC's generator prints it, as a person copies it: lines that say broker, quarter, month and
 * section hold for the tables below them; a section has a summary table, a venue table and the material aspects.
 * Tables of the other column families may stand under such lines too.
 */
export class Sheet {
  readonly #rows: Rows;
  #context: Context = {};
  #header: Header | null = null;
  #venueHeader: Header | null = null;
  #section: DraftSection | null = null;
  /** Lines under "Material Aspects:"; null outside. */
  #aspects: AspectLine[] | null = null;
  /** Lines above the first table that say nothing known: one of them may be the broker's name alone. */
  readonly #unread: string[] = [];
  /** Month headings. A month may have nothing below it. */
  readonly #months: { readonly at: number; readonly context: Context }[] = [];
  #stopped = false;

  constructor(
    private readonly delimiter: Delimiter,
    private readonly problems: CsvProblems,
  ) {
    this.#rows = new Rows(problems);
  }

  record(cells: readonly string[], at: number): void {
    if (this.#stopped) return;
    if (isBlank(cells)) this.#aspects?.push({ text: "", at });
    else if (isHeader(cells)) this.#startTable(cells, at);
    else if (!this.#readLine(cells, at)) this.#readRow(cells, at);
  }

  /** A line of running text: it may say broker, month or section, or be of the material aspects; others say nothing. */
  prose(text: string, at: number): void {
    if (!this.#stopped) this.#readLine([text], at);
  }

  finish(): ParseResult {
    this.#endAspects();
    if (!this.#venueHeader && !this.#stopped)
      this.problems.add("csv_layout", null, `No venue table was found. ${FAMILIES}`);
    const header = this.#venueHeader ?? readHeader([], 0);
    // Where columns say which report a row belongs to, the headings alone do not.
    if (OWN_REPORT.every((field) => header.fields[field] === -1)) {
      for (const { at, context } of this.#months) this.#rows.openMonth(at, context);
    }
    return this.#rows.finish(header, this.delimiter);
  }

  #startTable(cells: readonly string[], at: number): void {
    this.#endAspects();
    this.#header = readHeader(trimEnd(cells), at);
    if (this.#header.figures.every((column) => column === -1)) return;
    // Headers come again in every section: their problems are told once.
    if (!this.#venueHeader && !reportHeader(this.#header, this.problems)) this.#stopped = true;
    this.#venueHeader ??= this.#header;
  }

  /** Reads a line that is not a row of a table; false when it is one. */
  #readLine(cells: readonly string[], at: number): boolean {
    const line = trimEnd(cells).join(this.delimiter).trim();
    const heading = readHeading(cells, line);
    if (heading === "aspects") {
      this.#endAspects();
      this.#aspects = [];
    } else if (heading === "skip") {
      // "Summary", "Venues", "Generated on …": nothing to keep.
      this.#aspects?.push({ text: line, at });
    } else if (heading) {
      this.#endAspects();
      this.#enter(heading, at);
    } else if (this.#aspects) this.#aspects.push({ text: line, at });
    else if (!this.#header) this.#unread.push(line);
    else return false;
    return true;
  }

  #enter(heading: Context, at: number): void {
    const { filed_broker, quarter, month } = heading;
    if (filed_broker !== undefined && filed_broker !== this.#context.filed_broker) this.#context = {};
    else if (quarter !== undefined || month !== undefined) this.#context.section = undefined;
    this.#context = { ...this.#context, ...heading };
    this.#section = null;
    this.#header = this.#header && hasOwnSection(this.#header) ? this.#header : null;
    if (month !== undefined && this.#context.filed_broker) this.#months.push({ at, context: this.#context });
  }

  #readRow(cells: readonly string[], at: number): void {
    const header = this.#header;
    if (!header || !this.#isComplete(header, at)) return;
    // The SEC's generator prints dashes in the summary of a section that was not filed.
    const isSummary = header.figures.every((column) => column === -1);
    if (isSummary && cells.every((cell) => /^\s*-?\s*$/.test(cell))) return;
    this.#section = this.#rows.add(cells, at, header, this.#context) ?? this.#section;
  }

  /** Whether columns and lines above give all that says where a row belongs. */
  #isComplete(header: Header, at: number): boolean {
    const { fields } = header;
    const has = (field: keyof Context) => fields[field] >= 0 || Boolean(this.#context[field]);
    const broker = has("filed_broker") || fields.broker >= 0;
    const [only] = this.#unread;
    if (!broker && this.#unread.length === 1 && only) {
      this.#context.filed_broker = only;
      return this.#isComplete(header, at);
    }
    const missing = [
      ...(broker ? [] : ["the broker"]),
      ...(has("month") ? [] : ["the month"]),
      ...(has("section") ? [] : ["the section"]),
    ];
    if (missing.length === 0) return true;
    const message = `Neither a column nor a line above the table gives ${missing.join(", ")}. Expected columns bd, month and section, or lines such as "Broker: NAME", "January 2020" and "S&P 500 Stocks".`;
    this.problems.add("csv_layout", at, message);
    this.#stopped = true;
    return false;
  }

  #endAspects(): void {
    if (this.#aspects && this.#section) shareAspects(this.#aspects, this.#section, this.problems);
    this.#aspects = null;
  }
}

const OWN_REPORT = [
  "filed_broker",
  "broker",
  "year",
  "quarter",
  "series",
  "report_version",
  "report_id",
] as const;

function hasOwnSection(header: Header): boolean {
  return header.fields.section >= 0;
}

function trimEnd(cells: readonly string[]): readonly string[] {
  let end = cells.length;
  while (end > 0 && cells[end - 1]?.trim() === "") end -= 1;
  return cells.slice(0, end);
}
