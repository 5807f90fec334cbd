export type SortValue = string | number | null | undefined;

/**
 * Rows by one value of each: numbers by size, texts by letter, equal ones in the order given. What is not known stands
 * last either way, because it is neither the least nor the most.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  key: (row: Row) => SortValue,
  descending: boolean,
): Row[] {
  const known = rows.filter((row) => isKnown(key(row)));
  const unknown = rows.filter((row) => !isKnown(key(row)));
  const sign = descending ? -1 : 1;
  return [...known.sort((a, b) => sign * compare(key(a), key(b))), ...unknown];
}

function isKnown(value: SortValue): boolean {
  return value !== null && value !== undefined && value !== "";
}

function compare(a: SortValue, b: SortValue): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en", { numeric: true });
}
