import type { OrderType } from "@/report/order-types";
import { iterateRaw, type RawRow, selectRaw, storeConnection } from "./database";
import type { Dimension, Filters } from "./filters";
import {
  COLUMNS_PER_TYPE,
  COLUMNS_TOGETHER,
  groupColumns,
  orderColumns,
  orderTypesOf,
  readSums,
  rolledUpColumns,
  SECTION_COLUMNS,
  type Sums,
  sumColumns,
  TOGETHER_COLUMNS,
  togetherColumns,
  VENUE_COLUMNS,
} from "./measures";
import { type PlacedName, placedBrokers, placedVenues } from "./placed-names";
import { type RollupSource, rollupSource } from "./rollup-source";
import { type Condition, quarterText, shownReports, shownRows } from "./scope";

/** One group of some dimensions. */
export interface SumRow {
  /** The columns of the dimensions: names, with slugs beside them. */
  readonly keys: Readonly<Record<string, string | number>>;
  /** One per order type of `types` when they are asked for apart, else one of all of them. */
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
  /** Where names are, as `b` or `e`: looked up once per group. */
  readonly join?: (key: string) => string;
  /** The columns shown and the order, over `${key}`, `b` and `e`. */
  readonly columns: (key: string) => Readonly<Record<string, string>>;
  readonly order?: (key: string) => string;
}

const plain = (name: string) => ({
  columns: (key: string) => ({ [name]: key }),
  order: (key: string) => key,
});

const GROUPINGS: Record<Exclude<Dimension, "orderType">, Grouping> = {
  broker: {
    key: "r.broker_id",
    join: (key) => `JOIN broker b ON b.id = ${key}`,
    columns: () => ({ broker: "b.name", broker_slug: "b.slug" }),
    order: () => "b.name COLLATE NOCASE, b.slug",
  },
  venue: {
    key: "f.venue_id",
    ofVenue: true,
    join: (key) => `JOIN venue e ON e.id = ${key}`,
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

const NAMES: Readonly<Partial<Record<Dimension, () => ReadonlyMap<number, PlacedName>>>> = {
  broker: placedBrokers,
  venue: placedVenues,
};

/** Brokers or venues by their ids alone: sorting a market's names takes as long as adding up what they stand for. */
function unnamed(one: Exclude<Dimension, "orderType">): Grouping {
  const { key, ofVenue } = GROUPINGS[one];
  return { key, ...(ofVenue && { ofVenue }), columns: (id) => ({ [one]: id, [`${one}_slug`]: "NULL" }) };
}

/** Facts: the answer from filed rows alone, whatever rollups there are. For tests. */
export type Source = "smallest" | "facts";

/**
 * Sums of current reports by the given dimensions, sorted by them in that order: names by letter,
 * sections as filed, time forward. Without dimensions one row, also when there is nothing.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function sumRows(
  filters: Filters,
  by: readonly Dimension[],
  window = EVERYTHING,
  source: Source = "smallest",
): SumRow[] {
  const query = sumQuery(filters, by, window, source);
  const rows = storeConnection().transaction(() => {
    const found = selectRaw(query.sql, query.values);
    return query.names ? byName(found, query.names()) : found;
  })();
  return rows.map((row) => toSumRow(row, query));
}

/** Rows that begin with an id and an empty column: under their name and slug, in the order of names, else as they come. */
function byName(rows: readonly RawRow[], names: ReadonlyMap<number, PlacedName>): RawRow[] {
  const found = new Map<number, RawRow[]>();
  for (const row of rows) {
    const id = row[0] as number;
    const own = found.get(id);
    if (own) own.push(row);
    else found.set(id, [row]);
  }
  const sorted: RawRow[] = [];
  for (const [id, { name, slug }] of names) {
    for (const row of found.get(id) ?? []) {
      row[0] = name;
      row[1] = slug;
      sorted.push(row);
    }
  }
  return sorted;
}

/** The same one by one, for answers too long to hold. */
export function* iterateSums(filters: Filters, by: readonly Dimension[]): Generator<SumRow> {
  const query = sumQuery(filters, by, EVERYTHING, "smallest");
  for (const row of iterateRaw(query.sql, query.values)) yield toSumRow(row, query);
}

interface SumQuery {
  readonly sql: string;
  /** Rows begin with an id of these, and an empty column; they are in no order of it. */
  readonly names: (() => ReadonlyMap<number, PlacedName>) | null;
  readonly values: readonly unknown[];
  readonly keys: readonly string[];
  readonly types: readonly OrderType[];
  /** Order types have columns of their own. */
  readonly apart: boolean;
}

function toSumRow(row: RawRow, { keys, types, apart }: SumQuery): SumRow {
  const at = keys.length;
  const named: Record<string, string | number> = {};
  for (let i = 0; i < at; i += 1) named[keys[i] as string] = row[i] as string | number;
  return {
    keys: named,
    reports: Number(row[at]),
    sums: (apart ? types : [null]).map((_, i) => readSums(row, at + 1 + i * COLUMNS_PER_TYPE)),
    types,
  };
}

function sumQuery(
  filters: Filters,
  by: readonly Dimension[],
  { limit, offset }: Window,
  source: Source,
): SumQuery {
  const dimensions = by.filter((one) => one !== "orderType");
  // All groups are wanted: names that come first are put to them afterwards.
  const names = limit === null && offset === 0 ? (NAMES[dimensions[0] as Dimension] ?? null) : null;
  const groupings = dimensions.map((one, i) => (i === 0 && names ? unnamed(one) : GROUPINGS[one]));
  const types = orderTypesOf(filters.orderType);
  const apart = by.includes("orderType");
  const columns = groupings.flatMap((one, i) => Object.entries(one.columns(`sums.key${i}`)));
  const rollup = source === "facts" ? null : rollupSource(filters, by);
  const sums = rollup ? fromRollup(rollup, dimensions, types) : fromFacts(filters, groupings, types);
  const together = rollup?.together ? TOGETHER_COLUMNS : togetherColumns(types);
  const order = groupings.flatMap((one, i) => one.order?.(`sums.key${i}`) ?? []);
  const sql = `
WITH ${sums.sql}
SELECT ${columns.map(([name, column]) => `${column} AS ${name}, `).join("")}
  sums.reports, ${apart ? groupColumns(types) : together}
FROM grouped AS sums
${groupings.map((one, i) => one.join?.(`sums.key${i}`) ?? "").join(" ")}
${order.length === 0 ? "" : `ORDER BY ${order.join(", ")}`}
LIMIT ? OFFSET ?`;
  return {
    sql,
    names,
    values: [...sums.values, limit ?? -1, offset],
    keys: columns.map(([name]) => name),
    types,
    apart,
  };
}

/** Columns `key0, key1 …` to group by. */
function keysOf(keys: readonly string[]) {
  return {
    select: keys.map((key, i) => `${key} AS key${i}, `).join(""),
    names: keys.map((_, i) => `key${i}`),
    groupBy: keys.length === 0 ? "" : `GROUP BY ${keys.map((_, i) => `key${i}`).join(", ")}`,
  };
}

function fromRollup(
  rollup: RollupSource,
  by: readonly Exclude<Dimension, "orderType">[],
  types: readonly OrderType[],
): Condition {
  const keys = keysOf(by.map((one) => rollup.keys[one] as string));
  if (rollup.together === "once") {
    const names = keys.names.map((name) => `${name}, `).join("");
    const sql = `sections AS (
  SELECT ${keys.select}t.report_id, ${SECTION_COLUMNS}
  FROM ${rollup.from}
  WHERE ${rollup.condition.sql}
  GROUP BY ${names}t.report_id, t.section
), grouped AS (
  SELECT ${names}${rollup.reports} AS reports, ${COLUMNS_TOGETHER}
  FROM sections t
  ${keys.groupBy}
)`;
    return { sql, values: rollup.condition.values };
  }
  const columns = {
    added: COLUMNS_TOGETHER,
    "by month": VENUE_COLUMNS,
    apart: rolledUpColumns(types),
  }[rollup.together ?? "apart"];
  const sql = `grouped AS (
  SELECT ${keys.select}${rollup.reports} AS reports,
    ${columns}
  FROM ${rollup.from}
  WHERE ${rollup.condition.sql}
  ${keys.groupBy}
)`;
  return { sql, values: rollup.condition.values };
}

/*
 * Two steps: the sums of each group; which section-months the group has a row in, and whether those
 * had any order of a type (over all rows of the section, also those the filters leave out).
 * CROSS JOIN fixes the order of reading: reports first, then their rows, which lie together.
 */
function fromFacts(filters: Filters, groupings: readonly Grouping[], types: readonly OrderType[]): Condition {
  const reports = shownReports({ ...filters, versions: "current" });
  const rows = shownRows(filters);
  const keys = keysOf(groupings.map(({ key }) => key));
  const looksAtVenues = [rows.sql, ...groupings.map(({ key }) => key)].some((part) => part.includes("f."));
  const from = `report r CROSS JOIN venue_row v ON v.report_id = r.id
    ${looksAtVenues ? "CROSS JOIN filed_venue f ON f.id = v.filed_venue_id" : ""}`;
  const sql = `sums AS (
  SELECT ${keys.select}
    ${sumColumns(types)}
  FROM ${from}
  WHERE ${reports.sql}
    AND ${rows.sql}
  ${keys.groupBy}
), whole AS (
  SELECT r.id AS report_id, v.month, v.section,
    ${orderColumns(types)}
  FROM report r CROSS JOIN venue_row v ON v.report_id = r.id
  WHERE ${reports.sql}
  GROUP BY r.id, v.month, v.section
), place AS (
  SELECT ${keys.select}r.id AS report_id, v.month, v.section
  FROM ${from}
  WHERE ${reports.sql}
    AND ${rows.sql}
  GROUP BY ${groupings.flatMap(({ key, ofVenue }) => (ofVenue ? `${key}, ` : [])).join("")}r.id, v.month, v.section
), orders AS (
  SELECT ${keys.names.map((name) => `${name}, `).join("")}count(DISTINCT report_id) AS reports, ${types.map((type) => `sum(${type}_orders) AS ${type}_orders`).join(", ")}
  FROM place JOIN whole USING (report_id, month, section)
  ${keys.groupBy}
), grouped AS (
  SELECT sums.*, orders.reports, ${types.map((type) => `orders.${type}_orders`).join(", ")}
  FROM sums JOIN orders ON ${keys.names.map((name) => `sums.${name} = orders.${name}`).join(" AND ") || "1"}
)`;
  const whole = [...reports.values, ...rows.values];
  return { sql, values: [...whole, ...reports.values, ...whole] };
}
