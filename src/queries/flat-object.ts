import { FLAT_COLUMNS } from "@/dictionary/filed-row";
import type { FlatRow } from "./report-lines";

/** A line as an object, for JSON. */
export function flatObject(values: FlatRow): Record<string, string | number | null> {
  return Object.fromEntries(FLAT_COLUMNS.map((column, i) => [column, values[i] ?? null]));
}
