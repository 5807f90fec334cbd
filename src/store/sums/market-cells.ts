import { ORDER_TYPES } from "@/report/order-types";
import { quarterFromIndex } from "@/report/quarter";
import { SECTIONS, type Section } from "@/report/sections";
import { EXCHANGE_KINDS, VENUE_KINDS } from "@/report/venue-kinds";
import { orderTypesIn, type RollupRow, Sums } from "./rollup-sums";

/*
 * What the reports of a quarter add up to, for the rows of market_rollup. Each row is about some of the
 * venues (`venues`): all, those that are no exchange, one kind, or a single one. How many reports and
 * orders there are does not add up over venues or months, so these are counted for each row by itself.
 */

const TOTALS = ["all", "no_exchanges"] as const;
const ALL = 0;
const NO_EXCHANGES = 1;
const LABELS: readonly string[] = [...TOTALS, ...VENUE_KINDS];
/** `venues` as a number: its place in LABELS, or for a single venue this much above its id. */
const FIRST_VENUE = LABELS.length;

/** The quarter as a whole; else months are 1–12. */
export const WHOLE_QUARTER = 0;

export interface MarketCell {
  readonly month: number;
  readonly section: Section;
  /** `all`, `no_exchanges`, a kind, or `venue` for a single one. */
  readonly venues: string;
  /** 0: not a single venue. */
  readonly venueId: number;
  /** What including re-reported rows adds. */
  readonly reReported: boolean;
  readonly sums: Sums;
  /** Reports with such a row; those of them without one in an earlier section; orders by type. */
  readonly counts: Int32Array;
}

/** Section-months of a quarter as bits: 3 × section + month within the quarter. */
interface Scope {
  readonly within: number;
  /** The same months in earlier sections. */
  readonly earlier: number;
}

const MONTHS = [0, 1, 2];
const EVERY_MONTH = 0b111;

function scopeOf(section: number, months: number): Scope {
  let earlier = 0;
  for (let i = 0; i < section; i += 1) earlier |= months << (3 * i);
  return { within: months << (3 * section), earlier };
}

const QUARTER_SCOPES = SECTIONS.map((_, section) => scopeOf(section, EVERY_MONTH));
const MONTH_SCOPES = SECTIONS.map((_, section) => MONTHS.map((month) => scopeOf(section, 1 << month)));

/** Section-months in which a report has rows that count, and rows of any sort. */
interface Places {
  counted: number;
  all: number;
}

export class MarketCells {
  readonly #cells = new Map<number, MarketCell>();
  readonly #firstMonth: number;
  constructor(quarter: number) {
    this.#firstMonth = 3 * quarterFromIndex(quarter).quarter - 2;
  }

  /** Adds one current report. */
  add(rows: readonly RollupRow[]): void {
    const places = new Map<number, Places>();
    const orders = ORDER_TYPES.map(() => 0);
    for (const { month, section: name, venueId, kind, reReported, figures } of rows) {
      const section = SECTIONS.indexOf(name);
      const bit = 1 << (3 * section + month - this.#firstMonth);
      const ofKind = TOTALS.length + VENUE_KINDS.indexOf(kind);
      const ofVenue = FIRST_VENUE + venueId;
      this.#cell(ofKind, month, section, reReported).sums.add(figures);
      this.#cell(ofVenue, WHOLE_QUARTER, section, reReported).sums.add(figures);
      const types = orderTypesIn(figures);
      for (let i = 0; i < orders.length; i += 1) {
        if ((types >> i) & 1) orders[i] = (orders[i] as number) | bit;
      }
      note(places, ALL, bit, reReported);
      note(places, ofKind, bit, reReported);
      note(places, ofVenue, bit, reReported);
      if (!EXCHANGE_KINDS.includes(kind)) note(places, NO_EXCHANGES, bit, reReported);
    }
    for (const [label, place] of places) {
      for (let section = 0; section < SECTIONS.length; section += 1) {
        this.#count(label, WHOLE_QUARTER, section, QUARTER_SCOPES[section] as Scope, place, orders);
        if (label >= FIRST_VENUE) continue;
        for (const month of MONTHS) {
          const scope = MONTH_SCOPES[section]?.[month] as Scope;
          this.#count(label, this.#firstMonth + month, section, scope, place, orders);
        }
      }
    }
  }

  #count(
    label: number,
    month: number,
    section: number,
    { within, earlier }: Scope,
    { counted, all }: Places,
    orders: readonly number[],
  ): void {
    if ((all & within) === 0) return;
    const without = counts(counted, within, earlier, orders);
    if ((counted & within) !== 0) increase(this.#cell(label, month, section, false).counts, without);
    if (counted === all) return;
    const added = counts(all, within, earlier, orders).map((value, i) => value - (without[i] as number));
    if (added.some((value) => value !== 0)) {
      increase(this.#cell(label, month, section, true).counts, added);
    }
  }

  #cell(label: number, month: number, section: number, reReported: boolean): MarketCell {
    const key = ((label * 13 + month) * SECTIONS.length + section) * 2 + (reReported ? 1 : 0);
    let cell = this.#cells.get(key);
    if (!cell) {
      cell = {
        month,
        section: SECTIONS[section] as Section,
        venues: LABELS[label] ?? "venue",
        venueId: Math.max(0, label - FIRST_VENUE),
        reReported,
        sums: new Sums(),
        counts: new Int32Array(2 + ORDER_TYPES.length),
      };
      this.#cells.set(key, cell);
    }
    return cell;
  }

  /** All cells with their sums. Those of months, all venues and no exchanges add up from the kinds'. */
  finish(): Iterable<MarketCell> {
    for (const cell of [...this.#cells.values()]) {
      if (cell.month === WHOLE_QUARTER) continue;
      const kind = LABELS.indexOf(cell.venues);
      if (kind < TOTALS.length) continue;
      const section = SECTIONS.indexOf(cell.section);
      const into = (label: number, month: number) =>
        this.#cell(label, month, section, cell.reReported).sums.merge(cell.sums);
      into(kind, WHOLE_QUARTER);
      const labels = EXCHANGE_KINDS.includes(VENUE_KINDS[kind - TOTALS.length] as never)
        ? [ALL]
        : [ALL, NO_EXCHANGES];
      for (const label of labels) {
        into(label, WHOLE_QUARTER);
        into(label, cell.month);
      }
    }
    return this.#cells.values();
  }
}

function note(places: Map<number, Places>, label: number, bit: number, reReported: boolean): void {
  let place = places.get(label);
  if (!place) {
    place = { counted: 0, all: 0 };
    places.set(label, place);
  }
  place.all |= bit;
  if (!reReported) place.counted |= bit;
}

function counts(places: number, within: number, earlier: number, orders: readonly number[]): number[] {
  const has = (places & within) !== 0;
  const first = has && (places & earlier) === 0;
  return [has ? 1 : 0, first ? 1 : 0, ...orders.map((bits) => bitCount(places & within & bits))];
}

function bitCount(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
}

function increase(counts: Int32Array, by: readonly number[]): void {
  for (let i = 0; i < counts.length; i += 1) counts[i] = (counts[i] as number) + (by[i] as number);
}
