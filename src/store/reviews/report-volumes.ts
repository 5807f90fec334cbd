import type { Database } from "better-sqlite3";
import type { Section } from "@/report/sections";
import {
  addVolumes,
  type MonthVolume,
  type PlaceOf,
  rangeOf,
  type VenueVolume,
  type VolumeSeries,
} from "@/report/venue-volume";
import { statement } from "../statement";
import { MONTH_COLUMNS } from "../sums/rollups";

/*
 * What checks that compare a report with its neighbours read: the months of venue_rollup. They read five quarters of a broker
 * for each report that comes in; from the filed rows that took most of the time of an import into a full store.
 */

const VOLUMES = `t.section, t.venue_id, ${MONTH_COLUMNS.map((name) => `t.${name}`).join(", ")}`;

type VolumeRow = [id: number, broker: number, quarter: number, Section, venue: number, ...(number | null)[]];

function volumeOf([reportId, broker, quarter, section, venue, ...sums]: VolumeRow): VenueVolume {
  const months = [0, 3, 6].map(
    (at): MonthVolume => ({
      ratedUsd: sums[at] ?? null,
      impliedShares: sums[at + 1] ?? null,
      orderPct: sums[at + 2] ?? null,
    }),
  );
  return { reportId, broker, venue, section, quarter, months, ...rangeOf(months) };
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
): BrokerVolumes {
  const reports = statement<[number, number, number], { id: number; quarter: number; isCurrent: number }>(
    database,
    `SELECT id, quarter, is_current AS isCurrent FROM report
     WHERE broker_id = ? AND quarter BETWEEN ? AND ? ORDER BY quarter, id`,
  ).all(brokerId, from, to);
  const current = reports.filter(({ isCurrent }) => isCurrent);
  if (current.every(({ quarter }) => quarter === current[0]?.quarter)) return { reports, series: [] };
  const read = statement<[number]>(
    database,
    `SELECT ${VOLUMES} FROM venue_rollup t WHERE t.report_id = ?`,
  ).raw();
  const series = new Map<string, VenueVolume[]>();
  for (const { id, quarter } of current) {
    for (const [section, venue, ...sums] of read.iterate(id) as Iterable<
      [Section, number, ...(number | null)[]]
    >) {
      addTo(series, volumeOf([id, brokerId, quarter, section, venue, ...sums]));
    }
  }
  return { reports, series: [...series.values()] };
}

/** Rows that are re-reported stand apart in the store, and are compared together with the others. */
function addTo(series: Map<string, VenueVolume[]>, one: VenueVolume): void {
  const key = `${one.section} ${one.venue}`;
  const own = series.get(key);
  const last = own?.at(-1);
  if (!own) series.set(key, [one]);
  else if (last?.reportId === one.reportId) own[own.length - 1] = addVolumes(last, one);
  else own.push(one);
}

/** The options sections of all brokers' current reports of a quarter, one after the other: a market's are many. */
export function* optionsVolumes(database: Database, quarter: number): Generator<VenueVolume> {
  const stored = statement<[number]>(
    database,
    `SELECT r.id, r.broker_id, r.quarter, ${VOLUMES}
     FROM report r CROSS JOIN venue_rollup t ON t.report_id = r.id
     WHERE r.quarter = ? AND r.is_current = 1 AND t.section = 'options'`,
  ).raw();
  let last: VenueVolume | null = null;
  for (const row of stored.iterate(quarter)) {
    const one = volumeOf(row as VolumeRow);
    if (last && last.reportId === one.reportId && last.venue === one.venue) last = addVolumes(last, one);
    else {
      if (last) yield last;
      last = one;
    }
  }
  if (last) yield last;
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
