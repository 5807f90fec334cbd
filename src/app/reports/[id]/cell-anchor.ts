import { cellAddress } from "@/report/cell-address";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import type { Section } from "@/report/sections";

/** The parts of a filed report as the page addresses them. */
interface FiledMonth {
  readonly month: number;
  readonly sections: readonly {
    readonly section: Section;
    readonly venues: readonly {
      readonly row: number;
      readonly filed_venue: string;
      readonly position: string;
    }[];
  }[];
}

/** What a finding says about its place; null where it does not. */
export interface FindingPlace {
  readonly month: number | null;
  readonly section: Section | null;
  readonly venue: string | null;
  readonly field: string | null;
  readonly position: string | null;
}

/** Anchor of a month, section, row or cell: its address. */
export function anchor(year: number, month: number, ...parts: readonly (string | number)[]): string {
  return cellAddress({ year, month }, ...parts);
}

/**
 * The closest anchor to what a finding is about: the cell, else its row, section or month; null when it is about the
 * whole file. A venue that is listed twice in a section is told apart by position.
 */
export function anchorOf(place: FindingPlace, year: number, months: readonly FiledMonth[]): string | null {
  const month = months.find((one) => one.month === place.month);
  if (!month) return null;
  const section = month.sections.find((one) => one.section === place.section);
  if (!section) return anchor(year, month.month);
  const figure = [...VENUE_FIGURES, ...MIX_FIGURES].find(
    (one) => one.xml === place.field || one.key === place.field || one.label === place.field,
  );
  const rows = section.venues.filter((one) => one.filed_venue === place.venue);
  const row = rows.find((one) => one.position === place.position) ?? nearest(rows, place.position);
  const at = [section.section, ...(row ? [row.row] : [])];
  const inMix = figure !== undefined && MIX_FIGURES.includes(figure);
  return anchor(year, month.month, ...at, ...(figure && (row || inMix) ? [figure.key] : []));
}

/** The last row that starts at or before a line: a cell's line is below its row's. */
function nearest<Row extends { readonly position: string }>(
  rows: readonly Row[],
  position: string | null,
): Row | undefined {
  const line = lineOf(position);
  if (line === null) return rows[0];
  return rows.findLast((row) => (lineOf(row.position) ?? 0) <= line) ?? rows[0];
}

function lineOf(position: string | null): number | null {
  const match = /^(?:line|row) (\d+)$/.exec(position ?? "");
  return match ? Number(match[1]) : null;
}
