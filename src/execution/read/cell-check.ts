import { clip } from "@/report/clip";
import { MOST_FIGURE, MOST_NAME, tooLong } from "@/report/filed-limits";
import { type Finding, type FindingCode, finding } from "@/report/findings";
import { EXECUTION_TYPES, ORDER_SIZES, SP500_FLAGS } from "../order-sizes";
import { readMonth } from "../report-month";
import { STATISTICS } from "../statistics";

/** Row of the file from 1, the header included, and column from 0. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
  readonly field: string;
}

/** As the SEC's schema has it; the digits behind the sixth decimal are told of and kept. */
const NUMBER = /^[+-]?\d+(?:\.(\d*))?(?:[eE][+-]?\d+)?$/;
const MOST_DECIMALS = 6;
const NOTHING = ["nan", "NaN", "inf", "+inf", "-inf"];
const FIRST_MONTH = 202501;
const LAST_MONTH = 209912;

const ALLOWED = {
  sp500: SP500_FLAGS,
  size: ORDER_SIZES.map(String),
  type: EXECUTION_TYPES,
} as const satisfies Record<string, readonly string[]>;

/** Holds the cells of a summary to the rules of the SEC's schema (oes-metadata.json), one finding per cell that breaks one. */
export class CellCheck {
  constructor(
    private readonly file: string,
    private readonly findings: Finding[],
  ) {}

  /** Code of a participant or reporter; null with a finding. */
  code(filed: string, place: CellPlace): string | null {
    const text = filed.trim();
    if (/^[A-Z]{1,100}$/.test(text)) return text;
    this.#add("execution_key", filed, place, "capital letters A to Z, at most 100");
    return null;
  }

  month(filed: string, place: CellPlace): number | null {
    const text = filed.trim();
    const month = /^\d{6}$/.test(text) ? readMonth(text) : null;
    if (month !== null && month >= FIRST_MONTH && month <= LAST_MONTH) return month;
    this.#add("execution_key", filed, place, `a month YYYYMM from ${FIRST_MONTH} to ${LAST_MONTH}`);
    return null;
  }

  oneOf(what: keyof typeof ALLOWED, filed: string, place: CellPlace): string | null {
    const text = filed.trim();
    const allowed: readonly string[] = ALLOWED[what];
    if (allowed.includes(text)) return text;
    this.#add("execution_key", filed, place, `one of ${allowed.join(", ")}`);
    return null;
  }

  /** The statistic as filed; null: empty, nothing to compute, or with a finding that refuses the file. */
  statistic(index: number, filed: string, place: CellPlace): string | null {
    const text = filed.trim();
    const spec = STATISTICS[index];
    if (!spec) return null;
    if (text === "" || (spec.isQuotient && NOTHING.includes(text))) {
      this.#add("execution_blank", filed, place, "a number; it is kept as not known, and is not zero");
      return null;
    }
    if (!this.#isShort(text, MOST_FIGURE, place)) return null;
    const [, decimals = ""] = NUMBER.exec(text) ?? [];
    if (!NUMBER.test(text) || !Number.isFinite(Number(text))) {
      this.#add("execution_number", filed, place, "a signed or unsigned number of up to six decimal places");
      return null;
    }
    const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = spec;
    const value = Number(text);
    if (value < least || value > most) {
      this.#add("execution_range", filed, place, rangeWords(least, most));
      return null;
    }
    if (decimals.length > MOST_DECIMALS) {
      this.#add("execution_decimals", filed, place, "at most six decimal places; it is kept as filed");
    }
    return text;
  }

  /** A text that is kept as it is; "" with a finding that refuses the file. */
  text(filed: string, place: CellPlace): string {
    return this.#isShort(filed, MOST_NAME, place) ? filed : "";
  }

  #isShort(text: string, most: number, place: CellPlace): boolean {
    const message = tooLong(place.field, text.length, most);
    if (message) this.#tell("limit_exceeded", message, text, place);
    return message === null;
  }

  /** The SEC's own messages count rows of data and columns from 1: R1C3. */
  #add(code: FindingCode, filed: string, { row, column, field }: CellPlace, expected: string): void {
    const message = `${field} is "${clip(filed, MOST_FIGURE)}" at R${row - 1}C${column + 1}; expected ${expected}.`;
    this.#tell(code, message, filed, { row, column, field });
  }

  #tell(code: FindingCode, message: string, filed: string, { row, field }: CellPlace): void {
    this.findings.push(finding(code, message, { file: this.file, position: `row ${row}`, field }, filed));
  }
}

function rangeWords(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return `at least ${least}`;
  return least === Number.NEGATIVE_INFINITY ? `at most ${most}` : `${least} to ${most}`;
}
