import { ORDER_TYPES, type OrderType } from "./order-types";

/*
 * What a filed cell is to the metrics, and what it adds to each sum: defined here, and nowhere else. A cell is one order
 * type of one venue row: `usd` net dollars and `cph` net cents per hundred shares (options: per contract), positive when
 * the broker received, and `pct`, the venue's percentage (0–100) of the orders of the type; null when filed blank.
 * The rollups, the queries over filed rows and the traces are all written with these expressions.
 */

/** The dollars and the rate of a cell. */
export interface PaymentCell {
  readonly usd: number | null;
  readonly cph: number | null;
}

/**
 * What a filed pair of dollars and rate is. `rated`: in payment, rate and implied volume. `paid_nothing`: zero dollars with a
 * rate of zero or none, a statement that such orders are not paid for. `no_rate`, `zero_rate`, `signs_differ`, `zero_dollars`
 * (with a rate): in the payment alone, because neither follows from it. `no_dollars`: a rate without dollars, `blank`:
 * neither; in nothing.
 */
export const CELL_STATES = [
  "rated",
  "paid_nothing",
  "no_rate",
  "zero_rate",
  "signs_differ",
  "zero_dollars",
  "no_dollars",
  "blank",
] as const;
export type CellState = (typeof CELL_STATES)[number];

/** The state of a cell that was read. */
export function cellState({ usd, cph }: PaymentCell): CellState {
  if (usd === null) return cph === null ? "blank" : "no_dollars";
  if (usd === 0) return cph ? "zero_dollars" : "paid_nothing";
  if (cph === null) return "no_rate";
  if (cph === 0) return "zero_rate";
  return usd > 0 === cph > 0 ? "rated" : "signs_differ";
}

/** The columns of a cell in SQL. */
interface CellColumns {
  readonly usd: string;
  readonly cph: string;
  readonly pct: string;
  /** Its report's percentages are no shares of the orders (`unusable-percentages.ts`). */
  readonly unusable: string;
}

/** The columns of a cell of venue row `v` of report `r`. */
export function cellColumns(type: OrderType): CellColumns {
  return { usd: `v.${type}_usd`, cph: `v.${type}_cph`, pct: `v.${type}_pct`, unusable: "r.pct_unusable" };
}

/** The state of a stored cell, in SQL: the twin of `cellState`. */
export function stateColumn({ usd, cph }: CellColumns): string {
  return `CASE WHEN ${usd} IS NULL THEN iif(${cph} IS NULL, 'blank', 'no_dollars')
      WHEN ${usd} = 0 THEN iif(${cph} <> 0, 'zero_dollars', 'paid_nothing')
      WHEN ${cph} IS NULL THEN 'no_rate'
      WHEN ${cph} = 0 THEN 'zero_rate'
      WHEN ${usd} * ${cph} > 0 THEN 'rated'
      ELSE 'signs_differ' END`;
}

/** The state `rated` in fewer words, as it is asked of every cell: unknown, so not true, where either is blank. */
function isRated({ usd, cph }: CellColumns): string {
  return `${usd} * ${cph} > 0`;
}

/** Rated, with a percentage that says how much of the orders that is. */
function isCovered(cell: CellColumns): string {
  return `${isRated(cell)} AND NOT ${cell.unusable}`;
}

function isPaidNothing({ usd, cph, unusable }: CellColumns): string {
  return `${usd} = 0 AND coalesce(${cph}, 0) = 0 AND NOT ${unusable}`;
}

interface SumSql {
  /** What the cell adds. A sum over nothing but blanks is null: blank is not zero. */
  readonly adds: (cell: CellColumns) => string;
  /** Which cells add to it; without it all of them. */
  readonly where?: (cell: CellColumns) => string;
}

/** The sums that figures are made of. A new one is a line here and its columns in the rollups (prisma/schema.prisma). */
const SUMS = {
  /** Σ net dollars. */
  usd: { adds: ({ usd }) => usd },
  /** Σ of their absolute values. */
  abs: { adds: ({ usd }) => `abs(${usd})` },
  /** The same of the rated cells. */
  rated_usd: { adds: ({ usd }) => usd, where: isRated },
  rated_abs: { adds: ({ usd }) => `abs(${usd})`, where: isRated },
  /** Σ implied shares of the rated cells (options: contracts × 100). */
  shares: { adds: ({ usd, cph }) => `${usd} * 10000 / ${cph}`, where: isRated },
  /** Σ venue percentage of the rated cells. */
  cover: { adds: ({ pct }) => pct, where: isCovered },
  /** The same of the cells paid nothing. */
  unpaid: { adds: ({ pct }) => pct, where: isPaidNothing },
} satisfies Readonly<Record<string, SumSql>>;

export type SumName = keyof typeof SUMS;
export const SUM_NAMES = Object.keys(SUMS) as SumName[];

/** What belongs together for each order type, in the order of columns: the sums, then how many section-months have orders. */
export const GROUP_NAMES = [...SUM_NAMES, "orders"] as const;

/** All sums over rows `v`, one column each: `market_usd, market_abs …`. `only`: over some of the rows. */
export function sumColumns(types: readonly OrderType[] = ORDER_TYPES, only: string | null = null): string {
  return columns(types, SUM_NAMES, (name, type) => {
    const { adds, where }: SumSql = SUMS[name as SumName];
    const cell = cellColumns(type);
    const conditions = [...(where ? [where(cell)] : []), ...(only ? [only] : [])];
    return `sum(${adds(cell)})${conditions.length > 0 ? ` FILTER (WHERE ${conditions.join(" AND ")})` : ""}`;
  });
}

/** The sums of rows `t` that have them as columns: all of `GROUP_NAMES` unless fewer are named. */
export function addedColumns(
  types: readonly OrderType[] = ORDER_TYPES,
  names: readonly string[] = GROUP_NAMES,
): string {
  return columns(types, names, (name, type) => `sum(t.${type}_${name})`);
}

function columns(
  types: readonly OrderType[],
  names: readonly string[],
  sqlOf: (name: string, type: OrderType) => string,
): string {
  return types
    .flatMap((type) => names.map((name) => `${sqlOf(name, type)} AS ${type}_${name}`))
    .join(",\n    ");
}

/** The names of those columns, type by type. */
export function groupColumns(types: readonly OrderType[] = ORDER_TYPES): string[] {
  return types.flatMap((type) => GROUP_NAMES.map((name) => `${type}_${name}`));
}

/** 1 where an order type has any order in a section-month, one column each: `market_orders …`. Over all rows `v` of the
 * section-month, so that leaving out venues does not change what the whole is. 0 where the percentages cannot be used: what is
 * counted here is what they are percentages of. */
export function orderColumns(types: readonly OrderType[] = ORDER_TYPES): string {
  return columns(types, ["orders"], (_, type) => {
    const { pct, usd, unusable } = cellColumns(type);
    return `coalesce(max((${pct} > 0 OR ${usd} <> 0) AND NOT ${unusable}), 0)`;
  });
}

/** What one row `v` of filed cells adds to a sum over these order types; null: nothing. */
export function rowColumn(name: SumName, types: readonly OrderType[] = ORDER_TYPES): string {
  const { adds, where }: SumSql = SUMS[name];
  return total(
    types.map((type) => {
      const cell = cellColumns(type);
      return where ? `iif(${where(cell)}, ${adds(cell)}, NULL)` : adds(cell);
    }),
  );
}

/** The sums of several order types together, from the columns of each: in the order of `names`. */
export function togetherColumns(
  types: readonly OrderType[] = ORDER_TYPES,
  names: readonly string[] = GROUP_NAMES,
): string {
  return names.map((name) => total(types.map((type) => `${type}_${name}`))).join(", ");
}

/** Amounts added up, of which a blank one adds nothing; null when all are blank. */
export function total(amounts: readonly string[]): string {
  const [only = "NULL"] = amounts;
  if (amounts.length < 2) return only;
  return `CASE WHEN coalesce(${amounts.join(", ")}) IS NOT NULL
      THEN ${amounts.map((amount) => `coalesce(${amount}, 0)`).join(" + ")} END`;
}
