import type { ParseResult } from "../parse-result";
import { fold, type Header, isHeader, readHeader } from "./columns";
import { reportHeader } from "./header-problems";
import type { CsvProblems } from "./problems";
import type { Delimiter } from "./records";
import { Rows } from "./rows";

/** A table of one header and data rows that say everything themselves. */
export class Table {
  readonly #rows: Rows;
  readonly #header: Header;
  readonly #headerId: string;
  readonly #usable: boolean;

  /** Whether a row is a header with columns for all that a data row must say. */
  static hasHeader(cells: readonly string[]): boolean {
    if (!isHeader(cells)) return false;
    const { fields } = readHeader(cells, 1);
    return fields.section >= 0 && fields.month >= 0 && Math.max(fields.filed_broker, fields.broker) >= 0;
  }

  constructor(
    headerCells: readonly string[],
    at: number,
    private readonly delimiter: Delimiter,
    private readonly problems: CsvProblems,
  ) {
    this.#rows = new Rows(problems);
    this.#header = readHeader(headerCells, at);
    this.#headerId = headerCells.map(fold).join();
    this.#usable = reportHeader(this.#header, problems);
  }

  record(cells: readonly string[], at: number): void {
    if (!this.#usable || at <= this.#header.at || isBlank(cells)) return;
    // A number has no letters, so this spares nearly all rows the look at every cell.
    if (/[a-z]/i.test(cells[this.#header.figures[0] ?? 0] ?? "") && isHeader(cells))
      this.#anotherHeader(cells, at);
    else this.#rows.add(cells, at, this.#header);
  }

  finish(): ParseResult {
    return this.#rows.finish(this.#header, this.delimiter);
  }

  /** Exports put one behind the other repeat the header; any other header would shift the columns. */
  #anotherHeader(cells: readonly string[], at: number): void {
    if (cells.map(fold).join() === this.#headerId) return;
    const message = `The row is a header, but another one than in row ${this.#header.at}; expected one table.`;
    this.problems.add("csv_layout", at, message);
  }
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}
