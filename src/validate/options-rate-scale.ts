import { finding } from "@/report/findings";
import { formatCountInText, formatRateInText } from "@/report/format";
import {
  type MonthVolume,
  monthOf,
  type PlaceOf,
  type ReportFinding,
  type VenueVolume,
} from "@/report/venue-volume";
import { groupBy, LEAST_USD, median, sum } from "./compare";

/** Times above or below its peers from which a rate counts as "about 100 times" off. */
const FACTOR = 30;
/** Peers below which nothing can be said. */
const FEWEST_PEERS = 3;
/** Quarters away that still give peers: rates drift by a few cents a year. */
export const OPTIONS_REACH = 2;
/** Peers from which leaving one's own rates out of their median changes nothing. */
const MANY = 50;

/** A venue in the options section of one report, its months added up: what is kept of a whole market's while it is judged. */
export interface OptionsRate extends Pick<VenueVolume, "reportId" | "broker" | "venue" | "section"> {
  /** The first month that is counted, 1–12. */
  readonly month: number;
  /** Cents per contract, without sign. */
  readonly rate: number;
  readonly shares: number;
  /** Σ of the months' percentages of orders. */
  readonly orders: number;
}

/** The rates of the options sections; other sections, and months of little money, are left out. */
export function optionsRates(volumes: Iterable<VenueVolume>): OptionsRate[] {
  const rates: OptionsRate[] = [];
  for (const { reportId, broker, venue, section, quarter, months } of volumes) {
    if (section !== "options") continue;
    const first = months.findIndex(isCounted);
    if (first === -1) continue;
    let [usd, shares, orders] = [0, 0, 0];
    for (const month of months) {
      if (!isCounted(month)) continue;
      usd += month.ratedUsd ?? 0;
      shares += month.impliedShares ?? 0;
      orders += month.orderPct ?? 0;
    }
    const rate = Math.abs((10_000 * usd) / shares);
    rates.push({ reportId, broker, venue, section, month: monthOf(quarter, first), rate, shares, orders });
  }
  return rates;
}

function isCounted({ impliedShares, ratedUsd }: MonthVolume): boolean {
  return impliedShares !== null && Math.abs(ratedUsd ?? 0) >= LEAST_USD;
}

/**
 * Finds options rates about 100 times their peers' or 1/100 of them. For options one contract counts
 * as one hundred shares, so the rate is cents per contract, 30 to 80 from market makers; who counts a
 * contract as one share files a rate 100 times off. Peers are the rates of all other brokers and
 * venues within two quarters (without sign: an exchange's fees are of the same size).
 *
 * Rates near zero are normal at exchanges, where fees and rebates cancel. A low rate is therefore told
 * only when the contracts it implies are as far out of line with the orders the venue got, or when
 * all venues of the report are that low.
 *
 * One finding per report and venue, at the first month. `ratesOf`: the rates of all brokers' current reports of a
 * quarter, asked for those around the one judged. Pure.
 */
export function optionsRateScale(
  quarter: number,
  ratesOf: (quarter: number) => readonly OptionsRate[],
  placeOf: PlaceOf,
): ReportFinding[] {
  const own = ratesOf(quarter);
  if (own.length === 0) return [];
  const around = Array.from({ length: 2 * OPTIONS_REACH + 1 }, (_, i) =>
    ratesOf(quarter - OPTIONS_REACH + i),
  ).flat();
  const usualFor = usualRates(around);
  const byReport = groupBy(own, (one) => one.reportId);
  return own.flatMap((one) => {
    const usual = usualFor(one);
    if (usual === null) return [];
    const report = byReport.get(one.reportId) ?? [];
    const high = one.rate >= FACTOR * usual;
    const low = one.rate * FACTOR <= usual;
    const isOff = high || (low && (impliesTooMuch(one, report) || allLow(report, usual)));
    return isOff ? [toFinding(one, usual, placeOf)] : [];
  });
}

/** Median rate of the others, or null when they are too few. */
function usualRates(around: readonly OptionsRate[]): (one: OptionsRate) => number | null {
  if (around.length > MANY) {
    const usual = median(around.map((peer) => peer.rate));
    return () => usual;
  }
  return ({ broker, venue }) => {
    const peers = around.filter((peer) => peer.broker !== broker || peer.venue !== venue);
    return peers.length < FEWEST_PEERS ? null : median(peers.map((peer) => peer.rate));
  };
}

/** More contracts per order than the report's other venues, by as much as a wrong scale would make it. */
function impliesTooMuch(one: OptionsRate, report: readonly OptionsRate[]): boolean {
  const others = report.filter((other) => other !== one && other.orders > 0);
  if (others.length === 0 || one.orders === 0) return false;
  const usual = sum(others.map((other) => other.shares)) / sum(others.map((other) => other.orders));
  return one.shares / one.orders >= FACTOR * usual;
}

function allLow(report: readonly OptionsRate[], usual: number): boolean {
  return report.length > 1 && report.every((one) => one.rate * FACTOR <= usual);
}

function toFinding(one: OptionsRate, usual: number, placeOf: PlaceOf): ReportFinding {
  const { reportId, month, rate } = one;
  const where = placeOf(one, month);
  const ratio = rate / usual;
  const factor = ratio > 1 ? `${formatCountInText(ratio)} times` : `1/${formatCountInText(1 / ratio)} of`;
  const message =
    `The options rate of ${where.venue} is ${formatRateInText(rate)} cents per contract, ${factor} the ` +
    `${formatRateInText(usual)} cents usual at other brokers and venues. One contract counts as one hundred shares; ` +
    "it looks as if it was counted otherwise.";
  return { reportId, finding: finding("options_rate_scale", message, where) };
}
