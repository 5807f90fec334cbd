import type { Database } from "better-sqlite3";
import { statement } from "@/store/statement";

/*
 * Quarters whose rollups are behind the facts. Whoever changes which reports count, or their rows, marks
 * the quarter in the same transaction; queries answer from the facts while there is a mark, so that an
 * answer is never wrong, only slower. `refreshRollups` (market-rollup.ts) takes the marks away.
 */

/** What is to be made again: the market's rollup; the reports' as well. */
export const STALE = { market: 1, reports: 2 } as const;

/** Marks the quarter of a report that came in, whose rows have changed, or which began or ceased to count. */
export function markStale(database: Database, reportId: number): void {
  statement(
    database,
    `INSERT INTO stale_rollup (quarter, what) SELECT quarter, ${STALE.market} FROM report WHERE id = ?
     ON CONFLICT (quarter) DO UPDATE SET what = max(what, excluded.what)`,
  ).run(reportId);
}

/** Marks all quarters: venues are other ones now, in each report as in the market. */
export function markAllStale(database: Database): void {
  statement(
    database,
    `INSERT INTO stale_rollup (quarter, what) SELECT DISTINCT quarter, ${STALE.reports} FROM report WHERE true
     ON CONFLICT (quarter) DO UPDATE SET what = max(what, excluded.what)`,
  ).run();
}

export function staleQuarters(database: Database): { quarter: number; what: number }[] {
  return statement<[], { quarter: number; what: number }>(
    database,
    "SELECT quarter, what FROM stale_rollup ORDER BY quarter",
  ).all();
}

export function unmark(database: Database, quarter: number): void {
  statement(database, "DELETE FROM stale_rollup WHERE quarter = ?").run(quarter);
}
