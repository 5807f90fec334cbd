import { finding } from "@/report/findings";
import { formatCountInText, formatRateInText, listInText, monthInText, quarterInText } from "@/report/format";
import { quarterFromIndex } from "@/report/quarter";
import { SECTION_LABELS } from "@/report/sections";
import {
  isKnown,
  type KnownMonth,
  monthOf,
  type PlaceOf,
  type ReportFinding,
  type VenueVolume,
} from "@/report/venue-volume";
import { groupBy, LEAST_USD, median, rateOf } from "./compare";

/** Volumes at least this many times above or below their neighbours are looked at. */
const JUMP = 4;
/** Of those, the ones whose volume per order also moved this much: more orders alone explain no jump. */
const PER_ORDER = 2;
/** Quarters away that still count as neighbours, where the nearest is not there. */
export const VOLUME_REACH = 2;

/**
 * Finds rows whose implied volume (dollars ÷ rate) is out of line with the same broker, venue and
 * section in the neighbouring quarters. It is when dollars or rate are misfiled: in Firstrade's report
 * for 2020 Q2 the rates of Apex Clearing in stocks are about a tenth of what they were before and
 * after, so their volume jumps by 10 to 50 times.
 *
 * A venue that simply gets more orders also jumps. The report itself tells the two apart: the share
 * of orders it gives the venue moves with real volume, not with a misfiled rate. So the volume per
 * percent of orders must jump as well, and both against the nearest quarter before and after: else
 * the quarters beside a misfiled one would be found too. A row with neighbours on one side only, where
 * a jump may be growth, must also be out of line with the other venues of its own section.
 *
 * One finding per report, venue and section, at the first month. `volumes`: of the current reports of one or more
 * brokers, in any order; only those of the quarters that are `asked` for are judged, the others are neighbours. Pure.
 */
export function volumeJumps(
  volumes: readonly VenueVolume[],
  placeOf: PlaceOf,
  asked: (quarter: number) => boolean = () => true,
): ReportFinding[] {
  const findings: ReportFinding[] = [];
  for (const own of seriesOf(volumes)) {
    const least = Math.min(...own.map((one) => one.least ?? Number.POSITIVE_INFINITY));
    const most = Math.max(...own.map((one) => one.most ?? 0));
    const usualOf = usualVolumes(own);
    for (const one of own) {
      // Most venues' months are nowhere four times any other: no more of them is looked at.
      if (one.least === null || one.most === null || !asked(one.quarter)) continue;
      if (one.most < JUMP * least && JUMP * one.least > most) continue;
      const neighbours = neighboursOf(one.quarter, usualOf);
      if (neighbours.quarters.length === 0) continue;
      const jumps = one.months.flatMap((month, index): Jump[] => {
        if (!isKnown(month)) return [];
        const times = jumpOf(month, neighbours, () => perOrderOfOthers(one, index, volumes));
        return times === null ? [] : [{ month, number: monthOf(one.quarter, index), times }];
      });
      if (jumps.length > 0) findings.push(toFinding(one, jumps as [Jump, ...Jump[]], neighbours, placeOf));
    }
  }
  return findings;
}

/** The quarters of each broker, section and venue. */
function* seriesOf(volumes: readonly VenueVolume[]): Generator<VenueVolume[]> {
  for (const ofBroker of groupBy(volumes, (one) => one.broker).values()) {
    for (const ofSection of groupBy(ofBroker, (one) => one.section).values()) {
      yield* groupBy(ofSection, (one) => one.venue).values();
    }
  }
}

/** Shares (options: contracts × 100) per percent of the section's orders. */
function perOrder(month: KnownMonth): number {
  return month.impliedShares / month.orderPct;
}

/** A quarter of a venue as its neighbours see it. */
interface Usual {
  readonly quarter: number;
  readonly volume: number;
  readonly perOrder: number;
}

/** By quarter, worked out when asked for: most are never a neighbour of what is judged. */
function usualVolumes(series: readonly VenueVolume[]): (quarter: number) => Usual | null {
  const known = new Map<number, Usual | null>();
  return (quarter) => {
    let usual = known.get(quarter);
    if (usual === undefined) {
      const months = series.flatMap((one) => (one.quarter === quarter ? one.months.filter(isKnown) : []));
      usual =
        months.length === 0
          ? null
          : {
              quarter,
              volume: median(months.map((month) => month.impliedShares)),
              perOrder: median(months.map(perOrder)),
            };
      known.set(quarter, usual);
    }
    return usual;
  };
}

interface Neighbours {
  readonly quarters: readonly Usual[];
  readonly bothSides: boolean;
}

/** The nearest quarter on each side, or the two nearest on the only side there is. */
function neighboursOf(quarter: number, usualOf: (quarter: number) => Usual | null): Neighbours {
  const toward = (step: number): Usual[] =>
    Array.from({ length: VOLUME_REACH }, (_, i) => usualOf(quarter + step * (i + 1))).filter(
      (one) => one !== null,
    );
  const before = toward(-1);
  const after = toward(1);
  const bothSides = before.length > 0 && after.length > 0;
  return {
    quarters: bothSides ? [...before.slice(0, 1), ...after.slice(0, 1)] : [...before, ...after],
    bothSides,
  };
}

/** How many times the neighbours' volume the month's is (below 1: a fall); null when it is in line. */
function jumpOf(
  month: KnownMonth,
  { quarters, bothSides }: Neighbours,
  ofOthers: () => number,
): number | null {
  const volume = month.impliedShares;
  if (Math.abs(month.ratedUsd ?? 0) < LEAST_USD) return null;
  const overall = volume / median(quarters.map((one) => one.volume));
  const beyond = (ratio: number, limit: number) => (overall > 1 ? ratio >= limit : ratio <= 1 / limit);
  const jumps = quarters.every(
    (one) => beyond(volume / one.volume, JUMP) && beyond(perOrder(month) / one.perOrder, PER_ORDER),
  );
  if (!jumps || bothSides) return jumps ? overall : null;
  return beyond(perOrder(month) / ofOthers(), PER_ORDER) ? overall : null;
}

/** Shares per percent of orders of the section's other venues, in the same month of the same report; NaN: there is none. */
function perOrderOfOthers(own: VenueVolume, index: number, volumes: readonly VenueVolume[]): number {
  let shares = 0;
  let orders = 0;
  for (const other of volumes) {
    if (other.reportId !== own.reportId || other.section !== own.section || other.venue === own.venue)
      continue;
    const month = other.months[index];
    if (!month || !isKnown(month)) continue;
    shares += month.impliedShares;
    orders += month.orderPct;
  }
  return shares / orders;
}

interface Jump {
  readonly month: KnownMonth;
  /** 1–12 */
  readonly number: number;
  readonly times: number;
}

function toFinding(
  volume: VenueVolume,
  jumps: readonly [Jump, ...Jump[]],
  { quarters }: Neighbours,
  placeOf: PlaceOf,
): ReportFinding {
  const [{ month, number, times }, ...later] = jumps;
  const { section } = volume;
  const { year } = quarterFromIndex(volume.quarter);
  const where = placeOf(volume, number);
  const inWords = (shares: number) =>
    section === "options"
      ? `${formatCountInText(shares / 100)} contracts`
      : `${formatCountInText(shares)} shares`;
  const usual = median(quarters.map((one) => one.volume));
  const beside = listInText(quarters.map((one) => quarterInText(quarterFromIndex(one.quarter))));
  const factor = times >= 1 ? `${formatCountInText(times)} times` : `1/${formatCountInText(1 / times)} of`;
  const also = later.map((one) => monthInText(year, one.number));
  const message =
    `The dollars and rates of ${where.venue} in ${SECTION_LABELS[section]} imply ` +
    `${inWords(month.impliedShares)} in ${monthInText(year, number)}, at ${formatRateInText(rateOf([month]))} cents; ` +
    `that is ${factor} the ${inWords(usual)} a month of ${beside}, and its share of orders does not explain it. ` +
    (also.length > 0 ? `The same goes for ${listInText(also)}. ` : "") +
    "Dollars or rates may be misfiled.";
  return { reportId: volume.reportId, finding: finding("volume_jump", message, where) };
}
