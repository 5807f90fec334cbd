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
  type VolumeSeries,
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
 * One finding per report, venue and section, at the first month. `series`: of the current reports of one or more
 * brokers, in any order; only those of the quarters that are `asked` for are judged, the others are neighbours. Pure.
 */
export function volumeJumps(
  series: readonly VolumeSeries[],
  placeOf: PlaceOf,
  asked: (quarter: number) => boolean = () => true,
): ReportFinding[] {
  const findings: ReportFinding[] = [];
  for (const own of series) {
    if (!isWide(own)) continue;
    const quarters = groupBy(own.filter(hasRange), (one) => one.quarter);
    for (const [quarter, reports] of quarters) {
      if (!asked(quarter)) continue;
      const beside = quartersBeside(quarter, quarters);
      for (const one of reports) {
        if (!mayJump(one, beside.quarters)) continue;
        const neighbours = { ...beside, quarters: beside.quarters.map(usualOf) };
        const jumps = one.months.flatMap((month, index): Jump[] => {
          if (!isKnown(month)) return [];
          const times = jumpOf(month, neighbours, () => perOrderOfOthers(one, index, series));
          return times === null ? [] : [{ month, number: monthOf(quarter, index), times }];
        });
        if (jumps.length > 0) findings.push(toFinding(one, jumps as [Jump, ...Jump[]], neighbours, placeOf));
      }
    }
  }
  return findings;
}

/** A quarter of which at least one month can be compared. */
type Ranged = VenueVolume & { readonly least: number; readonly most: number };

function hasRange(volume: VenueVolume): volume is Ranged {
  return volume.least !== null && volume.most !== null;
}

/** Most venues' months are nowhere four times any other: no more of them is looked at. */
function isWide(series: VolumeSeries): boolean {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const one of series) {
    if (one.least !== null && one.least < least) least = one.least;
    if (one.most !== null && one.most > most) most = one.most;
  }
  return most >= JUMP * least;
}

/** False where the smallest and the largest months alone say that no month is out of line with all the quarters beside it. */
function mayJump(one: Ranged, beside: readonly (readonly Ranged[])[]): boolean {
  if (beside.length === 0) return false;
  const rises = beside.every((reports) => reports.some(({ least }) => one.most / least >= JUMP));
  return rises || beside.every((reports) => reports.some(({ most }) => one.least / most <= 1 / JUMP));
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

/** `reports`: a quarter's, of which at least one month can be compared. */
function usualOf(reports: readonly Ranged[]): Usual {
  const months = reports.flatMap((one) => one.months.filter(isKnown));
  return {
    quarter: (reports[0] as Ranged).quarter,
    volume: median(months.map((month) => month.impliedShares)),
    perOrder: median(months.map(perOrder)),
  };
}

interface Neighbours<Quarter = Usual> {
  readonly quarters: readonly Quarter[];
  readonly bothSides: boolean;
}

/** The nearest quarter on each side, or the two nearest on the only side there is. */
function quartersBeside<Quarter>(
  quarter: number,
  quarters: ReadonlyMap<number, Quarter>,
): Neighbours<Quarter> {
  const toward = (step: number): Quarter[] => {
    const found: Quarter[] = [];
    for (let away = 1; away <= VOLUME_REACH; away += 1) {
      const one = quarters.get(quarter + step * away);
      if (one !== undefined) found.push(one);
    }
    return found;
  };
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
function perOrderOfOthers(own: VenueVolume, index: number, series: readonly VolumeSeries[]): number {
  let shares = 0;
  let orders = 0;
  for (const [first, ...later] of series) {
    if (first?.section !== own.section || first.venue === own.venue) continue;
    for (const other of [first, ...later]) {
      if (other.reportId !== own.reportId) continue;
      const month = other.months[index];
      if (!month || !isKnown(month)) continue;
      shares += month.impliedShares;
      orders += month.orderPct;
    }
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
