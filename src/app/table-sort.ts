import { z } from "zod";

/** What a table is sorted by, as `sort=` says it: `payment`, or `-payment` for the highest first. */
export interface Sort {
  readonly by: string;
  readonly descending: boolean;
}

/** The `sort=` parameter of a page whose table has these columns. */
export function sortParameter(columns: readonly string[]) {
  const allowed = columns.flatMap((key) => [key, `-${key}`]);
  return z
    .enum(allowed as [string, ...string[]], {
      error: `allowed: ${columns.join(", ")}, each with a minus in front for the highest first`,
    })
    .transform((text): Sort => ({ by: text.replace(/^-/, ""), descending: text.startsWith("-") }))
    .optional();
}

export function writeSort(by: string, descending: boolean): string {
  return descending ? `-${by}` : by;
}

/** The `rows=` parameter of a page that shows the first rows of a long table unless asked for all. */
export const rowsParameter = z.enum(["all"], { error: "allowed: all" }).optional();

/** Rows of a table shown at first: a quarter of the whole market has about 1,200 brokers. */
export const FIRST_ROWS = 100;
