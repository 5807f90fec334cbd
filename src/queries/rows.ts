import { quarterFromIndex } from "@/report/quarter";
import { type RawRow, selectRaw } from "./database";
import type { Filters } from "./filters";
import {
  collapsed,
  type FlatRow,
  type Line,
  type PlacedRow,
  placed,
  placeOf,
  type ReportHead,
  ReportLines,
  type ReportPlace,
  type RowPlace,
} from "./report-lines";
import { and, type Condition, shownReports, where } from "./scope";

/** Reports read at a time: few enough to hold, many enough that sorting them all again is cheap. */
const REPORTS_PER_READ = 500;

/** Which lines of all: those after a place, so many at most; null is no limit. */
export interface LineWindow {
  readonly after?: RowPlace | null;
  readonly limit?: number | null;
  /** Only of reports that came in after the one with this row id. */
  readonly laterThan?: number;
}

/**
 * Every filed venue row under the filters, handed over report by report, so that any number fits in memory
 * and a slow reader holds no lock: the generator stops after each report. Sections without venues and months without
 * sections have a line each, unless the filters look for certain venues or order types. With `orderType`, rows with a
 * figure for one of those types: a percentage above 0, or dollars or a rate that are not blank.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function* flatLines(
  filters: Filters,
  { after = null, limit = null, laterThan = 0 }: LineWindow,
  take: (line: Line) => void,
): Generator<void, void> {
  let left = limit ?? Infinity;
  const lines = new ReportLines(filters);
  for (const report of reportsInOrder(filters, after?.report ?? null, laterThan)) {
    const from = after !== null && report.place[4] === after.report[4] ? after : null;
    lines.each(report, (line) => {
      if (from && !isAfter(placeOf(line.report, line.month, line.section, line.row), from)) return;
      if (left-- > 0) take(line);
    });
    yield;
    if (left <= 0) return;
  }
}

/** The same as rows of values with their places. */
export function* flatRows(filters: Filters, window: LineWindow = {}): Generator<PlacedRow, void> {
  let rows: PlacedRow[] = [];
  for (const _ of flatLines(filters, window, (line) => rows.push(placed(line)))) {
    yield* rows;
    rows = [];
  }
}

/** Whether the filters choose more than so many reports. @throws AppError invalid_input for an unknown broker */
export function hasMoreReports(filters: Filters, count: number): boolean {
  const { sql, values } = shownReports(filters);
  return selectRaw(`SELECT 1 FROM report r WHERE ${sql} LIMIT ?`, [...values, count + 1]).length > count;
}

function isAfter(a: RowPlace, b: RowPlace): boolean {
  return (a.month - b.month || a.section - b.section || a.row - b.row) > 0;
}

function* reportsInOrder(
  filters: Filters,
  first: ReportPlace | null,
  laterThan: number,
): Generator<ReportHead> {
  const shown = shownReports(filters);
  const chosen = laterThan > 0 ? and([shown, where("r.id > ?", laterThan)]) : shown;
  let from: Condition = first
    ? where("(b.slug, r.quarter, r.series, r.version, r.id) >= (?, ?, ?, ?, ?)", ...first)
    : and([]);
  for (;;) {
    const rows = selectRaw(
      `
SELECT b.slug, r.quarter, r.series, r.version, r.id, b.name, b.crd, r.filed_broker, r.public_id, r.generated_at,
  r.is_current, coalesce(r.origin_file, d.name), CASE WHEN r.origin_file IS NULL THEN r.document_sha256 ELSE r.origin_sha256 END
FROM report r JOIN broker b ON b.id = r.broker_id JOIN document d ON d.sha256 = r.document_sha256
WHERE ${chosen.sql}
  AND ${from.sql}
ORDER BY b.slug, r.quarter, r.series, r.version, r.id
LIMIT ${REPORTS_PER_READ}`,
      [...chosen.values, ...from.values],
    );
    yield* rows.map(toHead);
    const last = rows.at(-1);
    if (!last || rows.length < REPORTS_PER_READ) return;
    from = where("(b.slug, r.quarter, r.series, r.version, r.id) > (?, ?, ?, ?, ?)", ...last.slice(0, 5));
  }
}

function toHead(row: RawRow): ReportHead {
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
