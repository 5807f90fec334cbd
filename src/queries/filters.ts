import { z } from "zod";
import { AppError } from "@/report/errors";
import { FINDINGS, type FindingCode } from "@/report/findings";
import { ORDER_TYPES, type OrderType } from "@/report/order-types";
import {
  formatQuarter,
  type Month,
  parseMonth,
  parseQuarter,
  type Quarter,
  quarterIndex,
} from "@/report/quarter";
import { SECTIONS, type Section, sectionsOf } from "@/report/sections";
import { VENUE_KINDS, type VenueKind } from "@/report/venue-kinds";

/**
 * What to look at: the one set of filters behind pages, API and exports. An empty list means all,
 * null means no bound. Rows must satisfy every filter; within a list any value will do.
 */
export interface Filters {
  /** Broker slugs or CRD numbers. */
  readonly broker: readonly string[];
  /** Venue slugs. */
  readonly venue: readonly string[];
  readonly venueKind: readonly VenueKind[];
  readonly section: readonly Section[];
  readonly orderType: readonly OrderType[];
  /** First and last quarter, both included. */
  readonly from: Quarter | null;
  readonly to: Quarter | null;
  /** One month of one quarter. */
  readonly month: Month | null;
  /** `exclude` leaves out rows whose venue is an exchange. */
  readonly exchanges: "include" | "exclude";
  /** `exclude` leaves out rows that another stored report contains as well. */
  readonly reReported: "exclude" | "include";
  /** ISO date: the versions generated on or before that day (UTC). Reports without a date are then left out. */
  readonly asOf: string | null;
  /** `all` adds superseded versions where a list shows reports or rows; totals only ever use current ones. */
  readonly versions: "current" | "all";
}

/** What `rates` can group by. At most one of the three time grains. */
export const DIMENSIONS = [
  "broker",
  "venue",
  "venueKind",
  "section",
  "orderType",
  "month",
  "quarter",
  "year",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export const TIME_GRAINS = ["month", "quarter", "year"] as const satisfies readonly Dimension[];

/** Which reports a list shows, by what the checks found in them. */
export interface FindingFilters {
  /** Reports with a finding of any of these codes. */
  readonly finding: readonly FindingCode[];
  /** Reports with a finding this severe; with `finding`, one of those. Reports with errors are not stored. */
  readonly severity: StoredSeverity | null;
}
export const STORED_SEVERITIES = ["warning", "note"] as const;
export type StoredSeverity = (typeof STORED_SEVERITIES)[number];

/** Codes a stored report of rule 606 can have: errors stop a file. */
export const STORED_FINDINGS = (Object.keys(FINDINGS) as FindingCode[]).filter(
  (code) => FINDINGS[code].severity !== "error" && !("rule" in FINDINGS[code]),
);

/** Everything a query string can say. */
export interface Query extends Filters, FindingFilters {
  readonly by: readonly Dimension[];
  /** Rows at most; null: the endpoint's default. */
  readonly limit: number | null;
  /** Where to go on, from the previous answer's `next`. */
  readonly cursor: string | null;
  readonly format: "json" | "csv";
  /** A column says why figures are doubtful. */
  readonly findings: "exclude" | "include";
  /** CSV begins with a UTF-8 byte order mark. */
  readonly bom: boolean;
}

export const NO_FILTERS: Filters = {
  broker: [],
  venue: [],
  venueKind: [],
  section: [],
  orderType: [],
  from: null,
  to: null,
  month: null,
  exchanges: "include",
  reReported: "exclude",
  asOf: null,
  versions: "current",
};

/** Filters with the given ones set, the others at their defaults. */
export function filters(some: Partial<Filters> = {}): Filters {
  return { ...NO_FILTERS, ...some };
}

const MAX_LIMIT = 10_000;

const quarter = z
  .string()
  .regex(/^\d{4}[Qq][1-4]$/, { error: "allowed: a quarter such as 2020Q1" })
  .transform((text) => parseQuarter(text));

const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: "allowed: a month such as 2020-01" })
  .transform((text) => parseMonth(text));

function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, { error: `allowed: ${values.join(", ")}` });
}

function anyOf<const T extends readonly string[]>(values: T) {
  return z.array(oneOf(values)).transform((list) => [...new Set(list)]);
}

const slugs = z.array(z.string().max(200, { error: "allowed: at most 200 characters" }));

/**
 * Every parameter there is. Pages and endpoints each take a subset (`readQuery`); the API's
 * description is made from the same schemas. Lists come repeated (`broker=a&broker=b`) or separated
 * by commas (`broker=a,b`).
 */
export const PARAMETERS = {
  broker: slugs.describe(
    "Brokers: slug as in `/brokers`, or CRD number. Repeatable, or separated by commas.",
  ),
  venue: slugs.describe("Venues: slug as in `/venues`. Repeatable, or separated by commas."),
  venueKind: anyOf(VENUE_KINDS).describe("Kinds of venue. Repeatable, or separated by commas."),
  section: z
    .array(oneOf([...SECTIONS, "equities"]))
    .transform((list) => [...new Set(list.flatMap(sectionsOf))])
    .describe(
      "Sections of the report; `equities` is both stock sections. Repeatable, or separated by commas.",
    ),
  orderType: anyOf(ORDER_TYPES).describe("Order types. Repeatable, or separated by commas."),
  from: quarter.describe("First quarter, included: `2020Q1`."),
  to: quarter.describe("Last quarter, included: `2020Q4`."),
  quarter: quarter.describe("One quarter: the same as `from` and `to` with this value."),
  month: month.describe("One month: `2020-01`."),
  exchanges: oneOf(["include", "exclude"]).describe("Whether venues that are exchanges count."),
  reReported: oneOf(["exclude", "include"]).describe(
    "Whether flow counts that another stored report contains as well (an affiliate's, or the clearing firm's).",
  ),
  asOf: z.iso
    .date({ error: "allowed: a day such as 2021-06-30" })
    .describe(
      "The versions generated on or before this day (UTC), by the report's own timestamp. Reports without one are left out.",
    ),
  versions: oneOf(["current", "all"]).describe("`all` adds the superseded versions of each report."),
  finding: anyOf(STORED_FINDINGS).describe(
    "Reports in which a check found any of these: codes as in `/methods`. Repeatable, or separated by commas.",
  ),
  severity: oneOf(STORED_SEVERITIES).describe(
    "Reports with a finding of this severity; with `finding`, one of those.",
  ),
  findings: oneOf(["exclude", "include"]).describe(
    "`include`: a last column `findings` says why figures of a row are doubtful, by what the checks found.",
  ),
  by: anyOf(DIMENSIONS)
    .refine((list) => list.filter((one) => TIME_GRAINS.some((grain) => grain === one)).length <= 1, {
      error: `allowed: at most one of ${TIME_GRAINS.join(", ")}`,
    })
    .describe("What to group by. Repeatable, or separated by commas; at most one of month, quarter, year."),
  limit: z.coerce
    .number({ error: `allowed: a whole number from 1 to ${MAX_LIMIT}` })
    .int({ error: `allowed: a whole number from 1 to ${MAX_LIMIT}` })
    .min(1, { error: `allowed: a whole number from 1 to ${MAX_LIMIT}` })
    .max(MAX_LIMIT, { error: `allowed: a whole number from 1 to ${MAX_LIMIT}` })
    .describe("Rows at most. Default 1,000; CSV: all."),
  cursor: z.string().describe("Where to go on: `next` of the previous answer."),
  format: oneOf(["json", "csv"]).describe("`csv`: the rows alone, with a header line, streamed."),
  bom: oneOf(["0", "1"])
    .transform((text) => text === "1")
    .describe("`1`: CSV begins with a UTF-8 byte order mark, by which Excel knows the encoding."),
} as const satisfies Record<string, z.ZodType>;

export type ParameterName = keyof typeof PARAMETERS;

const LISTS: ReadonlySet<string> = new Set([
  "broker",
  "venue",
  "venueKind",
  "section",
  "orderType",
  "finding",
  "by",
  // Of rule 605 (execution-parameters.ts).
  "reporter",
  "orderSize",
]);

/** Whether a parameter may be repeated. */
export function isList(name: string): boolean {
  return LISTS.has(name);
}

/** A page's `searchParams` or a request's. */
export type RawQuery = URLSearchParams | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Reads a query string. `names` are the parameters this page or endpoint takes; `own` adds some of
 * its own, each a schema of one string. An empty value counts as not given (a form sends them).
 * @throws AppError invalid_input naming every unknown or repeated parameter and every value that is
 * not allowed, with what is.
 */
export function readQuery<Own extends z.ZodRawShape = Record<never, never>>(
  raw: RawQuery,
  names: readonly ParameterName[],
  { own, defaults }: { own?: Own; defaults?: Partial<Query> } = {},
): Query & z.output<z.ZodObject<Own>> {
  const shape: Record<string, z.ZodType> = {
    ...Object.fromEntries(names.map((name) => [name, PARAMETERS[name].optional()])),
    ...(own as Record<string, z.ZodType> | undefined),
  };
  const problems: string[] = [];
  const given: Record<string, string | string[]> = {};
  for (const [name, values] of entriesOf(raw)) {
    if (!Object.hasOwn(shape, name)) {
      problems.push(
        `Unknown parameter "${name}"; allowed: ${Object.keys(shape).sort().join(", ") || "none"}.`,
      );
    } else if (isList(name)) {
      const list = values.flatMap((value) => value.split(",")).map((value) => value.trim());
      if (list.some((value) => value !== "")) given[name] = list.filter((value) => value !== "");
    } else if (values.length > 1) {
      problems.push(`Parameter "${name}" is given ${values.length} times; allowed: once.`);
    } else if (values[0]) {
      given[name] = values[0];
    }
  }
  const result = z.object(shape).safeParse(given);
  for (const issue of result.error?.issues ?? []) {
    const [name, index] = issue.path;
    const value = given[String(name)];
    const wrong = Array.isArray(value) ? (typeof index === "number" ? value[index] : value.join(",")) : value;
    problems.push(`"${wrong}" is not allowed for "${String(name)}"; ${issue.message}.`);
  }
  if (problems.length > 0 || !result.success) throw new AppError("invalid_input", problems.join(" "));
  const { quarter: single, ...read } = result.data as Partial<Query> & { quarter?: Quarter };
  const query = {
    ...NO_FILTERS,
    finding: [],
    severity: null,
    by: [],
    findings: "exclude" as const,
    limit: null,
    cursor: null,
    format: "json" as const,
    bom: false,
    ...defaults,
    ...read,
    ...(single && narrowTo(single, read)),
  };
  if (query.from && query.to && quarterIndex(query.from) > quarterIndex(query.to)) {
    throw new AppError(
      "invalid_input",
      `"from" (${formatQuarter(query.from)}) is after "to" (${formatQuarter(query.to)}); allowed: from up to to.`,
    );
  }
  return query as Query & z.output<z.ZodObject<Own>>;
}

function narrowTo(single: Quarter, { from, to }: Partial<Query>): Pick<Filters, "from" | "to"> {
  if (from || to) {
    throw new AppError(
      "invalid_input",
      `"quarter" is given beside "from" or "to"; allowed: one or the other.`,
    );
  }
  return { from: single, to: single };
}

function entriesOf(raw: RawQuery): [string, string[]][] {
  if (raw instanceof URLSearchParams) return [...new Set(raw.keys())].map((name) => [name, raw.getAll(name)]);
  return Object.entries(raw).flatMap(([name, value]): [string, string[]][] =>
    value === undefined ? [] : [[name, typeof value === "string" ? [value] : [...value]]],
  );
}
