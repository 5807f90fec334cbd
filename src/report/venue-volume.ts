import { plus } from "./blank-sums";
import type { Finding, Place } from "./findings";
import type { Section } from "./sections";

/** One month of a venue in one section of a report, its rows added up. */
export interface MonthVolume {
  /** Net dollars of the cells with implied shares; positive when received. Null: there is no such cell. */
  readonly ratedUsd: number | null;
  /** Σ usd × 10,000 ÷ cph over the cells where both are filed, not zero and of one sign; never 0. */
  readonly impliedShares: number | null;
  /** The venue's filed percentage of the section's non-directed orders, 0–100; null when blank. */
  readonly orderPct: number | null;
}

/** One venue in one section of a report: what checks compare with other quarters and other brokers. */
export interface VenueVolume {
  /** What the report is known by; comes back with a finding. */
  readonly reportId: string | number;
  /** Equal for one broker, and for one venue: names change from filing to filing. */
  readonly broker: string | number;
  readonly venue: string | number;
  readonly section: Section;
  /** `quarterIndex` */
  readonly quarter: number;
  /** The quarter's three months in order. */
  readonly months: readonly MonthVolume[];
  /** The smallest and the largest implied shares of the months that can be compared (`isKnown`); null: there is none. */
  readonly least: number | null;
  readonly most: number | null;
}

/** The reports of one broker that list one venue in one section, of one or more quarters. */
export type VolumeSeries = readonly VenueVolume[];

/** A month that can be compared: its volume and its share of orders are there. */
export interface KnownMonth extends MonthVolume {
  readonly impliedShares: number;
  readonly orderPct: number;
}

export function isKnown(month: MonthVolume): month is KnownMonth {
  return Boolean(month.impliedShares && month.orderPct);
}

export function rangeOf(months: readonly MonthVolume[]): Pick<VenueVolume, "least" | "most"> {
  let least: number | null = null;
  let most: number | null = null;
  for (const month of months) {
    if (!isKnown(month)) continue;
    const { impliedShares: shares } = month;
    least = least === null ? shares : Math.min(least, shares);
    most = most === null ? shares : Math.max(most, shares);
  }
  return { least, most };
}

/** A finding of a check over many reports, and the report it belongs to. */
export interface ReportFinding {
  readonly reportId: string | number;
  readonly finding: Finding;
}

/** Where the first row of a venue's month stands, and what the venue is called there. Asked for findings only. */
export type PlaceOf = (
  volume: Pick<VenueVolume, "reportId" | "section" | "venue">,
  month: number,
) => Place & { readonly venue: string };

/** Two parts of one venue in one section of one report added up. */
export function addVolumes(one: VenueVolume, other: VenueVolume): VenueVolume {
  const { reportId, broker, venue, section, quarter } = one;
  const months = one.months.map((month, i) => addMonths(month, other.months[i] as MonthVolume));
  return { reportId, broker, venue, section, quarter, months, ...rangeOf(months) };
}

function addMonths(a: MonthVolume, b: MonthVolume): MonthVolume {
  return {
    ratedUsd: plus(a.ratedUsd, b.ratedUsd),
    impliedShares: plus(a.impliedShares, b.impliedShares),
    orderPct: plus(a.orderPct, b.orderPct),
  };
}

/** 1–12: the `index`-th month of a quarter, from 0. */
export function monthOf(quarter: number, index: number): number {
  return 3 * (quarter % 4) + 1 + index;
}
