import { z } from "zod";
import { MixFigures, VenueFigures } from "@/dictionary/filed-row";
import { AppError } from "@/report/errors";
import { type FigureSpec, MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { FORMATS } from "@/report/report";
import { SECTIONS } from "@/report/sections";
import { VENUE_KINDS } from "@/report/venue-kinds";
import { type RawRow, select, selectRaw } from "./database";
import { ReportRow, reportRows } from "./list-reports";
import { where } from "./scope";

export const DetailVenue = z.object({
  row: z.int().describe("Row in the section as filed, from 1."),
  venue: z.string(),
  venue_slug: z.string(),
  venue_kind: z.enum(VENUE_KINDS),
  filed_venue: z.string(),
  mic: z.string().nullable(),
  mpid: z.string().nullable(),
  figures: VenueFigures.describe("By column of the flat CSV; null: filed blank."),
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
          mix: MixFigures,
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
      shown: z.boolean().describe("The positions are in this document, or in `origin` where there is one."),
      archive_sha256: z.string().nullable().describe("sha-256 of the ZIP it is an entry of."),
      archive_entry: z.string().nullable(),
    }),
  ),
  origin: z
    .object({ file: z.string(), sha256: z.string().nullable().describe("Null: only its name is known.") })
    .nullable()
    .describe(
      "Flat CSV: the document its rows were read from in the store that exported them; the positions are in it.",
    ),
});
export type ReportDetail = z.output<typeof ReportDetail>;

/** A whole report by its public id. @throws AppError not_found */
export function reportDetail(publicId: string): ReportDetail {
  const found = reportKey(publicId);
  const [report] = reportRows(where("r.id = ?", found.id));
  const versions = reportRows(
    where("r.broker_id = ? AND r.quarter = ? AND r.series = ?", found.brokerId, found.quarter, found.series),
  ).reverse();
  return ReportDetail.parse({
    report,
    months: monthsOf(found.id),
    findings: select(
      `SELECT code, severity, message, file, position, field, filed, month, section, venue
       FROM finding WHERE report_id = ? ORDER BY id`,
      [found.id],
    ),
    versions,
    sources: select(
      `SELECT d.name AS file, s.format, d.sha256, d.bytes, s.added_at, d.sha256 = r.document_sha256 AS shown,
         d.container_sha256 AS archive_sha256, d.entry AS archive_entry
       FROM report_source s JOIN report r ON r.id = s.report_id JOIN document d ON d.sha256 = s.document_sha256
       WHERE s.report_id = ? ORDER BY shown DESC, s.added_at, d.sha256`,
      [found.id],
    ).map((row) => ({ ...row, shown: row.shown === 1 })),
    origin: originOf(found.id),
  });
}

function originOf(reportId: number) {
  const [row] = select("SELECT origin_file AS file, origin_sha256 AS sha256 FROM report WHERE id = ?", [
    reportId,
  ]);
  return row?.file ? row : null;
}

/** The line of a report in the list. @throws AppError not_found */
export function reportOf(publicId: string): ReportRow {
  const [row] = reportRows(where("r.id = ?", reportKey(publicId).id));
  if (!row) throw new AppError("not_found", `There is no report "${publicId}".`);
  return row;
}

/** What a report is stored under. @throws AppError not_found */
export function reportKey(publicId: string) {
  const [row] = selectRaw("SELECT id, broker_id, quarter, series, version FROM report WHERE public_id = ?", [
    publicId,
  ]);
  if (!row) throw new AppError("not_found", `There is no report "${publicId}".`);
  const [id, brokerId, quarter, series, version] = row as [number, number, number, string, number];
  return { publicId, id, brokerId, quarter, series, version };
}

function monthsOf(reportId: number) {
  const mixes = selectRaw(
    `SELECT month, section, ${keysOf(MIX_FIGURES).join(", ")} FROM section_summary WHERE report_id = ?`,
    [reportId],
  );
  const rows = selectRaw(
    `SELECT v.month, v.section, v.row_number, e.name, e.slug, f.kind, f.name, f.mic, f.mpid, m.text, v.position,
       v.re_reported, ${keysOf(VENUE_FIGURES).join(", ")}
     FROM venue_row v JOIN filed_venue f ON f.id = v.filed_venue_id JOIN venue e ON e.id = f.venue_id
       LEFT JOIN material_aspects m ON m.id = v.material_aspects_id
     WHERE v.report_id = ? ORDER BY v.row_number`,
    [reportId],
  );
  const months = selectRaw("SELECT month FROM report_month WHERE report_id = ? ORDER BY month", [reportId]);
  return months.map(([month]) => ({
    month,
    sections: SECTIONS.flatMap((section) => {
      const mix = mixes.find((one) => one[0] === month && one[1] === section);
      if (!mix) return [];
      const venues = rows.filter((row) => row[0] === month && row[1] === section).map(toVenue);
      return [{ section, mix: byKey(MIX_FIGURES, mix.slice(2)), venues }];
    }),
  }));
}

function toVenue(row: RawRow) {
  const [, , number, venue, slug, kind, filed, mic, mpid, text, position, reReported, ...values] = row;
  return {
    row: number,
    venue,
    venue_slug: slug,
    venue_kind: kind,
    filed_venue: filed,
    mic: mic || null,
    mpid: mpid || null,
    figures: byKey(VENUE_FIGURES, values),
    material_aspects: text,
    position,
    re_reported: reReported === 1,
  };
}

function keysOf(specs: readonly FigureSpec[]): string[] {
  return specs.map((spec) => spec.key);
}

function byKey(specs: readonly FigureSpec[], values: RawRow) {
  return Object.fromEntries(specs.map((spec, i) => [spec.key, values[i] ?? null]));
}
