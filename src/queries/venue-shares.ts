import { z } from "zod";
import type { Mark } from "@/report/mark";
import { SECTIONS } from "@/report/sections";
import { select } from "./database";
import { doubts } from "./doubts";
import type { Filters } from "./filters";
import { shownReports } from "./scope";

/** How much of a section's non-directed orders went to a venue. */
export const VenueShare = z.object({
  venue: z.string(),
  venue_slug: z.string(),
  section: z.enum(SECTIONS),
  order_pct: z
    .number()
    .nullable()
    .describe(
      "0–100, as filed; a plain mean of the months the section was filed in, a month that does not list the venue counting as none.",
    ),
  months: z.int().describe("Months that list the venue."),
});
/** `mark`: why the share is doubtful. */
export type VenueShare = z.output<typeof VenueShare> & { readonly mark?: Mark | null };

/**
 * Shares of orders by venue and section, the largest first, over the chosen reports (one broker and quarter, or a mean that
 * weighs every month of every report alike). Only venues over the listing threshold are in the reports, so shares need
 * not add to 100.
 * @throws AppError invalid_input for an unknown broker
 */
export function venueShares(chosen: Filters): VenueShare[] {
  const reports = shownReports({ ...chosen, versions: "current" });
  const rows = select(
    `
WITH chosen AS MATERIALIZED (
  SELECT r.id FROM report r WHERE ${reports.sql}
), months AS (
  SELECT s.section, count(*) AS n
  FROM chosen CROSS JOIN section_summary s ON s.report_id = chosen.id
  WHERE coalesce(s.ndo_pct, s.ndo_market_pct, s.ndo_marketable_limit_pct, s.ndo_non_marketable_limit_pct,
    s.ndo_other_pct) IS NOT NULL
  GROUP BY s.section
)
SELECT e.name AS venue, e.slug AS venue_slug, v.section,
  sum(v.order_pct) / max(months.n) AS order_pct, count(DISTINCT v.report_id || ' ' || v.month) AS months
FROM chosen CROSS JOIN venue_row v ON v.report_id = chosen.id
  CROSS JOIN filed_venue f ON f.id = v.filed_venue_id
  CROSS JOIN venue e ON e.id = f.venue_id
  LEFT JOIN months ON months.section = v.section
GROUP BY e.id, v.section
ORDER BY order_pct DESC, e.name COLLATE NOCASE, e.slug`,
    reports.values,
  );
  const found = doubts(chosen, ["venue", "section"]);
  return z
    .array(VenueShare)
    .parse(rows)
    .map((row) => ({ ...row, mark: found.markOf(row, "shares") }));
}
