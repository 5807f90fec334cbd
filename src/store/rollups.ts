import type { Database } from "better-sqlite3";
import { ORDER_TYPES, type OrderType } from "@/report/order-types";
import { statement } from "./statement";

/** A cell with implied shares: dollars and rate non-blank, non-zero and of the same sign. */
function rated(type: OrderType): string {
  return `(v.${type}_usd * v.${type}_cph > 0)`;
}

/** The eight sums of one order type, in the order of the table's columns. */
function sums(type: OrderType): string[] {
  const usd = `v.${type}_usd`;
  const when = (what: string) => `total(CASE WHEN ${rated(type)} THEN ${what} ELSE 0 END)`;
  return [
    `total(${usd})`,
    `total(abs(${usd}))`,
    when(usd),
    when(`abs(${usd})`),
    when(`${usd} * 10000 / v.${type}_cph`),
    `count(${usd})`,
    `sum(CASE WHEN ${rated(type)} THEN 1 ELSE 0 END)`,
    when(`coalesce(v.${type}_pct, 0)`),
  ];
}

const SUFFIXES = ["usd", "abs", "rated_usd", "rated_abs", "shares", "n", "rated_n", "cover"];

/** One SELECT for one report's rollup rows; also what the test compares the table with. */
export const ROLLUP_OF_REPORT = `
  SELECT v.report_id, v.month, v.section, f.kind, v.re_reported, ${ORDER_TYPES.flatMap(sums).join(", ")}
  FROM venue_row v JOIN filed_venue f ON f.id = v.filed_venue_id
  WHERE v.report_id = ?
  GROUP BY v.month, v.section, f.kind, v.re_reported`;

const COLUMNS = [
  "report_id",
  "month",
  "section",
  "kind",
  "re_reported",
  ...ORDER_TYPES.flatMap((type) => SUFFIXES.map((suffix) => `${type}_${suffix}`)),
];

/** Rebuilds the rollup rows of one report from its facts, in the caller's transaction. */
export function rebuildRollup(database: Database, reportId: number): void {
  statement(database, "DELETE FROM rollup WHERE report_id = ?").run(reportId);
  statement(database, `INSERT INTO rollup (${COLUMNS.join(", ")}) ${ROLLUP_OF_REPORT}`).run(reportId);
}
