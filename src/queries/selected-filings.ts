import { z } from "zod";
import { SECTIONS } from "@/report/sections";
import { select, selectRaw } from "./database";
import type { Filters } from "./filters";
import { placedBrokers } from "./placed-names";
import { reportVenuesTable, shownReportVenues } from "./rollup-source";
import { and, type Condition, narrowsVenues, quarterText, shownReports, where } from "./scope";
import { sumRows } from "./sums";

/** A filing that figures come from: what is needed to find it again. */
export const SelectedFiling = z.object({
  id: z.string(),
  broker: z.string(),
  broker_slug: z.string(),
  quarter: z.string(),
  version: z.int(),
  generated_at: z.string().nullable(),
  file: z.string(),
  sha256: z.string().nullable(),
});
export type SelectedFiling = z.output<typeof SelectedFiling>;

/** One finding of a selected filing. */
export const SelectedFinding = z.object({
  report_id: z.string(),
  code: z.string(),
  severity: z.enum(["error", "warning", "note"]),
  message: z.string(),
  position: z.string().nullable(),
  month: z.int().nullable(),
  section: z.enum(SECTIONS).nullable(),
});
export type SelectedFinding = z.output<typeof SelectedFinding>;

/**
 * The reports a selection draws on, by broker and quarter; of a flat CSV the document its rows were first read from.
 * Where the filters choose certain rows, only reports with such a row. `limit`: the first ones alone.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function selectedFilings(filters: Filters, limit: number | null = null): SelectedFiling[] {
  const chosen = selected(filters);
  const { broker, from, to, month } = filters;
  const areFew = broker.length > 0 || month !== null || (from !== null && to !== null);
  if (limit === null || areFew) return filingsAmong(chosen, limit);
  // Broker by broker: sorting a market's 30,000 for the first few would take longer than all else of a picture.
  const found: SelectedFiling[] = [];
  for (const id of placedBrokers().keys()) {
    if (found.length === limit) break;
    found.push(...filingsAmong(and([chosen, where("r.broker_id = ?", id)]), limit - found.length));
  }
  return found;
}

function filingsAmong({ sql, values }: Condition, limit: number | null): SelectedFiling[] {
  const rows = select(
    `
SELECT r.public_id AS id, b.name AS broker, b.slug AS broker_slug, ${quarterText("r.quarter")} AS quarter, r.version,
  r.generated_at, coalesce(r.origin_file, d.name) AS file, CASE WHEN r.origin_file IS NULL THEN r.document_sha256 ELSE r.origin_sha256 END AS sha256
FROM (
  SELECT r.id FROM report r JOIN broker b ON b.id = r.broker_id
  WHERE ${sql}
  ORDER BY b.name COLLATE NOCASE, b.slug, r.quarter, r.series, r.version
  LIMIT ?
) chosen JOIN report r USING (id) JOIN broker b ON b.id = r.broker_id JOIN document d ON d.sha256 = r.document_sha256
ORDER BY b.name COLLATE NOCASE, b.slug, r.quarter, r.series, r.version`,
    [...values, limit ?? -1],
  );
  return z.array(SelectedFiling).parse(rows);
}

/** How many they are. A market has 30,000: whoever names a few of them need not list all. */
export function countSelectedFilings(filters: Filters): number {
  const { broker, asOf, versions } = filters;
  const everyBroker = broker.length === 0 && asOf === null && versions === "current";
  // Those with such a row are counted beside the market's sums.
  if (choosesRows(filters) && everyBroker) return sumRows(filters, [])[0]?.reports ?? 0;
  const { sql, values } = selected(filters);
  return Number(selectRaw(`SELECT count(*) FROM report r WHERE ${sql}`, values)[0]?.[0]);
}

/** What the checks found in those reports, in the chosen sections or in the report as a whole. */
export function selectedFindings(filters: Filters): SelectedFinding[] {
  const { sql, values } = selected(filters);
  const section =
    filters.section.length === 0
      ? where("1")
      : where(
          "(n.section IS NULL OR n.section IN (SELECT value FROM json_each(?)))",
          JSON.stringify(filters.section),
        );
  const rows = select(
    `
SELECT r.public_id AS report_id, n.code, n.severity, n.message, n.position, n.month, n.section
FROM report r JOIN broker b ON b.id = r.broker_id JOIN finding n ON n.report_id = r.id
WHERE ${sql}
  AND ${section.sql}
ORDER BY b.name COLLATE NOCASE, b.slug, r.quarter, r.series, r.version, n.id`,
    [...values, ...section.values],
  );
  return z.array(SelectedFinding).parse(rows);
}

function selected(filters: Filters): Condition {
  const reports = shownReports(filters);
  if (!choosesRows(filters)) return reports;
  const rows = shownReportVenues(filters);
  const exists = where(
    `EXISTS (SELECT 1 FROM ${reportVenuesTable(filters)} t JOIN venue e ON e.id = t.venue_id
       WHERE t.report_id = r.id AND ${rows.sql})`,
    ...rows.values,
  );
  return and([reports, exists]);
}

function choosesRows(filters: Filters): boolean {
  return narrowsVenues(filters) || filters.section.length > 0;
}
