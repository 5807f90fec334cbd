import type { Quarter } from "./quarter";
import type { Section } from "./sections";

/** How a document is written. XML outranks PDF outranks CSV as the source shown. */
export const FORMATS = ["xml", "pdf", "csv"] as const;
export type Format = (typeof FORMATS)[number];

/**
 * One Rule 606(a)(1) report: what one broker filed for one quarter, checked, with every figure a
 * number or null. Null means the cell was filed blank ("not meaningful"), not zero.
 */
export interface Report {
  /** The broker as filed, white space collapsed. */
  readonly filedBroker: string;
  /** FINRA's Central Registration Depository number, when the file name or a CSV column gives it. */
  readonly crd: string | null;
  readonly quarter: Quarter;
  /** One of several reports of a firm for one quarter (a suffix of FINRA's file names); usually "". */
  readonly series: string;
  /** Version number that came with the file (FINRA's `_V2`, the flat CSV's `report_version`). */
  readonly filedVersion: number | null;
  /** When the file says it was generated: ISO 8601 in UTC, or null (PDFs and most CSVs say nothing). */
  readonly generatedAt: string | null;
  readonly format: Format;
  /** For flat CSV: the document its rows were read from in the store that exported them. */
  readonly origin: Origin | null;
  readonly months: readonly MonthReport[];
}

/** The document a row of flat CSV says it came from. */
export interface Origin {
  readonly file: string;
  /** Null where only its name is known. */
  readonly sha256: string | null;
}

export interface MonthReport {
  /** 1–12, within the quarter. */
  readonly month: number;
  /** Only the sections that were filed, in filing order. Absent: nothing filed for it. */
  readonly sections: readonly SectionReport[];
}

export interface SectionReport {
  readonly section: Section;
  /** Five percentages in the order of `MIX_FIGURES`. */
  readonly mix: readonly (number | null)[];
  readonly venues: readonly VenueRow[];
}

export interface VenueRow {
  /** The venue as filed, white space collapsed; "" when only a code was filed. */
  readonly filedVenue: string;
  /** As filed in `mic`: often an MPID rather than an ISO 10383 code. */
  readonly mic: string | null;
  readonly mpid: string | null;
  /** Thirteen figures in the order of `VENUE_FIGURES`. Percentages 0–100; USD and cents per hundred
   * shares positive when the broker received. */
  readonly figures: readonly (number | null)[];
  /** The broker's words on its relationship with the venue; null when blank. */
  readonly materialAspects: string | null;
  /** Where the row stands in its document, as `Position` text: `line 23`, `page 2 at 345`, `row 7`. */
  readonly position: string;
}

/** A month that is missing, or in which every figure was filed blank, counts as missing. */
export function isBlankMonth(month: MonthReport): boolean {
  return month.sections.every(
    (section) =>
      section.mix.every((value) => value === null) &&
      section.venues.every((row) => row.figures.every((value) => value === null)),
  );
}
