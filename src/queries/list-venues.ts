import { z } from "zod";
import { TABLES } from "@/dictionary/tables";
import { select } from "./database";
import { type Filters, filters } from "./filters";
import { toCents } from "./measures";
import { remembered } from "./remembered";
import { reportVenuesTable, shownReportVenues } from "./rollup-source";
import { quarterText, shownReports } from "./scope";
import { EVERYTHING, type Window } from "./window";

/** A venue that at least one current report names. */
export type VenueListRow = z.output<typeof TABLES.venues.row>;

/** Venues named by a row under the filters, by name. With `section` its kind is the one it has there. Shared between those
 * who ask.
 * @throws AppError invalid_input for an unknown broker or venue */
export function listVenues(
  chosen: Filters = filters(),
  window: Window = EVERYTHING,
): readonly Readonly<VenueListRow>[] {
  return remembered("venues", [chosen, window], () => venuesUnder(chosen, window));
}

function venuesUnder(chosen: Filters, { limit, offset }: Window): VenueListRow[] {
  const reports = shownReports({ ...chosen, versions: "current" });
  // A venue is listed for re-reported flow too; only its payment leaves that out.
  const rows = shownReportVenues({ ...chosen, reReported: "include" });
  const counted = chosen.reReported === "include" ? "1" : "t.re_reported = 0";
  const found = select(
    `
SELECT e.slug, e.name, e.kind_equities, e.kind_options, e.known,
  max(t.section <> 'options') AS in_equities,
  count(DISTINCT r.broker_id) AS brokers, count(DISTINCT r.id) AS reports,
  ${quarterText("min(r.quarter)")} AS first_quarter, ${quarterText("max(r.quarter)")} AS last_quarter,
  sum(t.usd) FILTER (WHERE ${counted}) AS payment_usd
FROM report r CROSS JOIN ${reportVenuesTable(chosen)} t ON t.report_id = r.id
  CROSS JOIN venue e ON e.id = t.venue_id
WHERE ${reports.sql}
  AND ${rows.sql}
GROUP BY e.id
ORDER BY e.name COLLATE NOCASE, e.slug
LIMIT ? OFFSET ?`,
    [...reports.values, ...rows.values, limit ?? -1, offset],
  );
  return z.array(TABLES.venues.row).parse(
    found.map(({ in_equities, ...row }) => ({
      ...row,
      kind: in_equities ? row.kind_equities : row.kind_options,
      known: row.known === 1,
      payment_usd: toCents(row.payment_usd as number | null),
    })),
  );
}
