import type { Format, Origin } from "./report";
import type { Section } from "./sections";

/**
 * A report as a parser read it: the filed text of every cell and where it stands, nothing judged.
 *
 * Positions are whole numbers, cheap to carry for every cell; `formatPosition` writes them out:
 * XML: line (from 1). CSV: row (from 1, the header row included). PDF: page × 1000 + points from
 * the top of the page, rounded.
 */
export interface RawReport {
  readonly format: Format;
  readonly broker: RawCell;
  readonly year: RawCell;
  readonly quarter: RawCell;
  /** null: the format has none, or the element is absent. */
  readonly timestamp: RawCell | null;
  readonly months: readonly RawMonth[];
  /** What only flat CSV carries: identity of the report in the store it was exported from. */
  readonly crd?: RawCell | null;
  readonly series?: string;
  readonly version?: RawCell | null;
  readonly origin?: Origin | null;
}

export interface RawCell {
  readonly text: string;
  readonly at: number;
}

export interface RawMonth {
  readonly at: number;
  readonly year: RawCell;
  readonly month: RawCell;
  readonly sections: readonly RawSection[];
}

export interface RawSection {
  readonly section: Section;
  readonly at: number;
  /** Filed text in the order of `MIX_FIGURES`; "" is filed blank, null is absent from the file. */
  readonly mix: readonly (string | null)[];
  /** Position of each of the five; the section's own where the cell is absent. */
  readonly mixAt: readonly number[];
  readonly venues: readonly RawVenue[];
}

export interface RawVenue {
  readonly at: number;
  readonly name: string | null;
  readonly mic: string | null;
  readonly mpid: string | null;
  readonly materialAspects: string | null;
  /** Filed text in the order of `VENUE_FIGURES`; "" is filed blank, null is absent from the file. */
  readonly figures: readonly (string | null)[];
  /** Position of each of the thirteen; the row's own where the cell is absent. */
  readonly figuresAt: readonly number[];
  /** Flat CSV only: where the row stood in the document it was exported from. */
  readonly originPosition?: string | null;
}

/** A position in words: `line 23`, `row 7`, `page 2 at 345` (points from the top). */
export function formatPosition(format: Format, at: number): string {
  if (format === "pdf") return `page ${Math.floor(at / 1000)} at ${at % 1000}`;
  return `${format === "xml" ? "line" : "row"} ${at}`;
}
