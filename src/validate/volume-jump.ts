import { finding } from "@/report/findings";
import { formatCountInText, formatRateInText, listInText, monthInText, quarterInText } from "@/report/format";
import { quarterFromIndex } from "@/report/quarter";
import { SECTION_LABELS } from "@/report/sections";
import { groupBy, median, sum } from "./compare";
import { LEAST_USD, perOrder, quarterOf, type ReportFinding, rateOf, type VenueMonth } from "./venue-month";

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
 * One finding per report, venue and section, at the first month. Pure; the order of rows is free.
 */
export function volumeJumps(rows: readonly VenueMonth[]): ReportFinding[] {
  const series = groupBy(
    rows.filter((row) => row.impliedShares !== null && row.impliedShares > 0 && row.orderPct),
    (row) => `${row.broker}\n${row.venue}\n${row.section}`,
  );
  const sections = groupBy(rows, sectionKey);
  const findings: ReportFinding[] = [];
  for (const months of series.values()) {
    const byQuarter = groupBy(months, quarterOf);
    for (const [quarter, own] of [...byQuarter].sort(([a], [b]) => a - b)) {
      const neighbours = neighboursOf(quarter, byQuarter);
      const jumps = own.flatMap((row) => {
        const jump = jumpOf(row, neighbours, sections.get(sectionKey(row)) ?? []);
        return jump === null ? [] : [{ row, jump }];
      });
      jumps.sort((a, b) => a.row.month - b.row.month);
      const [first] = jumps;
      if (first !== undefined) findings.push(toFinding(first, jumps, neighbours));
    }
  }
  return findings;
}

interface Neighbour {
  readonly quarter: number;
  readonly volume: number;
  readonly perOrder: number;
}

interface Neighbours {
  readonly quarters: readonly Neighbour[];
  readonly bothSides: boolean;
}

/** The nearest quarter on each side, or the two nearest on the only side there is. */
function neighboursOf(quarter: number, byQuarter: ReadonlyMap<number, VenueMonth[]>): Neighbours {
  const toward = (step: number): Neighbour[] =>
    Array.from({ length: VOLUME_REACH }, (_, i) => quarter + step * (i + 1)).flatMap((other) => {
      const months = byQuarter.get(other);
      if (months === undefined) return [];
      const volume = median(months.map((row) => row.impliedShares as number));
      return [{ quarter: other, volume, perOrder: median(months.map(perOrder)) }];
    });
  const before = toward(-1);
  const after = toward(1);
  const bothSides = before.length > 0 && after.length > 0;
  return {
    quarters: bothSides ? [...before.slice(0, 1), ...after.slice(0, 1)] : [...before, ...after],
    bothSides,
  };
}

/** How many times the neighbours' volume the row's is (below 1: a fall); null when it is in line. */
function jumpOf(row: VenueMonth, neighbours: Neighbours, section: readonly VenueMonth[]): number | null {
  const { quarters, bothSides } = neighbours;
  const volume = row.impliedShares as number;
  if (quarters.length === 0 || Math.abs(row.ratedUsd ?? 0) < LEAST_USD) return null;
  const overall = volume / median(quarters.map((one) => one.volume));
  const beyond = (ratio: number, limit: number) => (overall > 1 ? ratio >= limit : ratio <= 1 / limit);
  const jumps = quarters.every(
    (one) => beyond(volume / one.volume, JUMP) && beyond(perOrder(row) / one.perOrder, PER_ORDER),
  );
  if (!jumps || bothSides) return jumps ? overall : null;
  const others = section.filter((one) => one.venue !== row.venue && one.impliedShares && one.orderPct);
  const shares = sum(others.map((one) => one.impliedShares as number));
  const orders = sum(others.map((one) => one.orderPct as number));
  return beyond(perOrder(row) / (shares / orders), PER_ORDER) ? overall : null;
}

interface Jump {
  readonly row: VenueMonth;
  readonly jump: number;
}

function toFinding({ row, jump }: Jump, jumps: readonly Jump[], { quarters }: Neighbours): ReportFinding {
  const volume = (shares: number) =>
    row.section === "options"
      ? `${formatCountInText(shares / 100)} contracts`
      : `${formatCountInText(shares)} shares`;
  const usual = median(quarters.map((one) => one.volume));
  const beside = listInText(quarters.map((one) => quarterInText(quarterFromIndex(one.quarter))));
  const factor = jump >= 1 ? `${formatCountInText(jump)} times` : `1/${formatCountInText(1 / jump)} of`;
  const also = jumps.slice(1).map((one) => monthInText(one.row.year, one.row.month));
  const message =
    `The dollars and rates of ${row.filedVenue} in ${SECTION_LABELS[row.section]} imply ` +
    `${volume(row.impliedShares as number)} in ${monthInText(row.year, row.month)}, at ${formatRateInText(rateOf([row]))} cents; ` +
    `that is ${factor} the ${volume(usual)} a month of ${beside}, and its share of orders does not explain it. ` +
    (also.length > 0 ? `The same goes for ${listInText(also)}. ` : "") +
    "Dollars or rates may be misfiled.";
  const where = {
    file: row.file,
    position: row.position,
    month: row.month,
    section: row.section,
    venue: row.filedVenue,
  };
  return { reportId: row.reportId, finding: finding("volume_jump", message, where) };
}

function sectionKey(row: VenueMonth): string {
  return `${row.reportId}\n${row.section}\n${row.month}`;
}
