import { MOST_REPORTERS } from "@/report/filed-limits";
import type { ExecutionSum } from "../execution-report";
import { isOrderSize } from "../order-sizes";
import { type DetailedLayout, LEGACY_SIZES, LEGACY_TYPES, SUMMED } from "./detailed-fields";

/** Sums of one order type, size and lot flag while they grow. */
export type GrowingSum = { -readonly [key in keyof ExecutionSum]: ExecutionSum[key] };

/** Rows of one reporter for one month. */
export interface ReporterRows {
  readonly participant: string;
  readonly code: string;
  readonly month: string;
  /** By lot flag, size and type as they stand in the file, quotes and all; null: a size or type that is none. */
  readonly asFiled: Map<string, GrowingSum | null>;
  /** The same by what they say. */
  readonly sums: Map<string, GrowingSum>;
  /** Rows whose improved, at-quote and outside shares are not all that were executed, and the first of them. */
  unbalanced: number;
  firstUnbalanced: number;
}

const LF = 0x0a;
const CR = 0x0d;
const PIPE = 0x7c;
const QUOTE = 0x22;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const SPACE = 0x20;

const POWERS = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
/** A line of a detailed file has some 300 bytes. */
const MOST_LINE_BYTES = 65_536;
/** Shares are counted in hundredths at the finest. */
const SHARE_TOLERANCE = 0.01;
const REMEMBERED_BAD = 20;
/** Ways to write lot flag, size and type; real files have some hundred. */
const REMEMBERED_CELLS = 10_000;

/**
 * Sums a detailed file while its bytes go by: nothing of it is held but one line. It works on bytes, as files of 700,000 rows
 * of 55 cells are read in about a second so; as texts it would be ten.
 */
export class DetailedRows {
  readonly reporters = new Map<string, ReporterRows>();
  /** Rows with other than the right number of cells, or with a figure that is none; the first of them by line. */
  bad = 0;
  readonly badLines: { line: number; why: string }[] = [];
  rows = 0;
  /** The bytes are no lines at all. */
  isBroken = false;
  /** It has more reporters than a file can; no more is read. */
  hasTooMany = false;
  #carry: Buffer = Buffer.alloc(0);
  #line = 0;
  readonly #ends: Int32Array;
  readonly #values = new Float64Array(SUMMED.length);
  #head = Buffer.alloc(0);
  #reporter: ReporterRows | null = null;

  constructor(private readonly layout: DetailedLayout) {
    this.#ends = new Int32Array(layout.width + 1);
  }

  /** The next bytes of the file, which may be used for others afterwards. */
  write(chunk: Buffer): void {
    if (this.isBroken || this.hasTooMany) return;
    let from = 0;
    if (this.#carry.length > 0) {
      const end = chunk.indexOf(LF);
      const rest = end < 0 ? chunk : chunk.subarray(0, end + 1);
      const joined = Buffer.concat([this.#carry, rest]);
      this.#carry = Buffer.alloc(0);
      if (end < 0) {
        this.#keep(joined);
        return;
      }
      this.#row(joined, 0, joined.length - 1);
      from = end + 1;
    }
    for (let end = chunk.indexOf(LF, from); end >= 0; end = chunk.indexOf(LF, from)) {
      this.#row(chunk, from, end);
      from = end + 1;
    }
    this.#keep(Buffer.from(chunk.subarray(from)));
  }

  end(): void {
    if (this.#carry.length > 0 && !this.isBroken) this.#row(this.#carry, 0, this.#carry.length);
    this.#carry = Buffer.alloc(0);
  }

  #keep(rest: Buffer): void {
    this.#carry = rest;
    if (rest.length > MOST_LINE_BYTES) this.isBroken = true;
  }

  #row(bytes: Buffer, from: number, lineEnd: number): void {
    this.#line += 1;
    let start = from;
    if (this.#line === 1 && bytes[start] === 0xef && bytes[start + 1] === 0xbb) start += 3;
    const end = lineEnd > start && bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
    if (end === start || (this.#line === 1 && isHeader(bytes, start, end))) return;
    this.rows += 1;
    const { width } = this.layout;
    const ends = this.#ends;
    let cells = 0;
    for (let at = start; at < end; at++) {
      if (bytes[at] !== PIPE) continue;
      if (cells === width) break;
      ends[cells++] = at;
    }
    if (cells < width) ends[cells++] = end;
    else cells += 1;
    if (cells !== width) {
      // A delimiter behind the last cell is no cell.
      const isClosed = cells === width + 1 && ends[width - 1] === end - 1;
      if (!isClosed) {
        this.#refuse(`has ${cells > width ? `more than ${width}` : cells} cells; expected ${width}`);
        return;
      }
    }
    const wrong = this.#readFigures(bytes, start);
    if (wrong >= 0) {
      this.#refuse(`has a figure that is none in cell ${wrong + 1}`);
      return;
    }
    const reporter = this.#reporterOf(bytes, start);
    const sum = reporter && this.#sumOf(reporter, bytes);
    if (!reporter || !sum) {
      this.#refuse("has a code, month, size or type that is none");
      return;
    }
    this.#add(reporter, sum);
  }

  #refuse(why: string): void {
    this.bad += 1;
    if (this.badLines.length < REMEMBERED_BAD) this.badLines.push({ line: this.#line, why });
  }

  /** The place of a cell that is no number; -1: all are. Blank is NaN. */
  #readFigures(bytes: Buffer, start: number): number {
    const { figures } = this.layout;
    for (let i = 0; i < figures.length; i++) {
      const place = figures[i] as number;
      if (place < 0) {
        this.#values[i] = Number.NaN;
        continue;
      }
      const from = place === 0 ? start : (this.#ends[place - 1] as number) + 1;
      const value = readFigure(bytes, from, this.#ends[place] as number);
      if (value === null) return place;
      this.#values[i] = value;
    }
    return -1;
  }

  /** Nearly every row is of the same reporter and month as the one before. */
  #reporterOf(bytes: Buffer, start: number): ReporterRows | null {
    const length = (this.#ends[2] as number) - start;
    const known = this.#reporter;
    if (
      known &&
      length === this.#head.length &&
      bytes.compare(this.#head, 0, length, start, start + length) === 0
    )
      return known;
    const head = bytes.toString("latin1", start, start + length).replaceAll('"', "");
    const [participant = "", code = "", month = ""] = head.split("|").map((cell) => cell.trim());
    if (
      !/^[A-Z]$/.test(participant) ||
      !/^[A-Z0-9]{1,8}$/i.test(code) ||
      !/^20\d{2}(0[1-9]|1[0-2])$/.test(month)
    )
      return null;
    const key = [participant, code, month].join("|");
    let reporter = this.reporters.get(key);
    if (!reporter) {
      if (this.reporters.size === MOST_REPORTERS) {
        this.hasTooMany = true;
        return null;
      }
      reporter = {
        participant,
        code,
        month,
        asFiled: new Map(),
        sums: new Map(),
        unbalanced: 0,
        firstUnbalanced: 0,
      };
      this.reporters.set(key, reporter);
    }
    this.#head = Buffer.from(bytes.subarray(start, start + length));
    this.#reporter = reporter;
    return reporter;
  }

  /** Lot flag, size and type stand beside each other. */
  #sumOf({ asFiled, sums }: ReporterRows, bytes: Buffer): GrowingSum | null {
    const { lot, size, type } = this.layout;
    const first = Math.min(lot ?? size, size, type);
    const from = (this.#ends[first - 1] as number) + 1;
    const key = bytes.toString("latin1", from, this.#ends[Math.max(size, type)]);
    const known = asFiled.get(key);
    if (known !== undefined) return known;
    const cells = key.split("|").map((cell) => cell.replaceAll('"', "").trim());
    const cell = (place: number | null) => (place === null ? "" : (cells[place - first] ?? ""));
    let sum: GrowingSum | null = null;
    if (isKnown(cell(type), cell(size), lot === null)) {
      const said = [cell(type), cell(size), cell(lot)].join("|");
      sum = sums.get(said) ?? emptySum(cell(type), cell(size), cell(lot));
      sums.set(said, sum);
    }
    if (asFiled.size < REMEMBERED_CELLS) asFiled.set(key, sum);
    return sum;
  }

  #add(reporter: ReporterRows, sum: GrowingSum): void {
    const values = this.#values;
    const executed = (values[3] || 0) + (values[4] || 0);
    sum.rows += 1;
    sum.orders += values[0] || 0;
    sum.shares += values[1] || 0;
    sum.cancelledShares += values[2] || 0;
    sum.executedShares += values[3] || 0;
    sum.executedAwayShares += values[4] || 0;
    const improved = values[9] || 0;
    const atQuote = values[11] || 0;
    const outside = values[12] || 0;
    sum.improvedShares += improved;
    sum.improvedUsd += improved * (values[10] || 0);
    sum.atQuoteShares += atQuote;
    sum.outsideShares += outside;
    sum.outsideUsd += outside * (values[13] || 0);
    if (Math.abs(improved + atQuote + outside - executed) > SHARE_TOLERANCE) {
      reporter.unbalanced += 1;
      if (reporter.unbalanced === 1) reporter.firstUnbalanced = this.#line;
    }
    const effective = values[7] as number;
    if (executed === 0 || Number.isNaN(effective)) return;
    if (this.#isPossible()) {
      sum.ratedShares += executed;
      sum.effectiveUsd += executed * effective;
      sum.quotedUsd += executed * (values[6] || 0);
      sum.midpointUsd += executed * (values[5] || 0);
    } else {
      sum.leftOutShares += executed;
      sum.leftOutRows += 1;
    }
  }

  /** The rule as it was has no price to hold a spread against. */
  #isPossible(): boolean {
    if (this.layout.lot === null) return true;
    const [midpoint, quoted, effective, percent] = [5, 6, 7, 8].map((i) => this.#values[i] as number) as [
      number,
      number,
      number,
      number,
    ];
    if (Number.isNaN(midpoint) || Number.isNaN(quoted)) return false;
    if (Math.abs(percent) > 1) return false;
    return midpoint > 0 && Math.abs(effective) <= midpoint && quoted <= midpoint;
  }
}

function isHeader(bytes: Buffer, start: number, end: number): boolean {
  return bytes
    .toString("latin1", start, Math.min(end, start + 64))
    .replaceAll('"', "")
    .startsWith("DsgntParticipant");
}

function isKnown(type: string, size: string, isLegacy: boolean): boolean {
  if (isLegacy) return LEGACY_TYPES.some((one) => one === type) && LEGACY_SIZES.some((one) => one === size);
  return /^[ML][XYN]{4}$/.test(type) && /^\d+$/.test(size) && isOrderSize(Number(size));
}

function emptySum(type: string, size: string, lot: string): GrowingSum {
  return {
    type,
    size,
    lot,
    rows: 0,
    orders: 0,
    shares: 0,
    cancelledShares: 0,
    executedShares: 0,
    executedAwayShares: 0,
    improvedShares: 0,
    improvedUsd: 0,
    atQuoteShares: 0,
    outsideShares: 0,
    outsideUsd: 0,
    ratedShares: 0,
    effectiveUsd: 0,
    quotedUsd: 0,
    midpointUsd: 0,
    leftOutShares: 0,
    leftOutRows: 0,
  };
}

/** NaN: blank. Null: no number. */
function readFigure(bytes: Buffer, from: number, to: number): number | null {
  let start = from;
  let end = to;
  while (start < end && bytes[start] === SPACE) start += 1;
  while (end > start && bytes[end - 1] === SPACE) end -= 1;
  if (end - start >= 2 && bytes[start] === QUOTE && bytes[end - 1] === QUOTE) {
    start += 1;
    end -= 1;
  }
  if (start === end) return Number.NaN;
  const sign = bytes[start];
  let at = sign === MINUS || sign === PLUS ? start + 1 : start;
  let value = 0;
  let digits = 0;
  let decimals = -1;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte >= ZERO && byte <= ZERO + 9) {
      value = value * 10 + byte - ZERO;
      digits += 1;
      if (decimals >= 0) decimals += 1;
    } else if (byte === POINT && decimals < 0) decimals = 0;
    else return readUnusual(bytes.toString("latin1", start, end));
  }
  if (digits === 0 || digits > 15) return readUnusual(bytes.toString("latin1", start, end));
  if (decimals > 0) value /= POWERS[decimals] as number;
  return sign === MINUS ? -value : value;
}

function readUnusual(text: string): number | null {
  if (/^[+-]?(nan|inf)$/i.test(text)) return Number.NaN;
  if (!/^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
