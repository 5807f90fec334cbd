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
type VenueColumns = readonly [Value, Value, Value, Value, Value, Value];
const NO_VENUE: VenueColumns = [null, null, null, null, null, null];

const VENUE_KEYS = VENUE_FIGURES.map((figure) => `v.${figure.key}`).join(", ");
const MIX_KEYS = MIX_FIGURES.map((figure) => figure.key).join(", ");
/** Where the figures begin in a row as read; before them stand what places and names it. */
const FIRST_FIGURE = 7;
const NO_FIGURES: FlatRow = [];
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

  /** The lines of one report under the filters, in order. */
  of(report: ReportHead): PlacedRow[] {
    const id = report.place[4];
    const lines: PlacedRow[] = [];
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
        const line = new SectionLines(report, month, section, mix ?? NO_MIX);
        for (const row of filed ?? []) if (row[2] === 1) lines.push(this.#line(line, row));
        if (!filed && this.#gaps && this.#shows(section)) lines.push(line.make(0));
      }
      if (sections === 0 && this.#gaps && this.filters.section.length === 0) {
        lines.push(new SectionLines(report, month, null, NO_MIX).make(0));
      }
    }
    return lines;
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

  #line(section: SectionLines, row: RawRow): PlacedRow {
    const [, , , number, venueId, textId, position] = row;
    const text = textId === null ? null : this.#text(Number(textId));
    return section.make(Number(number), this.#venue(Number(venueId)), row, text, position);
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

/** Makes the lines of one section (null: of a month without sections). Written out column by column,
 * because spreading arrays costs more than reading them from the store. */
class SectionLines {
  readonly #section: number;
  constructor(
    private readonly report: ReportHead,
    private readonly month: number,
    private readonly name: Section | null,
    private readonly mix: FlatRow,
  ) {
    this.#section = name === null ? 0 : SECTIONS.indexOf(name) + 1;
  }
  make(
    row: number,
    venue: VenueColumns = NO_VENUE,
    figures: FlatRow = NO_FIGURES,
    text: string | null = null,
    position: Value = null,
  ): PlacedRow {
    const { place, head, filedBroker, tail } = this.report;
    const values: Value[] = [];
    for (const value of head) values.push(value);
    values.push(
      this.month,
      this.name,
      venue[0],
      venue[1],
      venue[2],
      filedBroker,
      venue[3],
      venue[4],
      venue[5],
    );
    for (let i = FIRST_FIGURE; i < FIRST_FIGURE + VENUE_FIGURES.length; i++) values.push(figures[i] ?? null);
    for (const value of this.mix) values.push(value);
    values.push(text);
    for (const value of tail) values.push(value);
    values.push(position);
    return { place: { report: place, month: this.month, section: this.#section, row }, values };
  }
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
