import { z } from "zod";
import { VENUE_KINDS } from "@/report/venue-kinds";
import { select } from "./database";
import { type Filters, filters } from "./filters";
import { ANY_USD, toCents } from "./measures";
import { quarterText, shownReports, shownRows } from "./scope";

/** A venue as reports name it: one spelling with its codes, in stocks or in options. */
export const FiledVenue = z.object({
  venue: z.string(),
  venue_slug: z.string(),
  known: z.boolean(),
  filed_name: z.string(),
  mic: z.string().nullable(),
  mpid: z.string().nullable(),
  asset_class: z.enum(["equities", "options"]),
  kind: z.enum(VENUE_KINDS),
  brokers: z.int(),
  reports: z.int(),
  first_quarter: z.string().describe("`2020Q1`"),
  last_quarter: z.string(),
  payment_usd: z
    .number()
    .nullable()
    .describe("Σ net dollars over all rows, re-reported ones too; positive: it paid."),
  money_usd: z
    .number()
    .nullable()
    .describe("Σ of the absolute dollars: how much depends on knowing the name."),
  examples: z
    .array(z.object({ id: z.string(), broker: z.string(), quarter: z.string() }))
    .describe("Reports that name it so, the latest first, three at most."),
});
export type FiledVenue = z.output<typeof FiledVenue>;

/** Reports listed with each name. */
const EXAMPLES = 3;

/**
 * Every spelling under which venues are filed, by the money in it, over the chosen reports. `known: false` gives those
 * the directory does not have.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function filedVenues(
  chosen: Filters = filters(),
  { known = null, limit = null }: { known?: boolean | null; limit?: number | null } = {},
): FiledVenue[] {
  const reports = shownReports({ ...chosen, versions: "current" });
  const rows = shownRows({ ...chosen, reReported: "include" });
  const found = select(
    `
SELECT e.name AS venue, e.slug AS venue_slug, e.known, f.name AS filed_name, nullif(f.mic, '') AS mic,
  nullif(f.mpid, '') AS mpid, f.asset_class, f.kind, count(DISTINCT r.broker_id) AS brokers,
  count(DISTINCT r.id) AS reports, ${quarterText("min(r.quarter)")} AS first_quarter,
  ${quarterText("max(r.quarter)")} AS last_quarter, sum(${ANY_USD}) AS payment_usd, sum(abs(${ANY_USD})) AS money_usd,
  f.id AS filed_id
FROM report r CROSS JOIN venue_row v ON v.report_id = r.id
  CROSS JOIN filed_venue f ON f.id = v.filed_venue_id
  CROSS JOIN venue e ON e.id = f.venue_id
WHERE ${reports.sql}
  AND ${rows.sql}
  AND (? IS NULL OR e.known = ?)
GROUP BY f.id
ORDER BY money_usd DESC NULLS LAST, f.name, f.id
LIMIT ?`,
    [...reports.values, ...rows.values, flag(known), flag(known), limit ?? -1],
  );
  return found.map(({ filed_id, ...row }) =>
    FiledVenue.parse({
      ...row,
      known: row.known === 1,
      payment_usd: toCents(row.payment_usd as number | null),
      money_usd: toCents(row.money_usd as number | null),
      examples: examplesOf(Number(filed_id), reports),
    }),
  );
}

function examplesOf(filedVenue: number, reports: ReturnType<typeof shownReports>) {
  return select(
    `
SELECT r.public_id AS id, b.name AS broker, ${quarterText("r.quarter")} AS quarter
FROM report r JOIN broker b ON b.id = r.broker_id
WHERE r.id IN (SELECT report_id FROM venue_row WHERE filed_venue_id = ?)
  AND ${reports.sql}
ORDER BY r.quarter DESC, b.name COLLATE NOCASE, r.id
LIMIT ${EXAMPLES}`,
    [filedVenue, ...reports.values],
  );
}

function flag(value: boolean | null): number | null {
  return value === null ? null : Number(value);
}
