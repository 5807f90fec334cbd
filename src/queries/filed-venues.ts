import { z } from "zod";
import { rowColumn } from "@/report/cell-sums";
import { SECTIONS } from "@/report/sections";
import { VENUE_KINDS } from "@/report/venue-kinds";
import { select, selectRaw } from "./database";
import { type Filters, filters } from "./filters";
import { toCents } from "./measures";
import { reportRollupsHold } from "./rollup-source";
import { and, type Condition, isIn, quarterText, shownReports, shownRows, shownVenues, where } from "./scope";

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
  const rows = shownRows({ ...chosen, venue: [], reReported: "include" });
  const spellings = spellingsOf(chosen, known);
  const listing = reportsListing(chosen);
  const kinds = rows.sql.includes("f.") ? "CROSS JOIN filed_venue f ON f.id = v.filed_venue_id" : "";
  // Names are looked up once a spelling, not once a row.
  const found = select(
    `
WITH filed AS (
  SELECT v.filed_venue_id AS id, count(DISTINCT r.broker_id) AS brokers, count(DISTINCT r.id) AS reports,
    min(r.quarter) AS first, max(r.quarter) AS last, sum(${rowColumn("usd")}) AS payment_usd, sum(${rowColumn("abs")}) AS money_usd
  FROM report r CROSS JOIN venue_row v ON v.report_id = r.id ${kinds}
  WHERE ${reports.sql}
    AND ${listing.sql}
    AND ${rows.sql}
    AND ${spellings.sql}
  GROUP BY v.filed_venue_id
)
SELECT e.name AS venue, e.slug AS venue_slug, e.known, f.name AS filed_name, nullif(f.mic, '') AS mic,
  nullif(f.mpid, '') AS mpid, f.asset_class, f.kind, filed.brokers, filed.reports,
  ${quarterText("filed.first")} AS first_quarter, ${quarterText("filed.last")} AS last_quarter,
  filed.payment_usd, filed.money_usd, filed.id AS filed_id, filed.last
FROM filed JOIN filed_venue f ON f.id = filed.id JOIN venue e ON e.id = f.venue_id
ORDER BY filed.money_usd DESC NULLS LAST, f.name, f.id
LIMIT ?`,
    [...reports.values, ...listing.values, ...rows.values, ...spellings.values, limit ?? -1],
  );
  return found.map(({ filed_id, last, ...row }) =>
    FiledVenue.parse({
      ...row,
      known: row.known === 1,
      payment_usd: toCents(row.payment_usd as number | null),
      money_usd: toCents(row.money_usd as number | null),
      examples: examplesOf(Number(filed_id), Number(last), reports),
    }),
  );
}

/** So few are compared one by one, which takes half the time of looking each row up in a list. */
const FEW = 8;

/** Said of the row itself, so that names are looked up only for the rows that count. */
function spellingsOf(chosen: Filters, known: boolean | null): Condition {
  const asked = and([
    ...shownVenues(chosen, "e.id"),
    ...(known === null ? [] : [where("e.known = ?", Number(known))]),
  ]);
  const ids = selectRaw(
    `SELECT f.id FROM filed_venue f JOIN venue e ON e.id = f.venue_id WHERE ${asked.sql}`,
    asked.values,
  ).map(([id]) => id);
  if (ids.length === 0 || ids.length > FEW) return isIn("v.filed_venue_id", ids);
  return where(`(${ids.map(() => "v.filed_venue_id = ?").join(" OR ")})`, ...ids);
}

/** Of one venue or some, the reports that list any: most venues are listed by few. */
function reportsListing(chosen: Filters): Condition {
  if (chosen.venue.length === 0 || !reportRollupsHold()) return where("1");
  const venues = and(shownVenues(chosen, "t.venue_id"));
  const sections = SECTIONS.map((one) => `'${one}'`).join(", ");
  return where(
    `EXISTS (SELECT 1 FROM venue_rollup t
       WHERE t.report_id = r.id AND t.section IN (${sections}) AND ${venues.sql})`,
    ...venues.values,
  );
}

/** The reports of its last quarter are enough, mostly: all others are looked at only when they are not. */
function examplesOf(filedVenue: number, last: number, reports: Condition) {
  const ofLast = examplesAmong(filedVenue, and([reports, where("r.quarter = ?", last)]));
  return ofLast.length === EXAMPLES ? ofLast : examplesAmong(filedVenue, reports);
}

function examplesAmong(filedVenue: number, reports: Condition) {
  return select(
    `
SELECT r.public_id AS id, b.name AS broker, ${quarterText("r.quarter")} AS quarter
FROM report r JOIN broker b ON b.id = r.broker_id
WHERE ${reports.sql}
  AND EXISTS (SELECT 1 FROM venue_row v WHERE v.report_id = r.id AND v.filed_venue_id = ?)
ORDER BY r.quarter DESC, b.name COLLATE NOCASE, r.id
LIMIT ${EXAMPLES}`,
    [...reports.values, filedVenue],
  );
}
