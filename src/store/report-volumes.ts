import type { Database } from "better-sqlite3";
import { SECTIONS, type Section } from "@/report/sections";
import {
  addVolumes,
  type MonthVolume,
  NO_VOLUME,
  type PlaceOf,
  rangeOf,
  type VenueVolume,
  type VolumeSeries,
  withRow,
} from "@/report/venue-volume";
import type { RollupRow } from "./rollup-sums";
import { statement } from "./statement";

/*
 * The table report_volume: what a report's rows imply, one row per report, written with it. Checks that compare a
 * report with its neighbours read five quarters of a broker for each report that comes in; from the filed rows that took
 * most of the time of an import into a full store. Kept by filed venue, so that it stays true when a venue gets
 * another name; a test holds it equal to the facts.
 *
 * The BLOB is a list of records of 32-bit floats, little-endian: seven digits are enough to tell what is four times
 * as much, and each report is read many times. A record: section (its place in SECTIONS), filed venue, the smallest and
 * the largest month, then for each month of the quarter rated dollars, implied shares, percentage of orders. NaN:
 * not known. A section in which no shares are known has no records: there is nothing to compare.
 */

const WIDTH = 13;
const FIRST_MONTH = 4;

/** Writes the volumes of a report that has none from its rows, in the caller's transaction. */
export function writeVolumes(database: Database, reportId: number, rows: Iterable<RollupRow>): void {
  const sections = SECTIONS.map(() => new Map<number, MonthVolume[]>());
  for (const { section, filedVenueId, month, figures } of rows) {
    const venues = sections[SECTIONS.indexOf(section)] as Map<number, MonthVolume[]>;
    let months = venues.get(filedVenueId);
    if (!months) {
      months = [NO_VOLUME, NO_VOLUME, NO_VOLUME];
      venues.set(filedVenueId, months);
    }
    const index = (month - 1) % 3;
    months[index] = withRow(months[index] as MonthVolume, figures);
  }
  statement(database, "INSERT INTO report_volume (report_id, volumes) VALUES (?, ?)").run(
    reportId,
    toBytes(sections),
  );
}

/** The same for a report that may have them. */
export function replaceVolumes(database: Database, reportId: number, rows: Iterable<RollupRow>): void {
  statement(database, "DELETE FROM report_volume WHERE report_id = ?").run(reportId);
  writeVolumes(database, reportId, rows);
}

function toBytes(sections: readonly ReadonlyMap<number, readonly MonthVolume[]>[]): Buffer {
  const records: number[] = [];
  for (const [section, venues] of sections.entries()) {
    const isKnown = [...venues.values()].some((months) => months.some((one) => one.impliedShares !== null));
    if (!isKnown) continue;
    for (const [filedVenueId, months] of venues) {
      const { least, most } = rangeOf(months);
      records.push(section, filedVenueId, orNaN(least), orNaN(most));
      for (const { ratedUsd, impliedShares, orderPct } of months) {
        records.push(orNaN(ratedUsd), orNaN(impliedShares), orNaN(orderPct));
      }
    }
  }
  const view = new DataView(new ArrayBuffer(4 * records.length));
  for (let i = 0; i < records.length; i += 1) view.setFloat32(4 * i, records[i] as number, true);
  return Buffer.from(view.buffer);
}

function orNaN(value: number | null): number {
  return value ?? Number.NaN;
}

/** A report as it is stored. */
interface StoredReport {
  readonly id: number;
  readonly brokerId: number;
  readonly quarter: number;
  readonly volumes: DataView;
}

/** A record as it is stored. Its months are read when they are asked for: of most venues only the range is. */
class StoredVolume implements VenueVolume {
  readonly least: number | null;
  readonly most: number | null;
  private read: readonly MonthVolume[] | null = null;
  constructor(
    private readonly report: StoredReport,
    private readonly record: number,
    readonly section: Section,
    readonly venue: number,
  ) {
    this.least = knownAt(report.volumes, record + 2);
    this.most = knownAt(report.volumes, record + 3);
  }

  get reportId(): number {
    return this.report.id;
  }

  get broker(): number {
    return this.report.brokerId;
  }

  get quarter(): number {
    return this.report.quarter;
  }

  get months(): readonly MonthVolume[] {
    this.read ??= [this.month(0), this.month(1), this.month(2)];
    return this.read;
  }

  private month(index: number): MonthVolume {
    const at = this.record + FIRST_MONTH + 3 * index;
    const { volumes } = this.report;
    return {
      ratedUsd: knownAt(volumes, at),
      impliedShares: knownAt(volumes, at + 1),
      orderPct: knownAt(volumes, at + 2),
    };
  }
}

function numberAt(view: DataView, index: number): number {
  return view.getFloat32(4 * index, true);
}

function knownAt(view: DataView, index: number): number | null {
  const value = numberAt(view, index);
  return Number.isNaN(value) ? null : value;
}

function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** By venue, for each of SECTIONS. */
type SeriesOfSections = readonly Map<number, VenueVolume[]>[];

const noSeries = (): SeriesOfSections => SECTIONS.map(() => new Map());

/** Adds what a report says to the series of its broker; of only one section where one is named. */
function addReport(
  series: SeriesOfSections,
  report: StoredReport,
  venueOf: VenueLookup,
  only?: Section,
): void {
  const { volumes } = report;
  for (let record = 0; 4 * record < volumes.byteLength; record += WIDTH) {
    const place = numberAt(volumes, record);
    const section = SECTIONS[place] as Section;
    if (only !== undefined && section !== only) continue;
    const venue = venueOf(numberAt(volumes, record + 1));
    const one = new StoredVolume(report, record, section, venue);
    const ofVenue = series[place]?.get(venue);
    const last = ofVenue?.at(-1);
    if (!ofVenue) series[place]?.set(venue, [one]);
    else if (last?.reportId === report.id) ofVenue[ofVenue.length - 1] = addVolumes(last, one);
    else ofVenue.push(one);
  }
}

export type VenueLookup = (filedVenueId: number) => number;

/** Which venue a filed one is, each looked up once: for one transaction, as names may change after it. */
export function venueLookup(database: Database): VenueLookup {
  const known = new Map<number, number>();
  const find = statement<[number], number>(database, "SELECT venue_id FROM filed_venue WHERE id = ?").pluck();
  return (id) => {
    let venue = known.get(id);
    if (venue === undefined) {
      venue = find.get(id) as number;
      known.set(id, venue);
    }
    return venue;
  };
}

export interface BrokerVolumes {
  /** Of the current reports, quarter by quarter. */
  readonly series: readonly VolumeSeries[];
  /** All of the broker's reports, whether they count or not. */
  readonly reports: readonly { readonly id: number; readonly quarter: number }[];
}

/** A broker's reports of the quarters from `from` to `to`. No series when only one quarter counts: nothing to compare. */
export function brokerVolumes(
  database: Database,
  brokerId: number,
  [from, to]: readonly [number, number],
  venueOf: VenueLookup,
): BrokerVolumes {
  const stored = statement<
    [number, number, number],
    [id: number, quarter: number, isCurrent: number, volumes: Buffer]
  >(
    database,
    `SELECT r.id, r.quarter, r.is_current, v.volumes
     FROM report r LEFT JOIN report_volume v ON v.report_id = r.id
     WHERE r.broker_id = ? AND r.quarter BETWEEN ? AND ? ORDER BY r.quarter, r.id`,
  )
    .raw()
    .all(brokerId, from, to);
  const reports = stored.map(([id, quarter]) => ({ id, quarter }));
  const current = stored.filter(([, , isCurrent]) => isCurrent);
  if (current.every(([, quarter]) => quarter === current[0]?.[1])) return { reports, series: [] };
  const series = noSeries();
  for (const [id, quarter, , volumes] of current) {
    addReport(series, { id, brokerId, quarter, volumes: viewOf(volumes) }, venueOf);
  }
  return { reports, series: series.flatMap((venues) => [...venues.values()]) };
}

/** The options sections of all brokers' current reports of a quarter, one after the other: a market's are many. */
export function* optionsVolumes(database: Database, quarter: number): Generator<VenueVolume> {
  const venueOf = venueLookup(database);
  const stored = statement<[number], [id: number, brokerId: number, volumes: Buffer]>(
    database,
    `SELECT r.id, r.broker_id, v.volumes
     FROM report r CROSS JOIN report_volume v ON v.report_id = r.id
     WHERE r.quarter = ? AND r.is_current = 1`,
  ).raw();
  for (const [id, brokerId, volumes] of stored.iterate(quarter)) {
    const series = noSeries();
    addReport(series, { id, brokerId, quarter, volumes: viewOf(volumes) }, venueOf, "options");
    for (const venues of series) for (const [one] of venues.values()) yield one as VenueVolume;
  }
}

/** The reports of a quarter, whether they count or not. */
export function reportsOfQuarter(database: Database, quarter: number): number[] {
  return statement<[number], number>(database, "SELECT id FROM report WHERE quarter = ?")
    .pluck()
    .all(quarter);
}

/** Where the rows of a stored report stand. */
export function storedPlaces(database: Database): PlaceOf {
  const find = statement<unknown[], { file: string; venue: string; position: string }>(
    database,
    `SELECT coalesce(r.origin_file, d.name) AS file, f.name AS venue, v.position
     FROM venue_row v
     CROSS JOIN filed_venue f ON f.id = v.filed_venue_id
     CROSS JOIN report r ON r.id = v.report_id
     CROSS JOIN document d ON d.sha256 = r.document_sha256
     WHERE v.report_id = ? AND v.month = ? AND v.section = ? AND f.venue_id = ?
     ORDER BY v.row_number LIMIT 1`,
  );
  return ({ reportId, section, venue: venueId }, month) => {
    const place = find.get(reportId, month, section, venueId);
    if (!place)
      throw new Error(`report ${reportId} has no row of venue ${venueId} in ${section}, month ${month}`);
    return { ...place, month, section };
  };
}
