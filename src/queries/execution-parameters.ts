import { z } from "zod";
import {
  EXECUTION_TYPES,
  type ExecutionType,
  ORDER_SIZES,
  type OrderSize,
  SP500_FLAGS,
  type Sp500,
} from "@/execution/order-sizes";
import { readMonth } from "@/execution/report-month";
import { AppError } from "@/report/errors";
import { type ParameterName, type Query, type RawQuery, readQuery } from "./filters";

/** Which rows of reports of rule 605. An empty list means all, null no bound. */
export interface ExecutionFilters {
  /** Codes or slugs. */
  readonly reporter: readonly string[];
  /** First and last month, both included: 202608. */
  readonly from: number | null;
  readonly to: number | null;
  readonly sp500: Sp500 | null;
  readonly orderSize: readonly OrderSize[];
  readonly orderType: readonly ExecutionType[];
  readonly versions: "current" | "all";
}

export type ExecutionQuery = ExecutionFilters & Pick<Query, "limit" | "cursor" | "format" | "bom">;

const month = z
  .string()
  .regex(/^\d{4}-?(0[1-9]|1[0-2])$/, { error: "allowed: a month such as 202608" })
  .transform(readMonth);

/** Parameters whose meaning is rule 605's own; `from` and `to` are months here. */
export const EXECUTION_PARAMETERS = {
  reporter: z
    .array(z.string().max(200, { error: "allowed: at most 200 characters" }))
    .optional()
    .describe(
      "Reporters: code as filed, or slug as in `/execution-reports`. Repeatable, or separated by commas.",
    ),
  from: month.optional().describe("First month, included: `202608`."),
  to: month.optional().describe("Last month, included: `202608`."),
} as const;

export const EXECUTION_ROW_PARAMETERS = {
  ...EXECUTION_PARAMETERS,
  sp500: z
    .enum(SP500_FLAGS, { error: `allowed: ${SP500_FLAGS.join(", ")}` })
    .optional()
    .describe("`Y`: stocks in the S&P 500, `N`: other stocks."),
  orderSize: z
    .array(z.enum(ORDER_SIZES.map(String), { error: `allowed: ${ORDER_SIZES.join(", ")}` }))
    .optional()
    .describe(
      "Sizes of orders by their least dollars; 199999 is all below $200,000. Repeatable, or separated by commas.",
    ),
  orderType: z
    .array(z.enum(EXECUTION_TYPES, { error: `allowed: ${EXECUTION_TYPES.join(", ")}` }))
    .optional()
    .describe("`M` market orders, `ML` marketable limit orders. Repeatable, or separated by commas."),
} as const;

/** Values of these parameters as they are written in an address. */
export const EXECUTION_EXAMPLES = {
  reporter: "BATS",
  from: "202608",
  to: "202608",
  sp500: "Y",
  orderSize: "1000,5000",
  orderType: "M",
} as const satisfies Record<keyof typeof EXECUTION_ROW_PARAMETERS, string>;

/** Reads a query string. `names` are the parameters it may have beside these. @throws AppError invalid_input */
export function readExecutionQuery(
  raw: RawQuery,
  names: readonly ParameterName[],
  own: z.ZodRawShape = EXECUTION_ROW_PARAMETERS,
): ExecutionQuery {
  // What the filters of rule 606 are called alike is read by these schemas, not by its own.
  const read = readQuery(raw, names, { own }) as unknown as Record<string, unknown>;
  const query = {
    reporter: (read.reporter as string[] | undefined) ?? [],
    from: read.from as number | null,
    to: read.to as number | null,
    sp500: (read.sp500 as Sp500 | undefined) ?? null,
    orderSize: ((read.orderSize as string[] | undefined) ?? []).map(Number) as OrderSize[],
    orderType: read.orderType as ExecutionType[],
    versions: read.versions as ExecutionFilters["versions"],
    limit: read.limit as number | null,
    cursor: read.cursor as string | null,
    format: read.format as Query["format"],
    bom: read.bom as boolean,
  };
  if (query.from && query.to && query.from > query.to) {
    throw new AppError(
      "invalid_input",
      `"from" (${query.from}) is after "to" (${query.to}); allowed: from up to to.`,
    );
  }
  return query;
}

/** Filters with the given ones set, the others open. */
export function executionFilters(some: Partial<ExecutionFilters> = {}): ExecutionFilters {
  return {
    reporter: [],
    from: null,
    to: null,
    sp500: null,
    orderSize: [],
    orderType: [],
    versions: "current",
    ...some,
  };
}
