import type { Database } from "better-sqlite3";
import { replaceVolumes } from "@/store/reviews/report-volumes";
import { statement } from "@/store/statement";
import { type MarketCell, MarketCells } from "./market-cells";
import { ORDERS_COLUMNS, type RollupRow, SUM_COLUMNS } from "./rollup-sums";
import { replaceRollup, rowsOfReport } from "./rollups";
import { markAdding, STALE, staleQuarters, unmark } from "./stale-rollups";

/*
 * The table market_rollup: sums over all current reports of a quarter, for the whole quarter (month 0)
 * and for each month, by section and by `venues`: all, no_exchanges, one kind; for whole quarters by
 * single venue too. Reports of several sections are counted once by adding up `reports_first`.
 */

const KEY = ["quarter", "month", "section", "venues", "venue_id", "re_reported"];
const COUNTS = ["reports", "reports_first", ...ORDERS_COLUMNS];
const COLUMNS = [...KEY, ...COUNTS, ...SUM_COLUMNS];
const ADD = `
  INSERT INTO market_rollup (${COLUMNS.join(", ")}) VALUES (${COLUMNS.map(() => "?").join(", ")})
  ON CONFLICT DO UPDATE SET
    ${COUNTS.map((name) => `${name} = ${name} + excluded.${name}`).join(", ")},
    ${SUM_COLUMNS.map((name) => `${name} = coalesce(${name} + excluded.${name}, ${name}, excluded.${name})`).join(", ")}`;

function write(database: Database, quarter: number, cells: Iterable<MarketCell>): void {
  const add = statement(database, ADD);
  for (const { month, section, venues, venueId, reReported, sums, counts } of cells) {
    add.run(quarter, month, section, venues, venueId, reReported ? 1 : 0, ...counts, ...sums.values());
  }
}

/**
 * New reports of a transaction, added to the market at its end: most imports only add, and adding a batch
 * of reports takes a few milliseconds where counting a market quarter again takes a fifth of a second.
 */
export class MarketAdditions {
  readonly #quarters = new Map<number, MarketCells>();
  readonly #db: Database;
  constructor(database: Database) {
    this.#db = database;
  }

  /** A current report, the only one of its broker, quarter and series. */
  add(quarter: number, rows: readonly RollupRow[]): void {
    let cells = this.#quarters.get(quarter);
    if (markAdding(this.#db, quarter, cells !== undefined) || !cells) {
      cells = new MarketCells(quarter);
      this.#quarters.set(quarter, cells);
    }
    cells.add(rows);
  }

  /** Brings all rollups up to date: the last thing in a transaction. */
  settle(): void {
    for (const { quarter, what } of staleQuarters(this.#db)) {
      const added = what === STALE.additions ? this.#quarters.get(quarter) : undefined;
      if (added) {
        write(this.#db, quarter, added.finish());
        unmark(this.#db, quarter);
      } else refresh(this.#db, quarter, what);
    }
    this.forget();
  }

  /** After a transaction that was rolled back, its reports are no longer there to be added. */
  forget(): void {
    this.#quarters.clear();
  }
}

/** Makes the rollups of all marked quarters again from the facts, in the caller's transaction. */
export function refreshRollups(database: Database): void {
  for (const { quarter, what } of staleQuarters(database)) refresh(database, quarter, what);
}

function refresh(database: Database, quarter: number, what: number): void {
  const reports = statement<[number], { id: number; isCurrent: number }>(
    database,
    "SELECT id, is_current AS isCurrent FROM report WHERE quarter = ? ORDER BY id",
  ).all(quarter);
  const cells = new MarketCells(quarter);
  for (const { id, isCurrent } of reports) {
    if (!isCurrent && what < STALE.reports) continue;
    const rows = rowsOfReport(database, id);
    if (what >= STALE.reports) {
      replaceRollup(database, id, rows);
      replaceVolumes(database, id, rows);
    }
    if (isCurrent) cells.add(rows);
  }
  statement(database, "DELETE FROM market_rollup WHERE quarter = ?").run(quarter);
  write(database, quarter, cells.finish());
  unmark(database, quarter);
}
