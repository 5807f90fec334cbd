import { z } from "zod";
import { FLAT_COLUMNS, FLAT_NUMBER_COLUMNS } from "@/dictionary/flat-columns";
import type { FlatRow } from "./report-lines";
import { rowSchema } from "./row-schema";

/** A line as an object, for JSON. */
export const FlatObject = rowSchema(
  "rows",
  Object.fromEntries(
    FLAT_COLUMNS.map((column) => [
      column,
      (FLAT_NUMBER_COLUMNS.has(column) ? z.number() : z.string()).nullable(),
    ]),
  ),
);

export function flatObject(values: FlatRow): Record<string, string | number | null> {
  return Object.fromEntries(FLAT_COLUMNS.map((column, i) => [column, values[i] ?? null]));
}
