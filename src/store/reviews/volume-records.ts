import { SECTIONS, type Section } from "@/report/sections";
import {
  addVolumes,
  type MonthVolume,
  NO_VOLUME,
  rangeOf,
  type VenueVolume,
  withRow,
} from "@/report/venue-volume";
import type { RollupRow } from "@/store/sums/rollup-sums";

/*
 * The BLOB of report_volume: a list of records of 32-bit floats, little-endian. Seven digits are enough to tell what is
 * four times as much, and each report is read many times. A record: section (its place in SECTIONS), filed venue, the
 * smallest and the largest month, then for each month of the quarter rated dollars, implied shares, percentage of orders.
 * NaN: not known. A section in which no shares are known has no records: there is nothing to compare.
 */

const WIDTH = 13;
const FIRST_MONTH = 4;

/** A report's rows as records. */
export function volumeRecords(rows: Iterable<RollupRow>): Buffer {
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
  return toBytes(sections);
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
export interface StoredReport {
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

export function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** By venue, for each of SECTIONS. */
export type SeriesOfSections = readonly Map<number, VenueVolume[]>[];

export const noSeries = (): SeriesOfSections => SECTIONS.map(() => new Map());

/** Which venue a filed one is. */
export type VenueLookup = (filedVenueId: number) => number;

/** Adds what a report says to the series of its broker; of only one section where one is named. */
export function addRecords(
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
