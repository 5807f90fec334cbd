import type { Database } from "better-sqlite3";
import {
  addedColumns,
  GROUP_NAMES,
  groupColumns,
  orderColumns,
  rowColumn,
  SUM_NAMES,
  sumColumns,
  togetherColumns,
} from "@/report/cell-sums";
import { ORDER_TYPES } from "@/report/order-types";
import { statement } from "../statement";
import { markStale } from "./stale-rollups";

/*
 * Sums kept beside the facts, so that questions about a whole market need not add up millions of rows:
 *   rollup          one report: section × re-reported, order types together and apart
 *   venue_rollup    one report: section × venue × re-reported, order types together
 *   market_rollup   all current reports: quarter or month × section × venues (market-rollup.ts)
 */

/**
 * What a row of `rollup` or `market_rollup` does with re-reported flow. `none`: there is none, in the whole report or quarter.
 * Else there are rows without it (`out`), with it (`in`) and, of single reports, of it alone (`only`).
 */
export type Flow = "none" | "out" | "in" | "only";

/** The rows `v` that a flow counts; null: all. */
const COUNTED: Record<Flow, string | null> = {
  none: null,
  in: null,
  out: "v.re_reported = 0",
  only: "v.re_reported = 1",
};

const ROLLUP_COLUMNS = ["report_id", "section", "re_reported", ...GROUP_NAMES, ...groupColumns()];

/** In two steps, because orders are counted once a month, over all rows of a section-month that has a counted one. */
function insertRollup(flow: Flow): string {
  const only = COUNTED[flow];
  return `
INSERT INTO rollup (${ROLLUP_COLUMNS.join(", ")})
WITH month AS (
  SELECT v.section, ${sumColumns(ORDER_TYPES, only)}, ${orderColumns()}
  FROM report r CROSS JOIN venue_row v ON v.report_id = r.id
  WHERE r.id = @report
  GROUP BY v.month, v.section
  ${only ? `HAVING sum(${only}) > 0` : ""}
), section AS (
  SELECT t.section, ${addedColumns()} FROM month t GROUP BY t.section
)
SELECT @report, section, '${flow}', ${togetherColumns()}, ${groupColumns().join(", ")} FROM section`;
}

const INSERT_ROLLUP: Record<Flow, string> = {
  none: insertRollup("none"),
  out: insertRollup("out"),
  in: insertRollup("in"),
  only: insertRollup("only"),
};

/** The months of a quarter by their place in it, for columns `orders_1, orders_2, orders_3`. */
export const MONTHS = [1, 2, 3] as const;
export const isMonth = (month: number, column: string) => `${column} % 3 = ${month % 3}`;

/** What checks compare from month to month: dollars and implied shares of the rated cells, percentage of the orders. */
const MONTH_SUMS = {
  rated_usd: rowColumn("rated_usd"),
  shares: rowColumn("shares"),
  order_pct: "v.order_pct",
};
const monthSums = MONTHS.flatMap((month) =>
  Object.entries(MONTH_SUMS).map(([name, adds]) => ({ name: `${name}_${month}`, month, adds })),
);
export const MONTH_COLUMNS = monthSums.map(({ name }) => name);

const VENUE_ROLLUP_COLUMNS = [
  ...["report_id", "section", "venue_id", "re_reported"],
  ...SUM_NAMES,
  ...MONTHS.map((month) => `orders_${month}`),
  ...MONTH_COLUMNS,
];

/** How many order types have any order in a section-month is known only from all its rows, also those of other venues. */
const INSERT_VENUE_ROLLUP = `
INSERT INTO venue_rollup (${VENUE_ROLLUP_COLUMNS.join(", ")})
WITH month AS (
  SELECT v.month, v.section, ${orderColumns()}
  FROM report r CROSS JOIN venue_row v ON v.report_id = r.id
  WHERE r.id = @report
  GROUP BY v.month, v.section
), section AS MATERIALIZED (
  SELECT section, ${MONTHS.map((month) => `total(${ORDER_TYPES.map((type) => `${type}_orders`).join(" + ")}) FILTER (WHERE ${isMonth(month, "month")}) AS types_${month}`).join(", ")}
  FROM month GROUP BY section
), venue AS (
  SELECT v.section, f.venue_id, v.re_reported, ${sumColumns()},
    ${MONTHS.map((month) => `max(${isMonth(month, "v.month")}) AS in_${month}`).join(", ")},
    ${monthSums.map(({ name, month, adds }) => `sum(${adds}) FILTER (WHERE ${isMonth(month, "v.month")}) AS ${name}`).join(",\n    ")}
  FROM report r CROSS JOIN venue_row v ON v.report_id = r.id CROSS JOIN filed_venue f ON f.id = v.filed_venue_id
  WHERE r.id = @report
  GROUP BY v.section, f.venue_id, v.re_reported
)
SELECT @report, section, venue_id, re_reported, ${togetherColumns(ORDER_TYPES, SUM_NAMES)},
  ${MONTHS.map((month) => `iif(in_${month}, CAST(types_${month} AS INTEGER), NULL)`).join(", ")},
  ${MONTH_COLUMNS.join(", ")}
FROM venue JOIN section USING (section)`;

const HAS_RE_REPORTED = "SELECT EXISTS (SELECT 1 FROM venue_row WHERE report_id = ? AND re_reported = 1)";

/** Writes the rollups of a report that has none from its stored rows, in the caller's transaction. The market's is not
 * touched. */
export function writeRollup(database: Database, reportId: number): void {
  const marked = statement<[number], number>(database, HAS_RE_REPORTED).pluck().get(reportId) === 1;
  const flows: readonly Flow[] = marked ? ["out", "in", "only"] : ["none"];
  for (const flow of flows) statement(database, INSERT_ROLLUP[flow]).run({ report: reportId });
  statement(database, INSERT_VENUE_ROLLUP).run({ report: reportId });
}

/** The same for a report that may have some. */
export function replaceRollup(database: Database, reportId: number): void {
  statement(database, "DELETE FROM rollup WHERE report_id = ?").run(reportId);
  statement(database, "DELETE FROM venue_rollup WHERE report_id = ?").run(reportId);
  writeRollup(database, reportId);
}

/** The same after the rows were changed; the market's rollup is then to be made again. */
export function rebuildRollup(database: Database, reportId: number): void {
  replaceRollup(database, reportId);
  markStale(database, reportId);
}
