import type { Database } from "better-sqlite3";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import type { MonthReport, SectionReport, VenueRow } from "@/report/report";
import { SECTIONS, type Section } from "@/report/sections";
import { statement } from "./statement";

/** Columns of `venue_row` and `section_summary` in the order of the figure tables. */
export const VENUE_COLUMNS = VENUE_FIGURES.map((figure) => figure.key);
export const MIX_COLUMNS = MIX_FIGURES.map((figure) => figure.key);

/** Reads the figures of a stored report back, as they were saved. `reportId` is the row's id. */
export function loadMonths(database: Database, reportId: number): MonthReport[] {
  const months = statement<[number], number>(
    database,
    "SELECT month FROM report_month WHERE report_id = ? ORDER BY month",
  )
    .pluck()
    .all(reportId);
  const mixes = statement(
    database,
    `SELECT month, section, ${MIX_COLUMNS.join(", ")} FROM section_summary WHERE report_id = ?`,
  )
    .raw()
    .all(reportId) as [number, Section, ...(number | null)[]][];
  const rows = statement(
    database,
    `SELECT v.month, v.section, f.name, f.mic, f.mpid, m.text, v.position,
              ${VENUE_COLUMNS.map((column) => `v.${column}`).join(", ")}
       FROM venue_row v
       JOIN filed_venue f ON f.id = v.filed_venue_id
       LEFT JOIN material_aspects m ON m.id = v.material_aspects_id
       WHERE v.report_id = ? ORDER BY v.month, v.section, v.row_number`,
  )
    .raw()
    .all(reportId) as [
    number,
    Section,
    string,
    string,
    string,
    string | null,
    string,
    ...(number | null)[],
  ][];
  return months.map((month) => ({
    month,
    sections: SECTIONS.flatMap((section): SectionReport[] => {
      const mix = mixes.find((one) => one[0] === month && one[1] === section);
      if (!mix) return [];
      const venues = rows
        .filter((row) => row[0] === month && row[1] === section)
        .map(
          ([, , filedVenue, mic, mpid, materialAspects, position, ...figures]): VenueRow => ({
            filedVenue,
            mic: mic || null,
            mpid: mpid || null,
            figures,
            materialAspects,
            position,
          }),
        );
      return [{ section, mix: mix.slice(2) as (number | null)[], venues }];
    }),
  }));
}
