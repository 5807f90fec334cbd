import { z } from "zod";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { FLAT_COLUMNS, FLAT_NUMBER_COLUMNS } from "@/report/flat-columns";
import { quarterFromIndex } from "@/report/quarter";
import { type RawRow, selectRaw } from "./database";
import type { Filters } from "./filters";
import { and, type Condition, isIn, narrowsVenues, shownReports, shownRows, where } from "./scope";

/** One line of flat CSV v1: values in the order of `FLAT_COLUMNS`. */
export type FlatRow = readonly (string | number | null)[];

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

/** Reports read at a time: few enough to hold, many enough that sorting them all again is cheap. */
const REPORTS_PER_READ = 500;

/**
 * Every filed venue row under the filters, one report at a time, so that any number fits in memory
 * and a slow reader holds no lock. Sections without venues and months without sections have a line
 * each, unless the filters look for certain venues or order types. With `orderType`, rows with a
 * figure for one of those types: a percentage above 0, or dollars or a rate that are not blank.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function* flatRows(
  filters: Filters,
  { after = null, limit = null }: { after?: RowPlace | null; limit?: number | null } = {},
): Generator<PlacedRow, void> {
  let left = limit ?? Infinity;
  for (const report of reportLines(filters, after?.report ?? null)) {
    const sameReport = after !== null && report.place[4] === after.report[4];
    for (const row of rowsOfReport(report, filters)) {
      if (sameReport && !isAfter(row.place, after)) continue;
      if (left-- <= 0) return;
      yield row;
    }
  }
}

function isAfter(a: RowPlace, b: RowPlace): boolean {
  return (a.month - b.month || a.section - b.section || a.row - b.row) > 0;
}

interface ReportLine {
  readonly place: ReportPlace;
  /** Values of the columns before `month`, and from `report_id` to `source_sha256`. */
  readonly head: FlatRow;
  readonly filedBroker: string;
  readonly tail: FlatRow;
}

function* reportLines(filters: Filters, first: ReportPlace | null): Generator<ReportLine> {
  const chosen = shownReports(filters);
  let from: Condition = first
    ? where("(b.slug, r.quarter, r.series, r.version, r.id) >= (?, ?, ?, ?, ?)", ...first)
    : and([]);
  for (;;) {
    const rows = selectRaw(
      `
SELECT b.slug, r.quarter, r.series, r.version, r.id, b.name, b.crd, r.filed_broker, r.public_id, r.generated_at,
  r.is_current, coalesce(r.origin_file, d.name), coalesce(r.origin_sha256, r.document_sha256)
FROM report r JOIN broker b ON b.id = r.broker_id JOIN document d ON d.sha256 = r.document_sha256
WHERE ${chosen.sql}
  AND ${from.sql}
ORDER BY b.slug, r.quarter, r.series, r.version, r.id
LIMIT ${REPORTS_PER_READ}`,
      [...chosen.values, ...from.values],
    );
    yield* rows.map(toReportLine);
    const last = rows.at(-1);
    if (!last || rows.length < REPORTS_PER_READ) return;
    from = where("(b.slug, r.quarter, r.series, r.version, r.id) > (?, ?, ?, ?, ?)", ...last.slice(0, 5));
  }
}

function toReportLine(row: RawRow): ReportLine {
  const [slug, quarterIndex, series, version, id, name, crd, filedBroker, publicId, generatedAt] = row;
  const [isCurrent, file, sha256] = row.slice(10);
  const { year, quarter } = quarterFromIndex(Number(quarterIndex));
  return {
    place: [slug, quarterIndex, series, version, id] as unknown as ReportPlace,
    head: [name, slug, crd, year, quarter] as FlatRow,
    filedBroker: collapsed(String(filedBroker)),
    tail: [publicId, series, version, generatedAt, isCurrent, file, sha256] as FlatRow,
  };
}

function rowsOfReport(report: ReportLine, filters: Filters): PlacedRow[] {
  const rows = venueRows(report, filters);
  const gaps = narrowsVenues(filters) ? [] : linesWithoutVenue(report, filters);
  if (gaps.length === 0) return rows;
  return [...rows, ...gaps].sort((a, b) => (isAfter(a.place, b.place) ? 1 : -1));
}

const VENUE_KEYS = VENUE_FIGURES.map((figure) => `v.${figure.key}`).join(", ");
const MIX_KEYS = MIX_FIGURES.map((figure) => `s.${figure.key}`).join(", ");

function venueRows(report: ReportLine, filters: Filters): PlacedRow[] {
  const rows = and([where("v.report_id = ?", report.place[4]), shownRows(filters), hasOrderType(filters)]);
  return selectRaw(
    `
SELECT v.month, ${sectionNumber("v.section")} AS section_number, v.row_number, v.section,
  e.name, e.slug, f.kind, f.name, nullif(f.mic, ''), nullif(f.mpid, ''), v.position,
  ${VENUE_KEYS}, ${MIX_KEYS}, m.text
FROM venue_row v
  CROSS JOIN filed_venue f ON f.id = v.filed_venue_id
  CROSS JOIN venue e ON e.id = f.venue_id
  LEFT JOIN section_summary s ON s.report_id = v.report_id AND s.month = v.month AND s.section = v.section
  LEFT JOIN material_aspects m ON m.id = v.material_aspects_id
WHERE ${rows.sql}
ORDER BY v.month, section_number, v.row_number`,
    rows.values,
  ).map((row) => {
    const [month, section, number, name, venue, slug, kind, filed, mic, mpid, position] = row as Line;
    return {
      place: { report: report.place, month, section, row: number },
      values: [
        ...report.head,
        month,
        name,
        venue,
        slug,
        kind,
        report.filedBroker,
        collapsed(filed),
        mic,
        mpid,
        ...row.slice(11),
        ...report.tail,
        position,
      ],
    };
  });
}
type Line = [
  month: number,
  section: number,
  number: number,
  name: string,
  venue: string,
  slug: string,
  kind: string,
  filed: string,
  mic: string | null,
  mpid: string | null,
  position: string,
];

/** Sections filed without a venue, and months filed without a section. */
function linesWithoutVenue(report: ReportLine, { section }: Filters): PlacedRow[] {
  const id = report.place[4];
  const sections = section.length > 0 ? isIn("s.section", section) : and([]);
  const rows = selectRaw(
    `
SELECT s.month, ${sectionNumber("s.section")}, s.section, ${MIX_KEYS}
FROM section_summary s
WHERE s.report_id = ? AND ${sections.sql}
  AND NOT EXISTS (SELECT 1 FROM venue_row v
                  WHERE v.report_id = s.report_id AND v.month = s.month AND v.section = s.section)
UNION ALL
SELECT n.month, 0, NULL, ${MIX_FIGURES.map(() => "NULL").join(", ")}
FROM report_month n
WHERE n.report_id = ? AND ?
  AND NOT EXISTS (SELECT 1 FROM section_summary s WHERE s.report_id = n.report_id AND s.month = n.month)`,
    [id, ...sections.values, id, section.length > 0 ? 0 : 1],
  );
  return rows.map(([month, number, name, ...mix]) => ({
    place: { report: report.place, month: Number(month), section: Number(number), row: 0 },
    values: [
      ...report.head,
      month ?? null,
      name ?? null,
      null,
      null,
      null,
      report.filedBroker,
      null,
      null,
      null,
      ...VENUE_FIGURES.map(() => null),
      ...mix,
      null,
      ...report.tail,
      null,
    ],
  }));
}

function sectionNumber(column: string): string {
  return `CASE ${column} WHEN 'sp500' THEN 1 WHEN 'non_sp500' THEN 2 ELSE 3 END`;
}

function hasOrderType({ orderType }: Filters): Condition {
  if (orderType.length === 0) return and([]);
  const any = orderType.map(
    (type) => `v.${type}_pct > 0 OR v.${type}_usd IS NOT NULL OR v.${type}_cph IS NOT NULL`,
  );
  return where(`(${any.join(" OR ")})`);
}

function collapsed(text: string): string {
  return /\s\s|[^\S ]|^\s|\s$/.test(text) ? text.replace(/\s+/g, " ").trim() : text;
}

/** A line as an object, for JSON. */
export const FlatObject = z.object(
  Object.fromEntries(
    FLAT_COLUMNS.map((column) => [
      column,
      (FLAT_NUMBER_COLUMNS.has(column) ? z.number() : z.string()).nullable(),
    ]),
  ),
);

export function flatObject(values: FlatRow): Record<string, string | number | null> {
  return Object.fromEntries(FLAT_COLUMNS.map((column, i) => [column, values[i] ?? null]));
}
