import { z } from "zod";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { FORMATS } from "@/report/report";
import { SECTIONS } from "@/report/sections";
import { VENUE_KINDS } from "@/report/venue-kinds";
import { ReportRow } from "./list-reports";

const figure = z.number().nullable();
const figures = (specs: readonly { key: string }[]) =>
  z.record(z.enum(specs.map((spec) => spec.key) as [string, ...string[]]), figure);

export const DetailVenue = z.object({
  row: z.int().describe("Row in the section as filed, from 1."),
  venue: z.string(),
  venue_slug: z.string(),
  venue_kind: z.enum(VENUE_KINDS),
  filed_venue: z.string(),
  mic: z.string().nullable(),
  mpid: z.string().nullable(),
  figures: figures(VENUE_FIGURES).describe("By column of the flat CSV; null: filed blank."),
  material_aspects: z.string().nullable(),
  position: z
    .string()
    .describe("Where the row stands in the document shown: `line 23`, `page 2 at 345`, `row 7`."),
  re_reported: z.boolean().describe("Counted in another stored report."),
});
export type DetailVenue = z.output<typeof DetailVenue>;

export const DetailFinding = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning", "note"]),
  message: z.string(),
  file: z.string(),
  position: z.string().nullable(),
  field: z.string().nullable(),
  filed: z.string().nullable(),
  month: z.int().nullable(),
  section: z.enum(SECTIONS).nullable(),
  venue: z.string().nullable(),
});
export type DetailFinding = z.output<typeof DetailFinding>;

/** One whole report as filed, with what was found in it, its other versions and its documents. */
export const ReportDetail = z.object({
  report: ReportRow,
  months: z.array(
    z.object({
      month: z.int(),
      sections: z.array(
        z.object({
          section: z.enum(SECTIONS),
          mix: figures(MIX_FIGURES),
          venues: z.array(DetailVenue),
        }),
      ),
    }),
  ),
  findings: z.array(DetailFinding),
  versions: z.array(ReportRow).describe("Every version of this report, this one included, oldest first."),
  sources: z.array(
    z.object({
      file: z.string(),
      format: z.enum(FORMATS),
      sha256: z.string(),
      bytes: z.int(),
      added_at: z.string(),
      shown: z.boolean().describe("The positions are in this document."),
      archive_sha256: z.string().nullable().describe("sha-256 of the ZIP it is an entry of."),
      archive_entry: z.string().nullable(),
    }),
  ),
});
export type ReportDetail = z.output<typeof ReportDetail>;
