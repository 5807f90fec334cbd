import type { OrderType } from "@/report/order-types";
import { iterateRaw, type RawRow, selectRaw } from "./database";
import type { Dimension, Filters } from "./filters";
import {
  COLUMNS_PER_TYPE,
  orderColumns,
  orderTypesOf,
  readSums,
  type Sums,
  sumColumns,
  totalColumns,
} from "./measures";
import { quarterText, shownReports, shownRows } from "./scope";

/** One group of some dimensions, order types as columns. */
export interface SumRow {
  /** The columns of the dimensions: names, with slugs beside them. */
  readonly keys: Readonly<Record<string, string | number>>;
  /** One per order type of `types`. */
  readonly sums: readonly Sums[];
  readonly types: readonly OrderType[];
  /** How many reports the group draws on. */
  readonly reports: number;
}

/** Which groups of all: null is no limit. */
export interface Window {
  readonly limit: number | null;
  readonly offset: number;
}
export const EVERYTHING: Window = { limit: null, offset: 0 };

interface Grouping {
  /** What venue rows are summed by beside report, month and section. */
  readonly row?: string;
  readonly group: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly order: string;
}

const MONTH = "printf('%04d-%02d', r.quarter / 4, part.month)";

const GROUPINGS: Record<Exclude<Dimension, "orderType">, Grouping> = {
  broker: {
    group: "r.broker_id",
    columns: { broker: "b.name", broker_slug: "b.slug" },
    order: "b.name COLLATE NOCASE, b.slug",
  },
  venue: {
    row: "f.venue_id",
    group: "part.venue_id",
    columns: {
      venue: "(SELECT name FROM venue WHERE id = part.venue_id)",
      venue_slug: "(SELECT slug FROM venue WHERE id = part.venue_id)",
    },
    order: "venue COLLATE NOCASE, venue_slug",
  },
  venueKind: { row: "f.kind", group: "part.kind", columns: { venueKind: "part.kind" }, order: "part.kind" },
  section: {
    group: "part.section",
    columns: { section: "part.section" },
    order: "CASE part.section WHEN 'sp500' THEN 1 WHEN 'non_sp500' THEN 2 ELSE 3 END",
  },
  month: { group: MONTH, columns: { month: MONTH }, order: MONTH },
  quarter: {
    group: "r.quarter",
    columns: { quarter: quarterText("r.quarter") },
    order: "r.quarter",
  },
  year: { group: "r.quarter / 4", columns: { year: "r.quarter / 4" }, order: "r.quarter / 4" },
};

/**
 * Sums of current reports by the given dimensions, sorted by them in that order: names by letter,
 * sections as filed, time forward. Without dimensions one row, also when there is nothing.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function sumRows(filters: Filters, by: readonly Dimension[], window = EVERYTHING): SumRow[] {
  const query = sumQuery(filters, by, window);
  return selectRaw(query.sql, query.values).map((row) => toSumRow(row, query));
}

/** The same one by one, for answers too long to hold. */
export function* iterateSums(filters: Filters, by: readonly Dimension[]): Generator<SumRow> {
  const query = sumQuery(filters, by, EVERYTHING);
  for (const row of iterateRaw(query.sql, query.values)) yield toSumRow(row, query);
}

interface SumQuery {
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly keys: readonly string[];
  readonly types: readonly OrderType[];
}

function toSumRow(row: RawRow, { keys, types }: SumQuery): SumRow {
  const at = keys.length;
  return {
    keys: Object.fromEntries(keys.map((key, i) => [key, row[i] as string | number])),
    reports: Number(row[at]),
    sums: types.map((_, i) => readSums(row, at + 1 + i * COLUMNS_PER_TYPE)),
    types,
  };
}

function sumQuery(filters: Filters, by: readonly Dimension[], { limit, offset }: Window): SumQuery {
  const groupings = by.flatMap((one) => (one === "orderType" ? [] : [GROUPINGS[one]]));
  const rowKeys = groupings.flatMap(({ row }) => (row ? `${row}, ` : [])).join("");
  const columns = groupings.flatMap((one) => Object.entries(one.columns));
  const types = orderTypesOf(filters.orderType);
  const reports = shownReports({ ...filters, versions: "current" });
  const rows = shownRows(filters);
  // CROSS JOIN fixes the order: reports first, then their rows, which lie together.
  const sql = `
WITH chosen AS MATERIALIZED (
  SELECT r.id FROM report r
  WHERE ${reports.sql}
), whole AS (
  SELECT v.report_id, v.month, v.section,
    ${orderColumns(types)}
  FROM chosen CROSS JOIN venue_row v ON v.report_id = chosen.id
  GROUP BY v.report_id, v.month, v.section
), part AS (
  SELECT v.report_id, v.month, v.section, ${rowKeys}
    ${sumColumns(types)}
  FROM chosen CROSS JOIN venue_row v ON v.report_id = chosen.id
    CROSS JOIN filed_venue f ON f.id = v.filed_venue_id
  WHERE ${rows.sql}
  GROUP BY ${rowKeys}v.report_id, v.month, v.section
)
SELECT ${columns.map(([name, column]) => `${column} AS ${name}, `).join("")}
  count(DISTINCT part.report_id), ${totalColumns(types)}
FROM part JOIN whole USING (report_id, month, section)
  JOIN report r ON r.id = part.report_id
  JOIN broker b ON b.id = r.broker_id
${groupings.length === 0 ? "" : `GROUP BY ${groupings.map((one) => one.group).join(", ")}`}
${groupings.length === 0 ? "" : `ORDER BY ${groupings.map((one) => one.order).join(", ")}`}
LIMIT ? OFFSET ?`;
  return {
    sql,
    values: [...reports.values, ...rows.values, limit ?? -1, offset],
    keys: columns.map(([name]) => name),
    types,
  };
}
