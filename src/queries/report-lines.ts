import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { SECTIONS, type Section } from "@/report/sections";
import { type RawRow, selectRaw } from "./database";
import type { Filters } from "./filters";
import { and, type Condition, narrowsVenues, shownRows, where } from "./scope";

/** One line of flat CSV v1: values in the order of `FLAT_COLUMNS`. */
export type FlatRow = readonly Value[];
type Value = string | number | null;

/** Where a line stands in the order of all: report by broker slug, quarter, series and version, then
 * month, section as filed and row. Row 0 is the line of a section without venues, section 0 that of a
 * month without sections. */
export interface RowPlace {
  readonly report: ReportPlace;
  readonly month: number;
  readonly section: number;
  readonly row: number;
}
export type ReportPlace = readonly [
  slug: string,
  quarter: number,
  series: string,
  version: number,
  id: number,
];

export interface PlacedRow {
  readonly place: RowPlace;
  readonly values: FlatRow;
}

/**
 * One line in the pieces it is made of. Those that are the same from line to line are the same object, so that what
 * is made of them can be kept: its report, its section's mix, its venue, its text.
 */
export interface Line {
  readonly report: ReportHead;
  readonly month: number;
  /** Null: of a month without sections. */
  readonly section: Section | null;
  /** Row in the section as filed, from 1; 0: the line of a section without venues. */
  readonly row: number;
  readonly venue: VenueColumns;
  /** The thirteen figures stand in it from `FIRST_FIGURE` on; empty: no venue. */
  readonly figures: FlatRow;
  /** The five figures of the order mix. */
  readonly mix: FlatRow;
  readonly text: string | null;
  readonly position: Value;
}

/** What all lines of a report share. */
export interface ReportHead {
  readonly place: ReportPlace;
  /** The columns from `broker` to `quarter`. */
  readonly head: FlatRow;
  readonly filedBroker: string;
  /** The columns from `report_id` to `source_sha256`. */
  readonly tail: FlatRow;
}

/** The columns of a venue: its name, slug and kind; its name (white space collapsed), MIC and MPID as filed. */
export type VenueColumns = readonly [Value, Value, Value, Value, Value, Value];
const NO_VENUE: VenueColumns = [null, null, null, null, null, null];

const VENUE_KEYS = VENUE_FIGURES.map((figure) => `v.${figure.key}`).join(", ");
const MIX_KEYS = MIX_FIGURES.map((figure) => figure.key).join(", ");
/** Where the figures begin in a row as read; before them stand what places and names it. */
export const FIRST_FIGURE = 7;
/** A line without a venue. */
const NO_ROW = { row: 0, venue: NO_VENUE, figures: [], text: null, position: null } as const;
const NO_MIX = MIX_FIGURES.map(() => null);

/**
 * Reads the lines of reports. Venues and texts repeat from row to row and report to report, so each is
 * read once and kept: over a whole store that is more than half of the time.
 */
export class ReportLines {
  readonly #venues = new Map<number, VenueColumns>();
  readonly #texts = new Map<number, string>();
  readonly #wanted: Condition;
  readonly #gaps: boolean;
  constructor(private readonly filters: Filters) {
    this.#wanted = and([shownRows(filters), hasOrderType(filters)]);
    this.#gaps = !narrowsVenues(filters);
  }

  /** Hands over the lines of one report under the filters, in order. */
  each(report: ReportHead, take: (line: Line) => void): void {
    const id = report.place[4];
    const rows = groupBySection(this.#rows(id));
    const mixes = new Map(
      selectRaw(`SELECT month, section, ${MIX_KEYS} FROM section_summary WHERE report_id = ?`, [id]).map(
        ([month, section, ...mix]) => [`${month} ${section}`, mix],
      ),
    );
    for (const [value] of selectRaw("SELECT month FROM report_month WHERE report_id = ? ORDER BY month", [
      id,
    ])) {
      const month = Number(value);
      if (this.filters.month && this.filters.month.month !== month) continue;
      let sections = 0;
      for (const section of SECTIONS) {
        const mix = mixes.get(`${month} ${section}`);
        const filed = rows.get(`${month} ${section}`);
        if (!mix && !filed) continue;
        sections += 1;
        const shared = { report, month, section, mix: mix ?? NO_MIX };
        for (const row of filed ?? []) if (row[2] === 1) take(this.#line(shared, row));
        if (!filed && this.#gaps && this.#shows(section)) take({ ...shared, ...NO_ROW });
      }
      if (sections === 0 && this.#gaps && this.filters.section.length === 0) {
        take({ report, month, section: null, mix: NO_MIX, ...NO_ROW });
      }
    }
  }

  #shows(section: Section): boolean {
    return this.filters.section.length === 0 || this.filters.section.includes(section);
  }

  /** The rows the filters want; where gaps are shown all, marked, because what is left out is no gap. */
  #rows(reportId: number): RawRow[] {
    const { sql, values } = this.#wanted;
    const [mark, only] = this.#gaps ? [`(${sql})`, "1"] : ["1", `(${sql})`];
    return selectRaw(
      `
SELECT v.month, v.section, ${mark} AS wanted, v.row_number, v.filed_venue_id, v.material_aspects_id, v.position,
  ${VENUE_KEYS}
FROM venue_row v ${sql.includes("f.") ? "CROSS JOIN filed_venue f ON f.id = v.filed_venue_id" : ""}
WHERE ${only} AND v.report_id = ?
ORDER BY v.month, v.section, v.row_number`,
      [...values, reportId],
    );
  }

  #line(shared: Pick<Line, "report" | "month" | "section" | "mix">, figures: RawRow): Line {
    const textId = figures[5];
    // Written out: spreading costs more than reading the row from the store.
    return {
      report: shared.report,
      month: shared.month,
      section: shared.section,
      row: Number(figures[3]),
      venue: this.#venue(Number(figures[4])),
      figures,
      mix: shared.mix,
      text: textId === null ? null : this.#text(Number(textId)),
      position: figures[6] ?? null,
    };
  }

  #venue(id: number): VenueColumns {
    const known = this.#venues.get(id);
    if (known) return known;
    const [row] = selectRaw(
      `SELECT e.name, e.slug, f.kind, f.name, nullif(f.mic, ''), nullif(f.mpid, '')
       FROM filed_venue f JOIN venue e ON e.id = f.venue_id WHERE f.id = ?`,
      [id],
    );
    const [name, slug, kind, filed, mic, mpid] = row as [string, string, string, string, Value, Value];
    return keep(this.#venues, id, [name, slug, kind, collapsed(filed), mic, mpid]);
  }

  #text(id: number): string {
    const known = this.#texts.get(id);
    if (known !== undefined) return known;
    const [row] = selectRaw("SELECT text FROM material_aspects WHERE id = ?", [id]);
    return keep(this.#texts, id, String(row?.[0]));
  }
}

/** A line with its place and its values in the order of `FLAT_COLUMNS`. */
export function placed(line: Line): PlacedRow {
  const { report, month, section, row, venue, figures, mix, text, position } = line;
  const values: Value[] = [...report.head, month, section, venue[0], venue[1], venue[2], report.filedBroker];
  values.push(venue[3], venue[4], venue[5]);
  for (let i = FIRST_FIGURE; i < FIRST_FIGURE + VENUE_FIGURES.length; i++) values.push(figures[i] ?? null);
  values.push(...mix, text, ...report.tail, position);
  return { place: placeOf(report, month, section, row), values };
}

export function placeOf(report: ReportHead, month: number, section: Section | null, row: number): RowPlace {
  return { report: report.place, month, section: section === null ? 0 : SECTIONS.indexOf(section) + 1, row };
}

/** Most entries kept: a few MB of texts. */
const MOST_KEPT = 4_000;

function keep<Value>(kept: Map<number, Value>, id: number, value: Value): Value {
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(id, value);
  return value;
}

function groupBySection(rows: readonly RawRow[]): Map<string, RawRow[]> {
  const groups = new Map<string, RawRow[]>();
  for (const row of rows) {
    const key = `${row[0]} ${row[1]}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function hasOrderType({ orderType }: Filters): Condition {
  if (orderType.length === 0) return and([]);
  const any = orderType.map(
    (type) => `coalesce(v.${type}_pct, 0) > 0 OR v.${type}_usd IS NOT NULL OR v.${type}_cph IS NOT NULL`,
  );
  return where(`(${any.join(" OR ")})`);
}

/** White space collapsed, as every filed name is exported. */
export function collapsed(text: string): string {
  return /\s\s|[^\S ]|^\s|\s$/.test(text) ? text.replace(/\s+/g, " ").trim() : text;
}
