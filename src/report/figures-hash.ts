import { createHash } from "node:crypto";
import { formatQuarter } from "./quarter";
import type { Report, VenueRow } from "./report";

/**
 * A hash of every figure of a report, the same for the same figures whatever the format, names or
 * order of the rows: equal hashes of one broker and quarter are sources of one version. Sections with
 * nothing in them count as absent, because a PDF draws them as an empty table.
 */
export function figuresHash(report: Report): string {
  const text = new FigureText();
  text.add(formatQuarter(report.quarter));
  for (const month of [...report.months].sort((a, b) => a.month - b.month)) {
    for (const { section, mix, venues } of month.sections) {
      if (venues.length === 0 && mix.every((value) => value === null)) continue;
      text.add(`\n${month.month} ${section} `);
      text.addFigures(mix);
      text.add("\n");
      text.addSorted(venues);
    }
  }
  return createHash("sha256").update(text.bytes()).digest("hex");
}

const POINT = 0x2e;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const LF = 0x0a;

/** Used by one report after the other; a report of 1,000 rows takes about 100 kB. */
let scratch = Buffer.alloc(1 << 16);

/**
 * What is hashed, byte by byte: this runs over every figure of an import, and by way of JavaScript's own
 * strings it took twice as long.
 */
class FigureText {
  #end = 0;

  bytes(): Uint8Array {
    return scratch.subarray(0, this.#end);
  }

  add(text: string): void {
    this.#reserve(text.length);
    this.#end += scratch.write(text, this.#end, "latin1");
  }

  /** The rows' figures in the order of their bytes, a line feed between them. */
  addSorted(rows: readonly VenueRow[]): void {
    const start = this.#end;
    const lines = rows.map(({ figures }) => {
      const from = this.#end;
      this.addFigures(figures);
      return { from, to: this.#end };
    });
    lines.sort((a, b) => scratch.compare(scratch, b.from, b.to, a.from, a.to));
    // Copied in order behind the unsorted lines, then moved over them. Rows are short: a loop beats Buffer.copy.
    this.#reserve(this.#end - start + lines.length);
    let at = this.#end;
    for (const { from, to } of lines) {
      if (at > this.#end) scratch[at++] = LF;
      for (let i = from; i < to; i += 1) scratch[at++] = scratch[i] as number;
    }
    scratch.copyWithin(start, this.#end, at);
    at -= this.#end - start;
    this.#end = at;
  }

  /**
   * `figures.join(",")`. Filed figures have four decimals at most, so they are written as whole
   * ten-thousandths, digit by digit; such a number has at most 15 digits and hence no shorter way to be
   * written. Any other number is left to JavaScript.
   */
  addFigures(figures: readonly (number | null)[]): void {
    this.#reserve(figures.length * LONGEST_FIGURE);
    let at = this.#end;
    for (let i = 0; i < figures.length; i += 1) {
      if (i > 0) scratch[at++] = COMMA;
      const value = figures[i] as number | null;
      if (value === null) continue;
      const size = value < 0 ? -value : value;
      const tenThousandths = Math.round(size * 1e4);
      if (tenThousandths / 1e4 !== size || tenThousandths >= 1e15) {
        at += scratch.write(String(value), at, "latin1");
      } else {
        if (value < 0) scratch[at++] = MINUS;
        const whole = Math.floor(tenThousandths / 1e4);
        at = writeDecimal(whole, tenThousandths - whole * 1e4, at);
      }
    }
    this.#end = at;
  }

  #reserve(bytes: number): void {
    if (this.#end + bytes <= scratch.length) return;
    const larger = Buffer.alloc(2 * (this.#end + bytes));
    scratch.copy(larger, 0, 0, this.#end);
    scratch = larger;
  }
}

/** Characters of a double, its sign and the comma before it. */
const LONGEST_FIGURE = 26;

/** Writes a decimal without needless zeros into the scratch; returns where it ends. */
function writeDecimal(whole: number, tenThousandths: number, from: number): number {
  let end = from;
  if (whole >= 1e9) {
    const billions = Math.floor(whole / 1e9);
    end = writeDecimal(billions, 0, from);
    const rest = whole - billions * 1e9;
    for (let unit = 1e8; unit >= 1; unit /= 10) scratch[end++] = ZERO + (Math.floor(rest / unit) % 10);
  } else {
    let left = whole | 0;
    for (end += 1; left >= 10; left = (left / 10) | 0) end += 1;
    left = whole | 0;
    for (let at = end - 1; at >= from; at -= 1) {
      const next = (left / 10) | 0;
      scratch[at] = ZERO + (left - next * 10);
      left = next;
    }
  }
  if (tenThousandths === 0) return end;
  scratch[end++] = POINT;
  let left = tenThousandths | 0;
  for (let unit = 1000; left > 0; unit = (unit / 10) | 0) {
    const digit = (left / unit) | 0;
    scratch[end++] = ZERO + digit;
    left -= digit * unit;
  }
  return end;
}

/**
 * What URLs and the API call a report: its quarter and ten digits of a hash of what was filed — the
 * broker's filed name, the series, the figures. The same in every store, and after an export is
 * imported again.
 */
export function publicIdOf(report: Report, figures: string): string {
  const broker = report.filedBroker.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const hash = createHash("sha256").update([broker, report.series, figures].join("\0")).digest("hex");
  return `${formatQuarter(report.quarter)}-${hash.slice(0, 10)}`;
}
