import type { ExecutionReport, ExecutionRow, ExecutionSum } from "./execution-report";
import { STATISTIC_FIELDS } from "./statistics";

/** A filed figure, or a sum, that two versions of a report have differently. */
export interface ChangedCell {
  /** `S&P 500 Y, size 1000, M`: which row. */
  readonly row: string;
  readonly field: string;
  /** null: the version has no such row, or an empty cell. */
  readonly before: string | number | null;
  readonly after: string | number | null;
}

type Figures = Pick<ExecutionReport, "rows" | "sums">;

/** Every cell that differs; of numbers the value counts, not how they are written. */
export function changedCells(before: Figures, after: Figures): ChangedCell[] {
  return [
    ...differences(byKey(before.rows, rowWords), byKey(after.rows, rowWords), STATISTIC_FIELDS, filedAt),
    ...differences(byKey(before.sums, sumWords), byKey(after.sums, sumWords), SUM_FIELDS, sumAt),
  ];
}

/** `3 cells: S&P 500 Y, size 1000, M AvgOrderQty 1 → 2; …` with the first few spelled out. */
export function changedWords(cells: readonly ChangedCell[]): string {
  const shown = cells
    .slice(0, 3)
    .map(({ row, field, before, after }) => `${row} ${field} ${before ?? "none"} → ${after ?? "none"}`);
  return `${cells.length} ${cells.length === 1 ? "cell" : "cells"} (${shown.join("; ")}${cells.length > 3 ? "; …" : ""})`;
}

export function rowWords({ sp500, size, type }: Pick<ExecutionRow, "sp500" | "size" | "type">): string {
  return `S&P 500 ${sp500}, size ${size}, ${type}`;
}

function sumWords({ type, size, lot }: ExecutionSum): string {
  return [`type ${type}`, `size ${size}`, ...(lot ? [`lot ${lot}`] : [])].join(", ");
}

const SUM_FIELDS = [
  "rows",
  "orders",
  "shares",
  "cancelledShares",
  "executedShares",
  "executedAwayShares",
  "improvedShares",
  "improvedUsd",
  "atQuoteShares",
  "outsideShares",
  "outsideUsd",
  "ratedShares",
  "effectiveUsd",
  "quotedUsd",
  "midpointUsd",
  "leftOutShares",
  "leftOutRows",
] as const satisfies readonly (keyof ExecutionSum)[];

function filedAt({ filed }: ExecutionRow, _field: string, i: number): string | null {
  return filed[i] ?? null;
}

function sumAt(sum: ExecutionSum, field: string): string | number | null {
  return sum[field as keyof ExecutionSum];
}

function byKey<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row> {
  return new Map(rows.map((row) => [key(row), row]));
}

function differences<Row>(
  before: ReadonlyMap<string, Row>,
  after: ReadonlyMap<string, Row>,
  fields: readonly string[],
  at: (row: Row, field: string, i: number) => string | number | null,
): ChangedCell[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key) =>
    fields.flatMap((field, i) => {
      const [a = null, b = null] = [before.get(key), after.get(key)].map((row) => row && at(row, field, i));
      const isSame = a === b || (a !== null && b !== null && Number(a) === Number(b));
      return isSame ? [] : [{ row: key, field, before: a ?? null, after: b ?? null }];
    }),
  );
}
