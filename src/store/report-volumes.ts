import type { Database } from "better-sqlite3";
import { SECTIONS, type Section } from "@/report/sections";
import {
  addMonths,
  type MonthVolume,
  NO_VOLUME,
  type PlaceOf,
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
 * as much, and each report is read many times. A record: section (its place in SECTIONS), filed venue, then for each month
 * of the quarter rated dollars, implied shares, percentage of orders. NaN: not known. A section
 * in which no shares are known has no records: there is nothing to compare.
 */

const WIDTH = 11;
const FIRST_MONTH = 2;

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
      records.push(section, filedVenueId);
      for (const { ratedUsd, impliedShares, orderPct } of months) {
        records.push(ratedUsd ?? Number.NaN, impliedShares ?? Number.NaN, orderPct ?? Number.NaN);
      }
    }
  }
  const view = new DataView(new ArrayBuffer(4 * records.length));
  for (const [i, value] of records.entries()) view.setFloat32(4 * i, value, true);
  return Buffer.from(view.buffer);
}

interface StoredReport {
  readonly id: number;
  readonly brokerId: number;
  readonly quarter: number;
  readonly volumes: Buffer;
}

function volumesOf(
  { id, brokerId, quarter, volumes }: StoredReport,
  venueOf: (filedVenueId: number) => number,
  only?: Section,
): VenueVolume[] {
  const view = new DataView(volumes.buffer, volumes.byteOffset, volumes.byteLength);
  const at = (index: number) => view.getFloat32(4 * index, true);
  const known = (index: number) => {
    const value = at(index);
    return Number.isNaN(value) ? null : value;
  };
  const monthAt = (index: number) => ({
    ratedUsd: known(index),
    impliedShares: known(index + 1),
    orderPct: known(index + 2),
  });
  const found = new Map<number, VenueVolume>();
  for (let record = 0; 4 * record < volumes.length; record += WIDTH) {
    const place = at(record);
    const section = SECTIONS[place] as Section;
    if (only !== undefined && section !== only) continue;
    const venue = venueOf(at(record + 1));
    const first = record + FIRST_MONTH;
    const months = [monthAt(first), monthAt(first + 3), monthAt(first + 6)];
    const key = venue * SECTIONS.length + place;
    const other = found.get(key);
    found.set(key, {
      reportId: id,
      broker: brokerId,
      venue,
      section,
      quarter,
      months: other ? months.map((month, i) => addMonths(month, other.months[i] as MonthVolume)) : months,
    });
  }
  return [...found.values()];
}

/** Which venue a filed one is now, each looked up once. */
function venueLookup(database: Database): (filedVenueId: number) => number {
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
export function brokerVolumes(database: Database, brokerId: number, from: number, to: number): BrokerVolumes {
  const reports = statement<[number, number, number], StoredReport & { isCurrent: number }>(
    database,
    `SELECT r.id, r.broker_id AS brokerId, r.quarter, r.is_current AS isCurrent, v.volumes
     FROM report r CROSS JOIN report_volume v ON v.report_id = r.id
     WHERE r.broker_id = ? AND r.quarter BETWEEN ? AND ?`,
  ).all(brokerId, from, to);
  const current = reports.filter((one) => one.isCurrent);
  if (new Set(current.map((one) => one.quarter)).size < 2) return { reports, volumes: [] };
  const venueOf = venueLookup(database);
  return { reports, volumes: current.flatMap((one) => volumesOf(one, venueOf)) };
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
