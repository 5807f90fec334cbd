import type { Database } from "better-sqlite3";
import { SECTIONS, type Section } from "@/report/sections";
import {
  addVolumes,
  type MonthVolume,
  NO_VOLUME,
  type PlaceOf,
  rangeOf,
  type VenueVolume,
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

interface StoredReport {
  readonly id: number;
  readonly brokerId: number;
  readonly quarter: number;
  readonly volumes: Buffer;
}

/** A record as it is stored. Its months are read when they are asked for: of most venues only the range is. */
class StoredVolume implements VenueVolume {
  readonly reportId: number;
  readonly broker: number;
  readonly quarter: number;
  readonly section: Section;
  readonly least: number | null;
  readonly most: number | null;
  readonly #view: DataView;
  readonly #record: number;
  #months: readonly MonthVolume[] | null = null;
  constructor(
    { id, brokerId, quarter }: StoredReport,
    view: DataView,
    record: number,
    readonly venue: number,
  ) {
    this.reportId = id;
    this.broker = brokerId;
    this.quarter = quarter;
    this.#view = view;
    this.#record = record;
    this.section = SECTIONS[numberAt(view, record)] as Section;
    this.least = knownAt(view, record + 2);
    this.most = knownAt(view, record + 3);
  }

  get months(): readonly MonthVolume[] {
    this.#months ??= [0, 3, 6].map((month) => {
      const at = this.#record + FIRST_MONTH + month;
      return {
        ratedUsd: knownAt(this.#view, at),
        impliedShares: knownAt(this.#view, at + 1),
        orderPct: knownAt(this.#view, at + 2),
      };
    });
    return this.#months;
  }
}

function numberAt(view: DataView, index: number): number {
  return view.getFloat32(4 * index, true);
}

function knownAt(view: DataView, index: number): number | null {
  const value = numberAt(view, index);
  return Number.isNaN(value) ? null : value;
}

function volumesOf(report: StoredReport, venueOf: VenueLookup, only?: Section): VenueVolume[] {
  const { buffer, byteOffset, byteLength } = report.volumes;
  const view = new DataView(buffer, byteOffset, byteLength);
  const found = new Map<number, VenueVolume>();
  for (let record = 0; 4 * record < byteLength; record += WIDTH) {
    const section = numberAt(view, record);
    if (only !== undefined && SECTIONS[section] !== only) continue;
    const venue = venueOf(numberAt(view, record + 1));
    const key = venue * SECTIONS.length + section;
    const own = new StoredVolume(report, view, record, venue);
    const other = found.get(key);
    found.set(key, other ? addVolumes(other, own) : own);
  }
  return [...found.values()];
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
  /** Of the current reports. */
  readonly volumes: readonly VenueVolume[];
  /** All of the broker's reports, whether they count or not. */
  readonly reports: readonly { readonly id: number; readonly quarter: number }[];
}

/** A broker's reports of the quarters from `from` to `to`. No volumes when only one quarter counts: nothing to compare. */
export function brokerVolumes(
  database: Database,
  brokerId: number,
  [from, to]: readonly [number, number],
  venueOf: VenueLookup,
): BrokerVolumes {
  const reports = statement<[number, number, number], Omit<StoredReport, "volumes"> & { isCurrent: number }>(
    database,
    `SELECT id, broker_id AS brokerId, quarter, is_current AS isCurrent FROM report
     WHERE broker_id = ? AND quarter BETWEEN ? AND ?`,
  ).all(brokerId, from, to);
  const current = reports.filter((one) => one.isCurrent);
  if (current.every((one) => one.quarter === current[0]?.quarter)) return { reports, volumes: [] };
  const find = statement<[number], Buffer>(
    database,
    "SELECT volumes FROM report_volume WHERE report_id = ?",
  ).pluck();
  const volumes = current.flatMap((one) =>
    volumesOf({ ...one, volumes: find.get(one.id) as Buffer }, venueOf),
  );
  return { reports, volumes };
}

/** The options sections of all brokers' current reports of a quarter. */
export function optionsVolumes(database: Database, quarter: number): VenueVolume[] {
  const venueOf = venueLookup(database);
  return statement<[number], StoredReport>(
    database,
    `SELECT r.id, r.broker_id AS brokerId, r.quarter, v.volumes
     FROM report r CROSS JOIN report_volume v ON v.report_id = r.id
     WHERE r.quarter = ? AND r.is_current = 1`,
  )
    .all(quarter)
    .flatMap((report) => volumesOf(report, venueOf, "options"));
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
