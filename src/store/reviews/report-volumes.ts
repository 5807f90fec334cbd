import type { Database } from "better-sqlite3";
import type { PlaceOf, VenueVolume, VolumeSeries } from "@/report/venue-volume";
import { statement } from "@/store/statement";
import type { RollupRow } from "@/store/sums/rollup-sums";
import { addRecords, noSeries, type VenueLookup, viewOf, volumeRecords } from "./volume-records";

/*
 * The table report_volume: what a report's rows imply, one row per report, written with it. Checks that compare a
 * report with its neighbours read five quarters of a broker for each report that comes in; from the filed rows that took
 * most of the time of an import into a full store. Kept by filed venue, so that it stays true when a venue gets
 * another name; a test holds it equal to the facts.
 */

/** Writes the volumes of a report that has none from its rows, in the caller's transaction. */
export function writeVolumes(database: Database, reportId: number, rows: Iterable<RollupRow>): void {
  statement(database, "INSERT INTO report_volume (report_id, volumes) VALUES (?, ?)").run(
    reportId,
    volumeRecords(rows),
  );
}

/** The same for a report that may have them. */
export function replaceVolumes(database: Database, reportId: number, rows: Iterable<RollupRow>): void {
  statement(database, "DELETE FROM report_volume WHERE report_id = ?").run(reportId);
  writeVolumes(database, reportId, rows);
}

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
    addRecords(series, { id, brokerId, quarter, volumes: viewOf(volumes) }, venueOf);
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
    addRecords(series, { id, brokerId, quarter, volumes: viewOf(volumes) }, venueOf, "options");
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
