import { FIGURE_INDEX } from "@/report/figures";
import { ORDER_TYPES } from "@/report/order-types";
import type { Section } from "@/report/sections";
import type { VenueKind } from "@/report/venue-kinds";

/** A venue row as rollups see it. */
export interface RollupRow {
  /** 1–12 */
  readonly month: number;
  readonly section: Section;
  readonly filedVenueId: number;
  readonly venueId: number;
  /** Kind of the venue in the section's asset class. */
  readonly kind: VenueKind;
  readonly reReported: boolean;
  /** In the order of `VENUE_FIGURES`. */
  readonly figures: readonly (number | null)[];
}

/**
 * The sums of one order type, in the order of the columns (`market_usd, market_abs …`). `usd`: Σ net
 * dollars; `abs`: Σ|dollars|; `rated_usd`, `rated_abs`: the same over the rated cells (dollars and rate
 * there, neither zero, of one sign); `shares`: Σ implied shares of those; `cover`: Σ venue percentage of
 * the rated rows. Null where no cell counts: blank is not zero.
 */
const SUM_NAMES = ["usd", "abs", "rated_usd", "rated_abs", "shares", "cover"] as const;
const PER_TYPE = SUM_NAMES.length;
const COUNT = ORDER_TYPES.length * PER_TYPE;

/** The sums of all order types together; then how many (report, month, section, order type) have any order. */
export const TOGETHER_COLUMNS = [...SUM_NAMES, "orders"];
export const SUM_COLUMNS = ORDER_TYPES.flatMap((type) => SUM_NAMES.map((name) => `${type}_${name}`));
/** How many (report, month, section) have any order of a type; in the order of the order types. */
export const ORDERS_COLUMNS = ORDER_TYPES.map((type) => `${type}_orders`);

const PLACES = ORDER_TYPES.map((type) => FIGURE_INDEX[type]);

/** Sums of venue rows, order types apart. The SQL twin is in queries/measures.ts; a test holds both equal. */
export class Sums {
  readonly #sums = new Float64Array(COUNT);
  /** One bit per sum: something was added to it. */
  #filled = 0;

  add(figures: readonly (number | null)[]): void {
    const sums = this.#sums;
    for (let type = 0; type < PLACES.length; type += 1) {
      const place = PLACES[type] as (typeof PLACES)[number];
      const usd = figures[place.usd] as number | null;
      if (usd === null) continue;
      const at = type * PER_TYPE;
      const size = Math.abs(usd);
      sums[at] = (sums[at] as number) + usd;
      sums[at + 1] = (sums[at + 1] as number) + size;
      this.#filled |= 0b11 << at;
      const cph = figures[place.cph] as number | null;
      if (cph === null || !(usd * cph > 0)) continue;
      sums[at + 2] = (sums[at + 2] as number) + usd;
      sums[at + 3] = (sums[at + 3] as number) + size;
      sums[at + 4] = (sums[at + 4] as number) + (usd * 10_000) / cph;
      this.#filled |= 0b11100 << at;
      const pct = figures[place.pct] as number | null;
      if (pct === null) continue;
      sums[at + 5] = (sums[at + 5] as number) + pct;
      this.#filled |= 0b100000 << at;
    }
  }

  merge(other: Sums): void {
    const sums = this.#sums;
    for (let i = 0; i < COUNT; i += 1) sums[i] = (sums[i] as number) + (other.#sums[i] as number);
    this.#filled |= other.#filled;
  }

  /** Of all order types together: the sums of `TOGETHER_COLUMNS`. */
  together(): (number | null)[] {
    return SUM_NAMES.map((_, name) => {
      let sum: number | null = null;
      for (let at = name; at < COUNT; at += PER_TYPE) {
        if ((this.#filled >> at) & 1) sum = (sum ?? 0) + (this.#sums[at] as number);
      }
      return sum;
    });
  }

  /** In the order of `SUM_COLUMNS`. */
  values(): (number | null)[] {
    return Array.from(this.#sums, (sum, i) => ((this.#filled >> i) & 1 ? sum : null));
  }
}

/** One bit per order type there is any order of: a percentage above zero, or dollars. */
export function orderTypesIn(figures: readonly (number | null)[]): number {
  let types = 0;
  for (let type = 0; type < PLACES.length; type += 1) {
    const { pct, usd } = PLACES[type] as (typeof PLACES)[number];
    if (((figures[pct] as number | null) ?? 0) > 0 || figures[usd]) types |= 1 << type;
  }
  return types;
}
