import { z } from "zod";
import { type FigureSpec, MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { SECTIONS } from "@/report/sections";
import { VENUE_KINDS } from "@/report/venue-kinds";
import {
  AS_FILED,
  BROKER,
  BROKER_SLUG,
  CENTS,
  CRD,
  FILE,
  FILED_BROKER,
  FILED_VENUE,
  GENERATED_AT,
  PARAGRAPH,
  PERCENT,
  REPORT_ID,
  RULE,
  SECTION,
  SERIES,
  SHA256,
  USD,
  VENUE,
  VENUE_SLUG,
  VERSION,
} from "./shared-columns";

const NO_SECTION = "a month filed without sections";
const NO_VENUE = "a section filed without venues";

const UNITS: Record<FigureSpec["unit"], string> = { percent: PERCENT, usd: USD, cph: CENTS };

/** Figures by column, in the order of `specs`; `parent`: the element of the schema they are in. */
function figures(specs: readonly FigureSpec[], parent: string, examples: readonly number[]) {
  const shape = Object.fromEntries(
    specs.map(({ key, label, unit, xml }, i) => {
      const paragraph =
        parent === "" ? PARAGRAPH.mix : unit === "percent" ? PARAGRAPH.venue : PARAGRAPH.payment;
      const figure = z
        .number()
        .nullable()
        .meta({
          description: `As filed: ${label.replace(/\((USD|cents per hundred shares|%)\)$/, "").trim()}.`,
          unit: UNITS[unit],
          source: `${paragraph}; ${parent}${xml}`,
          blank: AS_FILED,
          examples: [examples[i]],
        });
      return [key, figure];
    }),
  );
  return z.object(shape);
}

/** What is filed of a venue. */
export const VenueFigures = figures(
  VENUE_FIGURES,
  "rVenue/",
  [
    31.84, 32.91, 30.99, 27.76, 40.31, 247709.63, 8.8907, 45313.9, 8.8926, 304161.93, 29.8091, 44935.04,
    9.6582,
  ],
);
/** What is filed of a section. */
export const MixFigures = figures(MIX_FIGURES, "", [99.74, 56.09, 4.58, 30.99, 8.34]);

/**
 * A filed venue row, everything needed to import it again: of flat CSV v1 and of `/rows`. The order is a contract with
 * those who read our exports. A section without venues is one line with the venue columns blank; a month without
 * sections one line with `section` blank too. A blank figure was filed blank; numbers are unrounded.
 */
export const FiledRow = z.object({
  broker: z.string().meta(BROKER),
  broker_slug: z.string().meta(BROKER_SLUG),
  crd: z.string().nullable().meta(CRD),
  year: z.int().meta({ description: "Year of the report.", source: `${RULE}; year`, examples: [2021] }),
  quarter: z
    .int()
    .meta({ description: "Quarter of the report, 1–4.", source: `${RULE}; qtr`, examples: [1] }),
  month: z.int().meta({
    description: "Calendar month of the row, 1–12.",
    source: `${RULE}; rMonthly/mon`,
    examples: [1],
  }),
  section: z
    .enum(SECTIONS)
    .nullable()
    .meta({ ...SECTION, source: `${RULE}; rSP500, rOtherStocks, rOptions`, blank: NO_SECTION }),
  venue: z
    .string()
    .nullable()
    .meta({ ...VENUE, blank: NO_VENUE }),
  venue_slug: z
    .string()
    .nullable()
    .meta({ ...VENUE_SLUG, blank: NO_VENUE }),
  venue_kind: z
    .enum(VENUE_KINDS)
    .nullable()
    .meta({
      description:
        "What the venue is in this asset class: `wholesaler`, `exchange`, `options_market_maker` and so on.",
      blank: NO_VENUE,
      examples: ["wholesaler"],
    }),
  filed_broker: z
    .string()
    .meta({ ...FILED_BROKER, description: "The broker's name as filed, white space collapsed." }),
  filed_venue: z
    .string()
    .nullable()
    .meta({
      description: "The venue's name as filed, white space collapsed.",
      source: `${PARAGRAPH.venue}; rVenue/name`,
      blank: "only a code was filed, or no venue",
      examples: [FILED_VENUE],
    }),
  mic: z
    .string()
    .nullable()
    .meta({
      description: "Market identifier code as filed (often an MPID instead).",
      source: `${PARAGRAPH.venue}; rVenue/mic`,
      blank: "not filed",
      examples: [null],
    }),
  mpid: z
    .string()
    .nullable()
    .meta({
      description: "Market participant identifier as filed.",
      source: `${PARAGRAPH.venue}; rVenue/mpid`,
      blank: "not filed",
      examples: [null],
    }),
  ...VenueFigures.shape,
  ...MixFigures.shape,
  material_aspects: z
    .string()
    .nullable()
    .meta({
      description: "The broker's words on its relationship with the venue.",
      source: `${PARAGRAPH.aspects}; rVenue/materialAspects`,
      blank: "not filed",
      examples: [null],
    }),
  report_id: z.string().meta(REPORT_ID),
  series: z.string().meta(SERIES),
  report_version: z.int().meta(VERSION),
  generated_at: z.string().nullable().meta(GENERATED_AT),
  is_current: z.int().meta({ description: "1: the current version; 0: superseded.", examples: [1] }),
  source_file: z
    .string()
    .meta({ description: "Base name of the document the row was read from.", examples: [FILE] }),
  source_sha256: z.string().meta({
    description: "SHA-256 of that document; blank where only its name is known.",
    examples: [SHA256],
  }),
  source_position: z
    .string()
    .nullable()
    .meta({
      description: "Where the row stands in it: `line 23`, `page 2 at 345` (points from the top), `row 7`.",
      blank: NO_VENUE,
      examples: ["line 18"],
    }),
});

/** The columns of flat CSV v1, in order. */
export const FLAT_COLUMNS: readonly string[] = Object.keys(FiledRow.shape);
