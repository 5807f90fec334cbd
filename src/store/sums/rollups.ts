import type { Database } from "better-sqlite3";
import { VENUE_FIGURES } from "@/report/figures";
import { SECTIONS, type Section } from "@/report/sections";
import type { VenueKind } from "@/report/venue-kinds";
import { statement } from "@/store/statement";
import {
  ORDERS_COLUMNS,
  orderTypesIn,
  type RollupRow,
  SUM_COLUMNS,
  Sums,
  TOGETHER_COLUMNS,
} from "./rollup-sums";
import { markStale } from "./stale-rollups";
import { writeVenueRollup } from "./venue-rollup";

/*
 * Sums kept beside the facts, so that questions about a whole market need not add up millions of rows:
 *   rollup          one report: section × re-reported, order types together and apart
 *   venue_rollup    one report: section × venue × re-reported, order types together (venue-rollup.ts)
 *   market_rollup   all current reports: quarter or month × section × venues (market-rollup.ts)
 * A row of re-reported flow holds what including it adds, so that sums without and with it are one row,
 * and both rows added.
 */

const COLUMNS = [
  "report_id",
  "section",
  "re_reported",
  ...TOGETHER_COLUMNS,
  ...SUM_COLUMNS,
  ...ORDERS_COLUMNS,
];
const INSERT = `INSERT INTO rollup (${COLUMNS.join(", ")}) VALUES (${COLUMNS.map(() => "?").join(", ")})`;

/** Writes the rollups of a report that has none from its rows, in the caller's transaction. The market's is not
 * touched. */
export function writeRollup(database: Database, reportId: number, rows: readonly RollupRow[]): void {
  writeVenueRollup(database, reportId, rows);
  const insert = statement(database, INSERT);
  const sections = new Map<Section, SectionRollup>();
  for (const row of rows) {
    let section = sections.get(row.section);
    if (!section) {
      section = new SectionRollup();
      sections.set(row.section, section);
    }
    section.add(row);
  }
  for (const section of SECTIONS) {
    for (const values of sections.get(section)?.rows() ?? []) insert.run(reportId, section, ...values);
  }
}

/** The same for a report that may have one. */
export function replaceRollup(database: Database, reportId: number, rows: readonly RollupRow[]): void {
  statement(database, "DELETE FROM rollup WHERE report_id = ?").run(reportId);
  statement(database, "DELETE FROM venue_rollup WHERE report_id = ?").run(reportId);
  writeRollup(database, reportId, rows);
}

/** The same from the facts, after they were changed; the market's rollup is then to be made again. */
export function rebuildRollup(database: Database, reportId: number): void {
  replaceRollup(database, reportId, rowsOfReport(database, reportId));
  markStale(database, reportId);
}

const ROWS = `
  SELECT v.month, v.section, f.id, f.venue_id, f.kind, v.re_reported,
    ${VENUE_FIGURES.map(({ key }) => `v.${key}`).join(", ")}
  FROM venue_row v JOIN filed_venue f ON f.id = v.filed_venue_id
  WHERE v.report_id = ?`;

type RawRow = [number, Section, number, number, VenueKind, number, ...(number | null)[]];

/** The stored rows of a report as rollups see them. */
export function rowsOfReport(database: Database, reportId: number): RollupRow[] {
  const rows = statement<[number]>(database, ROWS).raw().all(reportId) as RawRow[];
  return rows.map(([month, section, filedVenueId, venueId, kind, reReported, ...figures]) => ({
    month,
    section,
    filedVenueId,
    venueId,
    kind,
    reReported: reReported === 1,
    figures,
  }));
}

/** One section of a report over its months. */
class SectionRollup {
  readonly #counted = new Sums();
  readonly #reReported = new Sums();
  /** One bit per month (1–12): has rows that count, has rows that are re-reported. */
  #monthsCounted = 0;
  #monthsReReported = 0;
  /** By month, one bit per order type there is any order of. */
  readonly #orders = new Uint8Array(13);

  add({ month, reReported, figures }: RollupRow): void {
    (reReported ? this.#reReported : this.#counted).add(figures);
    if (reReported) this.#monthsReReported |= 1 << month;
    else this.#monthsCounted |= 1 << month;
    this.#orders[month] = (this.#orders[month] as number) | orderTypesIn(figures);
  }

  *rows(): Generator<(number | null)[]> {
    const counted = this.#monthsCounted;
    const added = this.#monthsReReported & ~counted;
    if (counted !== 0) yield [0, ...this.#columns(this.#counted, counted)];
    if (this.#monthsReReported !== 0) yield [1, ...this.#columns(this.#reReported, added)];
  }

  #columns(sums: Sums, months: number): (number | null)[] {
    const orders = this.#ordersIn(months);
    const all = orders.reduce((sum, count) => sum + count, 0);
    return [...sums.together(), all, ...sums.values(), ...orders];
  }

  #ordersIn(months: number): number[] {
    const counts = ORDERS_COLUMNS.map(() => 0);
    for (const [month, types] of this.#orders.entries()) {
      if (((months >> month) & 1) === 0) continue;
      for (let i = 0; i < counts.length; i += 1) counts[i] = (counts[i] as number) + ((types >> i) & 1);
    }
    return counts;
  }
}
