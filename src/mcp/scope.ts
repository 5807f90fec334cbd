import { z } from "zod";
import { brokerQuarters } from "@/queries/broker-quarters";
import { type Dimension, type Filters, PARAMETERS, type ParameterName, readQuery } from "@/queries/filters";
import { storedQuarters } from "@/queries/stored-quarters";
import {
  formatQuarter,
  parseQuarter,
  quarterFromIndex,
  quarterIndex,
  quarterOfMonth,
} from "@/report/quarter";
import { type NameKind, resolveName } from "./known-names";

const NAMES = "Repeatable: names, slugs, CRD numbers or codes; what fits none is answered with the nearest.";

/** The filters a tool takes: those of pages and API, with brokers and venues by any of their names. */
export const SCOPE = {
  broker: z.array(z.string().max(200)).max(40).optional().describe(`Brokers. ${NAMES}`),
  venue: z.array(z.string().max(200)).max(40).optional().describe(`Venues. ${NAMES}`),
  venueKind: PARAMETERS.venueKind.optional(),
  section: PARAMETERS.section.optional(),
  orderType: PARAMETERS.orderType.optional(),
  from: PARAMETERS.from.optional(),
  to: PARAMETERS.to.optional(),
  quarter: PARAMETERS.quarter.optional(),
  month: PARAMETERS.month.optional(),
  exchanges: PARAMETERS.exchanges.optional(),
  reReported: PARAMETERS.reReported.optional(),
  asOf: PARAMETERS.asOf.optional(),
} as const;

export const LIMIT = (most: number) =>
  z.number().int().min(1).max(most).optional().describe(`Rows at most, up to ${most}.`);

export interface Scope {
  readonly filters: Filters;
  readonly by: readonly Dimension[];
  /** Asked for by names only the directory knows: no stored report has them. */
  readonly notStored: readonly string[];
  /** Nothing that was asked for is stored: there is nothing to sum. */
  readonly isEmpty: boolean;
}

/** Reads the filters among a tool's arguments. @throws UnknownName, AppError invalid_input */
export function readScope(given: Readonly<Record<string, unknown>>): Scope {
  const notStored: string[] = [];
  let isEmpty = false;
  const raw: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(SCOPE, name) && name !== "by") continue;
    if ((name === "broker" || name === "venue") && Array.isArray(value) && value.length > 0) {
      const known = value.map((text) => resolveName(String(text), name satisfies NameKind));
      raw[name] = known.filter((one) => one.stored).map((one) => one.slug);
      notStored.push(...known.filter((one) => !one.stored).map((one) => one.name));
      if (raw[name].length === 0) isEmpty = true;
    } else raw[name] = Array.isArray(value) ? value.map(String) : String(value);
  }
  const names = [...(Object.keys(SCOPE) as ParameterName[]), "by" as const];
  const { by, ...query } = readQuery(raw, names);
  return { filters: query, by, notStored, isEmpty };
}

const MOST_GAPS = 40;

/** What was asked for and is not there: named brokers' quarters without a report, or all there is. */
export function missing({ filters, notStored, isEmpty }: Scope): Readonly<Record<string, unknown>> {
  const stored = storedQuarters();
  const [first, last] = [stored[0]?.quarter, stored.at(-1)?.quarter];
  const gaps = isEmpty || !first || !last ? [] : gapsOf(filters, first, last);
  return {
    ...(notStored.length > 0 && { no_report_stored_of: notStored }),
    ...(gaps.length > 0 && {
      no_report_for: gaps.slice(0, MOST_GAPS),
      ...(gaps.length > MOST_GAPS && { no_report_for_cut: `${MOST_GAPS} of ${gaps.length} are named` }),
    }),
    ...((notStored.length > 0 || gaps.length > 0) && { no_report_is: "unknown, not zero" }),
    stored_quarters: first && last ? `${first} to ${last}` : "none",
  };
}

function gapsOf(filters: Filters, first: string, last: string): string[] {
  const { from, to, month } = filters;
  const least = month ? quarterIndex(quarterOfMonth(month.year, month.month)) : from && quarterIndex(from);
  const most = month ? least : to && quarterIndex(to);
  const asked = { from: least ?? indexOf(first), to: most ?? indexOf(last) };
  const quarters: string[] = [];
  for (let at = asked.from; at <= asked.to && quarters.length < 200; at += 1)
    quarters.push(formatQuarter(quarterFromIndex(at)));
  const there = brokerQuarters(filters);
  if (filters.broker.length === 0) {
    return quarters
      .filter((quarter) => !there.some((one) => one.quarter === quarter))
      .map((quarter) => `any broker, ${quarter}`);
  }
  return filters.broker.flatMap((broker) =>
    quarters
      .filter((quarter) => !there.some((one) => one.broker_slug === broker && one.quarter === quarter))
      .map((quarter) => `${broker}, ${quarter}`),
  );
}

function indexOf(text: string): number {
  const quarter = parseQuarter(text);
  return quarter ? quarterIndex(quarter) : 0;
}
