import { MIX_FIGURES, VENUE_FIGURES } from "./figures";
import type { Report, SectionReport, VenueRow } from "./report";
import type { Section } from "./sections";

/** One figure that differs between two versions of a report. Null: blank, or the row is not there. */
export interface CellChange {
  readonly month: number;
  readonly section: Section;
  /** Venue as filed; null for the order mix. */
  readonly venue: string | null;
  /** Column of the flat CSV: `market_usd`, `ndo_pct` … */
  readonly field: string;
  readonly before: number | null;
  readonly after: number | null;
  /** Row of the section as filed, from 1, in each of the two; null: the order mix, or it has no such row. */
  readonly rowBefore: number | null;
  readonly rowAfter: number | null;
}

/**
 * Every figure that differs between two versions of one report. Rows are matched by filed venue name
 * and code, then by order; a row that only one version has shows each of its figures as a change.
 */
export function diffReports(before: Pick<Report, "months">, after: Pick<Report, "months">): CellChange[] {
  const changes: CellChange[] = [];
  for (const { month, section, left, right } of sectionPairs(before, after)) {
    MIX_FIGURES.forEach(({ key }, i) => {
      const place = { month, section, venue: null, field: key, rowBefore: null, rowAfter: null };
      push(changes, place, left?.mix[i], right?.mix[i]);
    });
    const olds = left?.venues ?? [];
    const currents = right?.venues ?? [];
    for (const [old, current] of rowPairs(olds, currents)) {
      const venue = current?.filedVenue ?? old?.filedVenue ?? "";
      const rowBefore = rowNumber(olds, old);
      const rowAfter = rowNumber(currents, current);
      VENUE_FIGURES.forEach(({ key }, i) => {
        const place = { month, section, venue, field: key, rowBefore, rowAfter };
        push(changes, place, old?.figures[i], current?.figures[i]);
      });
    }
  }
  return changes;
}

function push(
  changes: CellChange[],
  place: Omit<CellChange, "before" | "after">,
  before: number | null = null,
  after: number | null = null,
): void {
  if (before !== after) changes.push({ ...place, before, after });
}

function rowNumber(rows: readonly VenueRow[], row: VenueRow | undefined): number | null {
  return row ? rows.indexOf(row) + 1 : null;
}

function* sectionPairs(before: Pick<Report, "months">, after: Pick<Report, "months">) {
  const find = (report: Pick<Report, "months">, month: number, section: Section) =>
    report.months.find((one) => one.month === month)?.sections.find((one) => one.section === section);
  const seen = new Set<string>();
  for (const report of [before, after]) {
    for (const { month, sections } of report.months) {
      for (const { section } of sections as readonly SectionReport[]) {
        if (seen.has(`${month} ${section}`)) continue;
        seen.add(`${month} ${section}`);
        yield {
          month,
          section,
          left: find(before, month, section),
          right: find(after, month, section),
        };
      }
    }
  }
}

function rowPairs(
  before: readonly VenueRow[],
  after: readonly VenueRow[],
): [VenueRow | undefined, VenueRow | undefined][] {
  const key = (row: VenueRow) => `${row.filedVenue}\0${row.mic ?? ""}\0${row.mpid ?? ""}`;
  const waiting = new Map<string, VenueRow[]>();
  for (const row of before) waiting.set(key(row), [...(waiting.get(key(row)) ?? []), row]);
  const pairs: [VenueRow | undefined, VenueRow | undefined][] = after.map((row) => [
    waiting.get(key(row))?.shift(),
    row,
  ]);
  for (const row of [...waiting.values()].flat()) pairs.push([row, undefined]);
  return pairs;
}
