import { z } from "zod";
import { SECTIONS } from "@/report/sections";
import { select } from "./database";
import { DetailFinding } from "./report-detail";

/** The findings of a report, and its rows where findings tell them apart by name and position. */
export interface ReportFindings {
  readonly findings: readonly DetailFinding[];
  readonly months: readonly {
    readonly month: number;
    readonly sections: readonly {
      readonly section: (typeof SECTIONS)[number];
      readonly venues: readonly {
        readonly row: number;
        readonly filed_venue: string;
        readonly position: string;
      }[];
    }[];
  }[];
}

const Row = z.object({
  month: z.int(),
  section: z.enum(SECTIONS),
  row: z.int(),
  filed_venue: z.string(),
  position: z.string(),
});

/** What was found in a report, by its public id; nothing for one that is not stored. */
export function reportFindings(publicId: string): ReportFindings {
  const findings = select(
    `SELECT code, severity, message, file, position, field, filed, month, section, venue
     FROM finding WHERE report_id = (SELECT id FROM report WHERE public_id = ?) ORDER BY id`,
    [publicId],
  ).map((row) => DetailFinding.parse(row));
  if (findings.length === 0) return { findings, months: [] };
  const rows = select(
    `SELECT v.month, v.section, v.row_number AS row, f.name AS filed_venue, v.position
     FROM venue_row v JOIN filed_venue f ON f.id = v.filed_venue_id
     WHERE v.report_id = (SELECT id FROM report WHERE public_id = ?) ORDER BY v.month, v.row_number`,
    [publicId],
  ).map((row) => Row.parse(row));
  const months = [...new Set(rows.map((row) => row.month))];
  return {
    findings,
    months: months.map((month) => ({
      month,
      sections: SECTIONS.map((section) => ({
        section,
        venues: rows.filter((row) => row.month === month && row.section === section),
      })),
    })),
  };
}
