import { z } from "zod";
import type { Query } from "@/queries/filters";
import type { Window } from "@/queries/window";
import { AppError } from "@/report/errors";

export const DEFAULT_LIMIT = 1_000;

/** One page of rows, and where the next begins; null: that was all. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** A cursor is a position as JSON, marked with the list it belongs to, in base64url: opaque to readers. */
export function writeCursor(list: string, position: unknown): string {
  return Buffer.from(JSON.stringify([list, position])).toString("base64url");
}

/** @throws AppError invalid_input when it is no cursor of this list */
export function readCursor<Position>(list: string, cursor: string, shape: z.ZodType<Position>): Position {
  try {
    const text = Buffer.from(cursor, "base64url").toString("utf8");
    return z.tuple([z.literal(list), shape]).parse(JSON.parse(text))[1];
  } catch (cause) {
    const message = `"${cursor}" is not allowed for "cursor"; allowed: "next" of the previous answer of this list.`;
    throw new AppError("invalid_input", message, { cause });
  }
}

/** Which rows a query asks for: CSV gives all unless told otherwise. */
export function windowOf(
  list: string,
  { limit, cursor, format }: Pick<Query, "limit" | "cursor" | "format">,
): Window {
  const offset = cursor === null ? 0 : readCursor(list, cursor, z.int().min(0));
  return { limit: limit ?? (format === "csv" ? null : DEFAULT_LIMIT), offset };
}

/** One page of a list that reads by offset: one row more than wanted tells whether there is a next. */
export function pageOf<Row>(
  list: string,
  window: Window,
  read: (window: Window) => readonly Row[],
): Page<Row> {
  const { limit, offset } = window;
  if (limit === null) return { rows: read(window), next: null };
  const rows = read({ limit: limit + 1, offset });
  if (rows.length <= limit) return { rows, next: null };
  return { rows: rows.slice(0, limit), next: writeCursor(list, offset + limit) };
}
