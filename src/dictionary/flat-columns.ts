import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";

/**
 * Flat CSV v1: one line per filed venue row, everything needed to import it again. The order is a
 * contract with those who read our exports. A section without venues is one line with the venue
 * columns blank; a month without sections one line with `section` blank too. A blank figure was
 * filed blank; numbers are unrounded.
 */
export const FLAT_COLUMNS = [
  "broker",
  "broker_slug",
  "crd",
  "year",
  "quarter",
  "month",
  "section",
  "venue",
  "venue_slug",
  "venue_kind",
  "filed_broker",
  "filed_venue",
  "mic",
  "mpid",
  ...VENUE_FIGURES.map((figure) => figure.key),
  ...MIX_FIGURES.map((figure) => figure.key),
  "material_aspects",
  "report_id",
  "series",
  "report_version",
  "generated_at",
  "is_current",
  "source_file",
  "source_sha256",
  "source_position",
] as const;

/** Columns that hold numbers; all others are text, in which leading formula characters are neutralised. */
export const FLAT_NUMBER_COLUMNS: ReadonlySet<string> = new Set([
  "year",
  "quarter",
  "month",
  ...VENUE_FIGURES.map((figure) => figure.key),
  ...MIX_FIGURES.map((figure) => figure.key),
  "report_version",
  "is_current",
]);
