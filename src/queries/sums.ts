import type { OrderType } from "@/report/order-types";
import { iterateRaw, type RawRow, selectRaw } from "./database";
import type { Dimension, Filters } from "./filters";
import {
  COLUMNS_PER_TYPE,
  groupColumns,
  orderColumns,
  orderTypesOf,
  readSums,
  type Sums,
  sumColumns,
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
  /** What rows are grouped by: an expression over report `r`, venue row `v` and filed venue `f`. */
  readonly key: string;
  /** The key belongs to a venue and not to the whole section. */
  readonly ofVenue?: true;
  /** The columns shown and the order, over `${key}`, `b` and `e`. */
  readonly columns: (key: string) => Readonly<Record<string, string>>;
  readonly order: (key: string) => string;
}

const plain = (name: string) => ({
  columns: (key: string) => ({ [name]: key }),
  order: (key: string) => key,
});

const GROUPINGS: Record<Exclude<Dimension, "orderType">, Grouping> = {
  broker: {
    key: "r.broker_id",
    columns: () => ({ broker: "b.name", broker_slug: "b.slug" }),
    order: () => "b.name COLLATE NOCASE, b.slug",
  },
  venue: {
    key: "f.venue_id",
    ofVenue: true,
    columns: () => ({ venue: "e.name", venue_slug: "e.slug" }),
    order: () => "e.name COLLATE NOCASE, e.slug",
  },
  venueKind: { key: "f.kind", ofVenue: true, ...plain("venueKind") },
  section: {
    key: "v.section",
    ...plain("section"),
    order: (key) => `CASE ${key} WHEN 'sp500' THEN 1 WHEN 'non_sp500' THEN 2 ELSE 3 END`,
  },
  month: {
    key: "r.quarter / 4 * 12 + v.month - 1",
    ...plain("month"),
    columns: (key) => ({ month: `printf('%04d-%02d', ${key} / 12, ${key} % 12 + 1)` }),
  },
  quarter: { key: "r.quarter", ...plain("quarter"), columns: (key) => ({ quarter: quarterText(key) }) },
  year: { key: "r.quarter / 4", ...plain("year") },
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

/*
 * Three steps: the sums of each group; which section-months the group has a row in, and whether those
 * had any order of a type (over all rows of the section, also those the filters leave out); names.
 * CROSS JOIN fixes the order of reading: reports first, then their rows, which lie together.
 */
function sumQuery(filters: Filters, by: readonly Dimension[], { limit, offset }: Window): SumQuery {
  const groupings = by.flatMap((one) => (one === "orderType" ? [] : [GROUPINGS[one]]));
  const keys = groupings.map(({ key }, i) => ({ key, name: `key${i}` }));
  const types = orderTypesOf(filters.orderType);
  const reports = shownReports({ ...filters, versions: "current" });
  const rows = shownRows(filters);
  const columns = groupings.flatMap((one, i) => Object.entries(one.columns(`sums.key${i}`)));
  const names = keys.map(({ name }) => `${name}, `).join("");
  const groupBy = keys.length === 0 ? "" : `GROUP BY ${keys.map(({ name }) => name).join(", ")}`;
  const looksAtVenues = [rows.sql, ...keys.map(({ key }) => key)].some((part) => part.includes("f."));
  const from = `report r CROSS JOIN venue_row v ON v.report_id = r.id
    ${looksAtVenues ? "CROSS JOIN filed_venue f ON f.id = v.filed_venue_id" : ""}`;
  const sql = `
WITH sums AS (
  SELECT ${keys.map(({ key, name }) => `${key} AS ${name}, `).join("")}
    ${sumColumns(types)}
  FROM ${from}
  WHERE ${reports.sql}
    AND ${rows.sql}
  ${groupBy}
), whole AS (
  SELECT r.id AS report_id, v.month, v.section,
    ${orderColumns(types)}
  FROM report r CROSS JOIN venue_row v ON v.report_id = r.id
  WHERE ${reports.sql}
  GROUP BY r.id, v.month, v.section
), place AS (
  SELECT ${keys.map(({ key, name }) => `${key} AS ${name}, `).join("")}r.id AS report_id, v.month, v.section
  FROM ${from}
  WHERE ${reports.sql}
    AND ${rows.sql}
  GROUP BY ${groupings.flatMap(({ key, ofVenue }) => (ofVenue ? `${key}, ` : [])).join("")}r.id, v.month, v.section
), orders AS (
  SELECT ${names}count(DISTINCT report_id) AS reports, ${types.map((type) => `sum(${type}_orders) AS ${type}_orders`).join(", ")}
  FROM place JOIN whole USING (report_id, month, section)
  ${groupBy}
)
SELECT ${columns.map(([name, column]) => `${column} AS ${name}, `).join("")}
  orders.reports, ${groupColumns(types)}
FROM sums JOIN orders ON ${keys.map(({ name }) => `sums.${name} = orders.${name}`).join(" AND ") || "1"}
${groupings.map((one, i) => JOINS[one.key]?.(`sums.key${i}`) ?? "").join(" ")}
${groupings.length === 0 ? "" : `ORDER BY ${groupings.map((one, i) => one.order(`sums.key${i}`)).join(", ")}`}
LIMIT ? OFFSET ?`;
  const whole = [...reports.values, ...rows.values];
  return {
    sql,
    values: [...whole, ...reports.values, ...whole, limit ?? -1, offset],
    keys: columns.map(([name]) => name),
    types,
  };
}

/** Names are looked up once per group. */
const JOINS: Readonly<Record<string, (key: string) => string>> = {
  "r.broker_id": (key) => `JOIN broker b ON b.id = ${key}`,
  "f.venue_id": (key) => `JOIN venue e ON e.id = ${key}`,
};
