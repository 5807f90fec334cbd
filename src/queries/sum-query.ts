import {
  addedColumns,
  GROUP_NAMES,
  groupColumns,
  orderColumns,
  SUM_NAMES,
  sumColumns,
  togetherColumns,
} from "@/report/cell-sums";
import type { OrderType } from "@/report/order-types";
import { quarterIndex } from "@/report/quarter";
import type { Dimension, Filters } from "./filters";
import { orderTypesOf } from "./measures";
import { type PlacedName, placedBrokers, placedVenues } from "./placed-names";
import { type RollupSource, rollupSource } from "./rollup-source";
import { type Condition, quarterText, shownReports, shownRows } from "./scope";
import type { Window } from "./window";

/** Facts: the answer from filed rows alone, whatever rollups there are. For tests. */
export type Source = "smallest" | "facts";

/** What sums.ts reads groups from. Columns: those of `keys`, the number of reports, the sums. */
export interface SumQuery {
  readonly sql: string;
  readonly values: readonly unknown[];
  /** Rows begin with an id of these, and an empty column; they are in no order of it. Null: names are there. */
  readonly names: (() => ReadonlyMap<number, PlacedName>) | null;
  /** A row is a group; else a part of one. */
  readonly grouped: boolean;
  readonly keys: readonly string[];
  readonly types: readonly OrderType[];
  /** Order types have columns of their own. */
  readonly apart: boolean;
}

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

/**
 * `named`: also where names come first they are there, and rows in their order; else they are left to be put to all rows
 * afterwards.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function sumQuery(
  filters: Filters,
  by: readonly Dimension[],
  { limit, offset }: Window,
  { source, named }: { readonly source: Source; readonly named: boolean },
): SumQuery {
  const dimensions = by.filter((one) => one !== "orderType");
  const names = named ? null : (NAMES[dimensions[0] as Dimension] ?? null);
  const groupings = dimensions.map((one, i) => (i === 0 && names ? unnamed(one) : GROUPINGS[one]));
  const types = orderTypesOf(filters.orderType);
  const apart = by.includes("orderType");
  const columns = groupings.flatMap((one, i) => Object.entries(one.columns(`sums.key${i}`)));
  const rollup = source === "facts" ? null : rollupSource(filters, by);
  const grouped = !(names && rollup && isNearlyGrouped(rollup, filters, by));
  const sums = rollup ? fromRollup(rollup, dimensions, types, grouped) : fromFacts(filters, groupings, types);
  const together = rollup?.together ? GROUP_NAMES.join(", ") : togetherColumns(types);
  const order = groupings.flatMap((one, i) => one.order?.(`sums.key${i}`) ?? []);
  const sql = `
WITH ${sums.sql}
SELECT ${columns.map(([name, column]) => `${column} AS ${name}, `).join("")}
  sums.reports, ${apart ? groupColumns(types).join(", ") : together}
FROM grouped AS sums
${groupings.map((one, i) => one.join?.(`sums.key${i}`) ?? "").join(" ")}
${order.length === 0 ? "" : `ORDER BY ${order.join(", ")}`}
LIMIT ? OFFSET ?`;
  return {
    sql,
    values: [...sums.values, limit ?? -1, offset],
    names,
    grouped,
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

/** Whether groups are single rows of the rollup but for brokers with several reports: to have the database group them would take
 * as long as reading them. */
function isNearlyGrouped(
  { together, reports }: RollupSource,
  { from, to }: Filters,
  by: readonly Dimension[],
): boolean {
  const ofOneQuarter = from !== null && to !== null && quarterIndex(from) === quarterIndex(to);
  return together === "added" && reports === "count(*)" && (ofOneQuarter || by.includes("quarter"));
}

/** The sums of all order types together, of rows `t` that have them as columns. */
const TOGETHER = SUM_NAMES.map((name) => `sum(t.${name}) AS ${name}`).join(", ");
/** The orders of the three months of a row of venue_rollup. */
const monthlyOrders = (of: (month: string) => string) =>
  [1, 2, 3].map((month) => of(`t.orders_${month}`)).join(" + ");

function fromRollup(
  rollup: RollupSource,
  by: readonly Exclude<Dimension, "orderType">[],
  types: readonly OrderType[],
  grouped: boolean,
): Condition {
  const keys = keysOf(by.map((one) => rollup.keys[one] as string));
  if (!grouped) {
    const sql = `grouped AS (
  SELECT ${keys.select}1 AS reports, ${GROUP_NAMES.join(", ")}
  FROM ${rollup.from}
  WHERE ${rollup.condition.sql}
)`;
    return { sql, values: rollup.condition.values };
  }
  if (rollup.together === "once") {
    const names = keys.names.map((name) => `${name}, `).join("");
    const sql = `sections AS (
  SELECT ${keys.select}t.report_id, ${TOGETHER}, ${monthlyOrders((month) => `coalesce(max(${month}), 0)`)} AS orders
  FROM ${rollup.from}
  WHERE ${rollup.condition.sql}
  GROUP BY ${names}t.report_id, t.section
), grouped AS (
  SELECT ${names}${rollup.reports} AS reports, ${TOGETHER}, sum(t.orders) AS orders
  FROM sections t
  ${keys.groupBy}
)`;
    return { sql, values: rollup.condition.values };
  }
  const columns = {
    added: `${TOGETHER}, sum(t.orders) AS orders`,
    "by month": `${TOGETHER}, sum(${monthlyOrders((month) => `coalesce(${month}, 0)`)}) AS orders`,
    apart: addedColumns(types),
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
