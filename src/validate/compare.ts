import type { MonthVolume } from "@/report/venue-volume";

/** What the checks over many reports share: grouping rows, sums and medians. */
export function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = new Float64Array(values).sort();
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Dollars in a month below which a rate is mostly rounding and chance. */
export const LEAST_USD = 1000;

/** Cents per 100 shares (options: per contract) over all the months. */
export function rateOf(months: readonly MonthVolume[]): number {
  const usd = sum(months.map((month) => month.ratedUsd ?? 0));
  return (10_000 * usd) / sum(months.map((month) => month.impliedShares ?? 0));
}
