import type { Database } from "better-sqlite3";
import { addedColumns, groupColumns, orderColumns, SUM_NAMES, sumColumns } from "@/report/cell-sums";
import { ORDER_TYPES } from "@/report/order-types";
import { SECTIONS } from "@/report/sections";
import { EXCHANGE_KINDS } from "@/report/venue-kinds";
import { statement } from "../statement";
import { type Flow, isMonth, MONTHS, replaceRollup } from "./rollups";
import { STALE, staleQuarters, unmark } from "./stale-rollups";

/*
 * The table market_rollup: sums over all current reports of a quarter. Its rows are stored as they are asked for, because
 * the numbers of reports and orders do not add up: for the whole quarter (month 0) and for each month; for each section,
 * for both of stocks (`equities`) and for `all`; by `venues`: all, no_exchanges, one kind, and a single one.
 */

const COLUMNS = [
  ...["quarter", "month", "section", "venues", "venue_id", "re_reported"],
  "reports",
  ...groupColumns(),
];

const EXCHANGES = EXCHANGE_KINDS.map((kind) => `'${kind}'`).join(", ");

/** Each section with the answers it is part of. */
const ASKED = SECTIONS.flatMap((one) =>
  [one, ...(one === "options" ? [] : ["equities"]), "all"].map((sections) => [one, sections]),
)
  .map(([section, sections]) => `('${section}', '${sections}')`)
  .join(", ");

/** One column for each month of the quarter. */
const monthly = (columnOf: (month: number) => string) => MONTHS.map(columnOf).join(", ");
/** The column that a row of the span (0: the quarter; else the month) is read from. */
const ofSpan = (whole: string, name: string) =>
  `CASE WHEN span = 0 THEN ${whole} ${MONTHS.map((month) => `WHEN ${isMonth(month, "span")} THEN ${name}_${month}`).join(" ")} END`;

/**
 * Sums are added up from the filed rows, venue by venue; reports and orders are counted by where each venue is listed, which
 * venue_rollup says. Both are then put under all the labels and sections they are part of.
 */
function insertMarket(flow: Exclude<Flow, "only">): string {
  const counted = (row: string) => (flow === "out" ? `${row}.re_reported = 0` : "1");
  const current = "r.quarter = @quarter AND r.is_current = 1";
  return `
INSERT INTO market_rollup (${COLUMNS.join(", ")})
WITH listed AS MATERIALIZED (
  SELECT r.id AS report_id, t.section, t.venue_id, iif(t.section = 'options', e.kind_options, e.kind_equities) AS kind,
    ${monthly((month) => `max(t.orders_${month} IS NOT NULL) AS in_${month}`)}
  FROM report r CROSS JOIN venue_rollup t ON t.report_id = r.id CROSS JOIN venue e ON e.id = t.venue_id
  WHERE ${current} AND ${counted("t")}
  GROUP BY r.id, t.section, t.venue_id
), named AS MATERIALIZED (
  SELECT DISTINCT section, venue_id AS venue, kind FROM listed
), label AS MATERIALIZED (
  SELECT section, venue, 'venue' AS venues, venue AS venue_id FROM named
  UNION ALL SELECT section, venue, kind, 0 FROM named
  UNION ALL SELECT section, venue, 'all', 0 FROM named
  UNION ALL SELECT section, venue, 'no_exchanges', 0 FROM named WHERE kind NOT IN (${EXCHANGES})
), asked(section, sections) AS (
  VALUES ${ASKED}
), place AS MATERIALIZED (
  SELECT label.venues, label.venue_id, t.report_id, t.section, ${monthly((month) => `max(t.in_${month}) AS in_${month}`)}
  FROM listed t CROSS JOIN label ON label.venue = t.venue_id AND label.section = t.section
  GROUP BY 1, 2, 3, 4
), report_place AS (
  SELECT venues, venue_id, sections, report_id, ${monthly((month) => `max(in_${month}) AS in_${month}`)}
  FROM place CROSS JOIN asked USING (section)
  GROUP BY 1, 2, 3, 4
), counted AS (
  SELECT venues, venue_id, sections, count(*) AS reports, ${monthly((month) => `sum(in_${month}) AS reports_${month}`)}
  FROM report_place GROUP BY 1, 2, 3
), section_month AS (
  SELECT r.id AS report_id, v.month, v.section, ${orderColumns()}
  FROM report r CROSS JOIN venue_row v ON v.report_id = r.id
  WHERE ${current}
  GROUP BY r.id, v.month, v.section
), with_orders AS MATERIALIZED (
  SELECT report_id, section,
    ${ORDER_TYPES.map((type) => monthly((month) => `max(${type}_orders) FILTER (WHERE ${isMonth(month, "month")}) AS ${type}_${month}`)).join(",\n    ")}
  FROM section_month GROUP BY report_id, section
), orders AS MATERIALIZED (
  SELECT venues, venue_id, section,
    ${ORDER_TYPES.map((type) => monthly((month) => `coalesce(sum(in_${month} * ${type}_${month}), 0) AS ${type}_${month}`)).join(",\n    ")}
  FROM place CROSS JOIN with_orders USING (report_id, section)
  GROUP BY 1, 2, 3
), filed AS MATERIALIZED (
  SELECT f.venue_id AS venue, v.month, v.section, ${sumColumns()}
  FROM report r CROSS JOIN venue_row v ON v.report_id = r.id CROSS JOIN filed_venue f ON f.id = v.filed_venue_id
  WHERE ${current} AND ${counted("v")}
  GROUP BY f.venue_id, v.month, v.section
), span AS MATERIALIZED (
  SELECT DISTINCT month, 0 AS span FROM filed UNION ALL SELECT DISTINCT month, month FROM filed
), sums AS (
  SELECT label.venues, label.venue_id, t.section, span.span, ${addedColumns(ORDER_TYPES, SUM_NAMES)}
  FROM filed t JOIN label USING (venue, section) JOIN span USING (month)
  GROUP BY 1, 2, 3, 4
), section AS (
  SELECT sums.*, ${ORDER_TYPES.map((type) => `${ofSpan(MONTHS.map((month) => `${type}_${month}`).join(" + "), type)} AS ${type}_orders`).join(",\n    ")}
  FROM sums JOIN orders USING (venues, venue_id, section)
), added AS (
  SELECT venues, venue_id, sections, span, ${addedColumns()}
  FROM section t JOIN asked USING (section)
  GROUP BY 1, 2, 3, 4
)
SELECT @quarter, span, sections, venues, venue_id, '${flow}', ${ofSpan("reports", "reports")}, ${groupColumns().join(", ")}
FROM added JOIN counted USING (venues, venue_id, sections)`;
}

const INSERT_ALIKE = [insertMarket("none")];
const INSERT_BOTH = [insertMarket("out"), insertMarket("in")];

/** Makes the rollups of all marked quarters again from the facts, in the caller's transaction. */
export function refreshRollups(database: Database): void {
  for (const { quarter, what } of staleQuarters(database)) {
    if (what >= STALE.reports) {
      for (const id of reportsOf(database, quarter)) replaceRollup(database, id);
    }
    statement(database, "DELETE FROM market_rollup WHERE quarter = ?").run(quarter);
    for (const insert of hasReReported(database, quarter) ? INSERT_BOTH : INSERT_ALIKE) {
      statement(database, insert).run({ quarter });
    }
    unmark(database, quarter);
  }
}

function hasReReported(database: Database, quarter: number): boolean {
  const found = statement<[number], number>(
    database,
    `SELECT EXISTS (SELECT 1 FROM report r CROSS JOIN rollup t ON t.report_id = r.id
       WHERE r.quarter = ? AND r.is_current = 1 AND t.re_reported = 'in')`,
  );
  return found.pluck().get(quarter) === 1;
}

function reportsOf(database: Database, quarter: number): number[] {
  return statement<[number], number>(database, "SELECT id FROM report WHERE quarter = ? ORDER BY id")
    .pluck()
    .all(quarter);
}
