import { plus } from "@/report/blank-sums";
import { ORDER_TYPES, type OrderType } from "@/report/order-types";
import type { Measures } from "@/report/rate";

/**
 * The metrics in SQL; their twin in TypeScript is `report/rate.ts` with `report/order-coverage.ts`,
 * and a test proves the two equal. A cell is rated when dollars and rate are both there, neither is
 * zero, and their signs agree — which is `usd * cph > 0`, and null when either is blank. SQLite's
 * sum() is null over nothing but nulls, so blank stays blank.
 */
const SUMS = {
  usd: (type: OrderType) => `sum(v.${type}_usd)`,
  abs: (type: OrderType) => `sum(abs(v.${type}_usd))`,
  rated_usd: (type: OrderType) => `sum(v.${type}_usd) FILTER (WHERE ${rated(type)})`,
  rated_abs: (type: OrderType) => `sum(abs(v.${type}_usd)) FILTER (WHERE ${rated(type)})`,
  shares: (type: OrderType) => `sum(v.${type}_usd * 10000 / v.${type}_cph) FILTER (WHERE ${rated(type)})`,
  cover: (type: OrderType) => `sum(v.${type}_pct) FILTER (WHERE ${rated(type)})`,
} as const;
const SUM_NAMES = Object.keys(SUMS) as (keyof typeof SUMS)[];

function rated(type: OrderType): string {
  return `v.${type}_usd * v.${type}_cph > 0`;
}

/** Sums over venue rows `v`, one column each: `market_usd, market_abs …`. */
export function sumColumns(types: readonly OrderType[]): string {
  return types
    .flatMap((type) => SUM_NAMES.map((name) => `${SUMS[name](type)} AS ${type}_${name}`))
    .join(",\n    ");
}

/** The same over rows `t` of a rollup, which holds those columns. */
export function rolledUpColumns(types: readonly OrderType[]): string {
  return types
    .flatMap((type) => [...SUM_NAMES, "orders"].map((name) => `sum(t.${type}_${name}) AS ${type}_${name}`))
    .join(",\n    ");
}

/** The sums and orders of all order types together, from rows `t` that have them as columns. */
export const COLUMNS_TOGETHER = together("sum(t.orders)");
/** The same from rows of venue_rollup, whose orders are packed by month: one row of each report and section. */
export const VENUE_COLUMNS = together("sum((t.orders & 7) + (t.orders >> 3 & 7) + (t.orders >> 6 & 7))");
/** The first of two steps from several rows of each: a row per report and section, with the orders of each month once. */
export const SECTION_COLUMNS = together(
  "max(t.orders & 7) + max(t.orders >> 3 & 7) + max(t.orders >> 6 & 7)",
);

function together(orders: string): string {
  return [...SUM_NAMES.map((name) => `sum(t.${name}) AS ${name}`), `${orders} AS orders`].join(", ");
}

/** The columns of those, in the order `readSums` takes them. */
export const TOGETHER_COLUMNS = [...SUM_NAMES, "orders"].join(", ");

/** 1 where an order type has any order in a section-month, one column each: `market_orders …`. Over
 * all rows of the section-month, so that leaving out venues does not change what the whole is. */
export function orderColumns(types: readonly OrderType[]): string {
  return types
    .map((type) => `coalesce(max(v.${type}_pct > 0 OR v.${type}_usd <> 0), 0) AS ${type}_orders`)
    .join(",\n    ");
}

/** The columns of `sumColumns` and `orderColumns`, in the order `readSums` takes them. */
export function groupColumns(types: readonly OrderType[]): string {
  return types.flatMap((type) => [...SUM_NAMES, "orders"].map((name) => `${type}_${name}`)).join(", ");
}

/** The same seven of all these order types together: reading a column costs more than adding it up. */
export function togetherColumns(types: readonly OrderType[]): string {
  const columns = (name: string) => types.map((type) => `${type}_${name}`);
  const sum = (name: string) => {
    const [first = "", ...more] = columns(name);
    if (more.length === 0) return first;
    const total = columns(name).map((column) => `coalesce(${column}, 0)`);
    return `CASE WHEN coalesce(${columns(name).join(", ")}) IS NOT NULL THEN ${total.join(" + ")} END`;
  };
  const orders = columns("orders").map((column) => `coalesce(${column}, 0)`);
  return [...SUM_NAMES.map(sum), orders.join(" + ")].join(", ");
}
export const COLUMNS_PER_TYPE = SUM_NAMES.length + 1;

/** What the metrics of a group are made of. Sums add up over groups; metrics do not. */
export interface Sums {
  /** Σ usd and Σ|usd| of the non-blank cells; null when all are blank. */
  readonly usd: number | null;
  readonly abs: number | null;
  /** The same over the rated cells; null when none is. */
  readonly ratedUsd: number | null;
  readonly ratedAbs: number | null;
  /** Σ implied shares of the rated cells (options: contracts × 100). */
  readonly shares: number | null;
  /** Σ venue percentage of the rated rows; null when all of those are blank. */
  readonly cover: number | null;
  /** How many (report, month, section, order type) have any order. */
  readonly orders: number;
}

export const NOTHING: Sums = {
  usd: null,
  abs: null,
  ratedUsd: null,
  ratedAbs: null,
  shares: null,
  cover: null,
  orders: 0,
};

/** Reads the columns of `groupColumns` of one order type from a raw row. */
export function readSums(row: readonly unknown[], at: number): Sums {
  const number = (i: number) => row[at + i] as number | null;
  return {
    usd: number(0),
    abs: number(1),
    ratedUsd: number(2),
    ratedAbs: number(3),
    shares: number(4),
    cover: number(5),
    orders: number(6) ?? 0,
  };
}

export function addSums(parts: readonly Sums[]): Sums {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return parts.reduce(
    (a, b) => ({
      usd: plus(a.usd, b.usd),
      abs: plus(a.abs, b.abs),
      ratedUsd: plus(a.ratedUsd, b.ratedUsd),
      ratedAbs: plus(a.ratedAbs, b.ratedAbs),
      shares: plus(a.shares, b.shares),
      cover: plus(a.cover, b.cover),
      orders: a.orders + b.orders,
    }),
    NOTHING,
  );
}

export interface GroupMeasures extends Measures {
  /** 0–100: Σ venue percentage of the rated rows ÷ how many (report, month, section, order type) have
   * any order. Null when there is no order, or rated rows have no percentages. */
  readonly orderCoverage: number | null;
}

export function measuresOf(sums: Sums): GroupMeasures {
  const { usd, abs, ratedUsd, ratedAbs, shares, cover, orders } = sums;
  const unknown = orders === 0 || (shares !== null && cover === null);
  return {
    paymentUsd: usd,
    centsPer100Shares: shares === null ? null : (10_000 * (ratedUsd ?? 0)) / shares,
    impliedShares: shares,
    ratedShare: abs === null || abs === 0 ? null : (ratedAbs ?? 0) / abs,
    orderCoverage: unknown ? null : (cover ?? 0) / orders,
  };
}

/** The order types a filter stands for. */
export function orderTypesOf(filter: readonly OrderType[]): readonly OrderType[] {
  return filter.length === 0 ? ORDER_TYPES : ORDER_TYPES.filter((type) => filter.includes(type));
}

/** Dollars to the cent, as sums of filed cents are meant. */
export function toCents(usd: number | null): number | null {
  // Adding 0 turns -0 into 0.
  return usd === null ? null : Math.round(usd * 100) / 100 + 0;
}

/** The sums that growth is counted from. */
export type PartSum = keyof typeof IN_SUM;

/** The part of one cell of venue row `v` in a sum; null: none. */
const IN_SUM = {
  usd: (type: OrderType) => `v.${type}_usd`,
  rated_usd: (type: OrderType) => `iif(${rated(type)}, v.${type}_usd, NULL)`,
  shares: (type: OrderType) => `iif(${rated(type)}, v.${type}_usd * 10000 / v.${type}_cph, NULL)`,
};

/** One of the sums over these order types of one row `v` of venue_row or `t` of rollup, in SQL; null when all are blank. */
export function sumOfTypes(
  table: "venue_row" | "rollup",
  name: PartSum,
  types: readonly OrderType[],
): string {
  const columns = types.map((type) => (table === "rollup" ? `t.${type}_${name}` : IN_SUM[name](type)));
  const [only = "NULL"] = columns;
  if (columns.length < 2) return only;
  return `CASE WHEN coalesce(${columns.join(", ")}) IS NOT NULL
      THEN ${columns.map((column) => `coalesce(${column}, 0)`).join(" + ")} END`;
}
export const ANY_USD = sumOfTypes("venue_row", "usd", ORDER_TYPES);

/** Σ of the absolute dollars of a venue row in SQL; null when all four payments are blank. */
export const ABS_USD = `CASE WHEN coalesce(${ORDER_TYPES.map((type) => `v.${type}_usd`).join(", ")}) IS NOT NULL
      THEN ${ORDER_TYPES.map((type) => `coalesce(abs(v.${type}_usd), 0)`).join(" + ")} END`;
