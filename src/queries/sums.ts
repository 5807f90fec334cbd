import { plus } from "@/report/blank-sums";
import type { OrderType } from "@/report/order-types";
import { iterateRaw, type RawRow, selectRaw, storeConnection } from "./database";
import type { Dimension, Filters } from "./filters";
import { COLUMNS_PER_TYPE, readSums, type Sums } from "./measures";
import type { PlacedName } from "./placed-names";
import { type Source, type SumQuery, sumQuery } from "./sum-query";
import { EVERYTHING } from "./window";

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
  const isPart = window.limit !== null || window.offset > 0;
  const query = sumQuery(filters, by, window, { source, named: isPart });
  // Names of the same state of the store.
  const rows = storeConnection().transaction(() => {
    const found = selectRaw(query.sql, query.values);
    return query.names ? byName(found, query.names(), query) : found;
  })();
  return rows.map((row) => toSumRow(row, query));
}

/** The same one by one, for answers too long to hold. */
export function* iterateSums(filters: Filters, by: readonly Dimension[]): Generator<SumRow> {
  const query = sumQuery(filters, by, EVERYTHING, { source: "smallest", named: true });
  for (const row of iterateRaw(query.sql, query.values)) yield toSumRow(row, query);
}

/** Rows that begin with an id and an empty column: under their name and slug, in the order of names, else as they come.
 * Those of one group, which follow one another, are added up. */
function byName(
  rows: readonly RawRow[],
  names: ReadonlyMap<number, PlacedName>,
  { grouped, keys }: SumQuery,
): RawRow[] {
  const found = new Map<number, RawRow[]>();
  for (const row of rows) {
    const id = row[0] as number;
    const own = found.get(id);
    const last = grouped ? undefined : own?.at(-1);
    if (last && isOfGroup(last, row, keys.length)) addTo(last, row, keys.length);
    else if (own) own.push(row);
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

/** Whether rows of one id have the same keys after it. */
function isOfGroup(one: RawRow, other: RawRow, keys: number): boolean {
  for (let i = 2; i < keys; i += 1) if (one[i] !== other[i]) return false;
  return true;
}

function addTo(row: RawRow, more: RawRow, keys: number): void {
  for (let i = keys; i < row.length; i += 1) row[i] = plus(row[i] as number | null, more[i] as number | null);
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
