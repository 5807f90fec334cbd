import { z } from "zod";
import { type ParameterName, type Query, type RawQuery, readQuery } from "@/queries/filters";
import { AppError } from "@/report/errors";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** What other sites add to a link to count clicks. A shared link must not fail for it. */
export const CLICK_COUNTERS = /^(utm_\w+|[a-z]*clid|mc_[ce]id|ref)$/;

/**
 * Reads a page's query string by the same rules as the API's. What it does not allow comes back as `problem`, in words
 * for the reader: a page answers with a `Refusal` that says it. `own`: parameters of this page alone.
 */
export async function pageQuery<Own extends z.ZodRawShape = Record<never, never>>(
  searchParams: SearchParams,
  names: readonly ParameterName[],
  own?: Own,
): Promise<{ query: Query & z.output<z.ZodObject<Own>>; problem: null } | { query: null; problem: string }> {
  const given = Object.entries(await searchParams).filter(([name]) => !CLICK_COUNTERS.test(name));
  const raw: RawQuery = Object.fromEntries(given);
  try {
    return { query: readQuery(raw, names, { own }), problem: null };
  } catch (error) {
    if (error instanceof AppError && error.kind === "invalid_input")
      return { query: null, problem: error.message };
    throw error;
  }
}

const PAGES = { error: "allowed: a page, counted from 1" };

/** Which page of a long list, from 1. */
export const pageParameter = z.coerce.number(PAGES).int(PAGES).min(1, PAGES).max(100_000, PAGES).optional();

/** What `read` gives; what it does not allow or have, such as a broker the store does not know, as `problem` in words. */
export function orProblem<T>(read: () => T): { value: T; problem: null } | { value: null; problem: string } {
  try {
    return { value: read(), problem: null };
  } catch (error) {
    if (error instanceof AppError && (error.kind === "invalid_input" || error.kind === "not_found"))
      return { value: null, problem: error.message };
    throw error;
  }
}

/** What `read` gives, or null where it names something the store does not have. */
export function orMissing<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppError && (error.kind === "invalid_input" || error.kind === "not_found"))
      return null;
    throw error;
  }
}

/** What `read` finds wrong with the reader's choice, such as a broker that is not stored; null when nothing is. */
export function problemOf(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof AppError && error.kind === "invalid_input") return error.message;
    throw error;
  }
}
