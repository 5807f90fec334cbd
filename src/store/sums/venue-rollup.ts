import type { Database } from "better-sqlite3";
import { FIGURE_INDEX } from "@/report/figures";
import { ORDER_TYPES } from "@/report/order-types";
import { SECTIONS, type Section } from "@/report/sections";
import { RowInserter, type Value } from "@/store/insert-rows";
import { orderTypesIn, type RollupRow, TOGETHER_COLUMNS } from "./rollup-sums";

/*
 * The table venue_rollup: what one report says of one venue in one section, order types together; re-reported rows
 * apart. A third of the filed rows and half as wide: questions about some of the venues of many brokers
 * are answered from it.
 */

/** The orders are packed by month. */
const COLUMNS = ["report_id", "section", "venue_id", "re_reported", ...TOGETHER_COLUMNS];
const PLACES = ORDER_TYPES.map((type) => FIGURE_INDEX[type]);

const inserters = new WeakMap<Database, RowInserter>();

/** Writes the rows of a report that has none, in the caller's transaction. */
export function writeVenueRollup(database: Database, reportId: number, rows: Iterable<RollupRow>): void {
  const venues = new Map<number, VenueSums>();
  /** By section and month, one bit per order type there is any order of. */
  const orders = new Uint8Array(3 * SECTIONS.length);
  for (const { month, section: name, venueId, reReported, figures } of rows) {
    const section = SECTIONS.indexOf(name);
    const key = (venueId * SECTIONS.length + section) * 2 + (reReported ? 1 : 0);
    let sums = venues.get(key);
    if (!sums) {
      sums = new VenueSums(name, venueId, reReported);
      venues.set(key, sums);
    }
    const place = 3 * section + ((month - 1) % 3);
    sums.add(figures, (month - 1) % 3);
    orders[place] = (orders[place] as number) | orderTypesIn(figures);
  }
  const values: Value[] = [];
  for (const sums of venues.values()) sums.appendTo(values, reportId, orders);
  let inserter = inserters.get(database);
  if (!inserter) {
    inserter = new RowInserter(database, "venue_rollup", COLUMNS);
    inserters.set(database, inserter);
  }
  inserter.insert(values);
}

class VenueSums {
  #usd = 0;
  #abs = 0;
  #ratedUsd = 0;
  #ratedAbs = 0;
  #shares = 0;
  #cover = 0;
  #hasUsd = false;
  #hasShares = false;
  #hasCover = false;
  /** One bit per month of the quarter that has a row. */
  #months = 0;
  constructor(
    private readonly section: Section,
    private readonly venueId: number,
    private readonly reReported: boolean,
  ) {}

  add(figures: readonly (number | null)[], month: number): void {
    this.#months |= 1 << month;
    for (let type = 0; type < PLACES.length; type += 1) {
      const place = PLACES[type] as (typeof PLACES)[number];
      const usd = figures[place.usd] as number | null;
      if (usd === null) continue;
      this.#hasUsd = true;
      this.#usd += usd;
      this.#abs += Math.abs(usd);
      const cph = figures[place.cph] as number | null;
      if (cph === null || !(usd * cph > 0)) continue;
      this.#hasShares = true;
      this.#ratedUsd += usd;
      this.#ratedAbs += Math.abs(usd);
      this.#shares += (usd * 10_000) / cph;
      const pct = figures[place.pct] as number | null;
      if (pct === null) continue;
      this.#hasCover = true;
      this.#cover += pct;
    }
  }

  /** `orders`: of all rows of the report, those of other venues too. */
  appendTo(values: Value[], reportId: number, orders: Uint8Array): void {
    const [usd, shares] = [this.#hasUsd, this.#hasShares];
    values.push(
      reportId,
      this.section,
      this.venueId,
      this.reReported ? 1 : 0,
      usd ? this.#usd : null,
      usd ? this.#abs : null,
      shares ? this.#ratedUsd : null,
      shares ? this.#ratedAbs : null,
      shares ? this.#shares : null,
      this.#hasCover ? this.#cover : null,
      this.#packedOrders(orders),
    );
  }

  /** How many order types have any order in the section, of each month this venue is listed in: three bits a month. */
  #packedOrders(orders: Uint8Array): number {
    const first = 3 * SECTIONS.indexOf(this.section);
    let packed = 0;
    for (let month = 0; month < 3; month += 1) {
      if (((this.#months >> month) & 1) === 0) continue;
      let types = 0;
      for (let left = orders[first + month] as number; left !== 0; left &= left - 1) types += 1;
      packed |= types << (3 * month);
    }
    return packed;
  }
}
