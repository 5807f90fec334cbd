import { finding } from "@/report/findings";
import { formatCountInText, formatRateInText } from "@/report/format";
import { groupBy, median, sum } from "./compare";
import { LEAST_USD, quarterOf, type ReportFinding, rateOf, type VenueMonth } from "./venue-month";

/** Times above or below its peers from which a rate counts as "about 100 times" off. */
const FACTOR = 30;
/** Peers below which nothing can be said. */
const FEWEST_PEERS = 3;
/** Quarters away that still give peers: rates drift by a few cents a year. */
export const OPTIONS_REACH = 2;
/** Peers from which leaving one's own rates out of their median changes nothing. */
const MANY = 50;

/** A venue in the options section of one report, its months added up. */
interface Series {
  readonly first: VenueMonth;
  readonly quarter: number;
  /** Cents per contract, without sign. */
  readonly rate: number;
  readonly shares: number;
  /** Σ of the months' percentages of orders. */
  readonly orders: number;
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
 * One finding per report and venue, at the first month. Rows of other sections are left out. Pure.
 */
export function optionsRateScale(rows: readonly VenueMonth[]): ReportFinding[] {
  const all = seriesOf(rows);
  const byQuarter = groupBy(all, (one) => one.quarter);
  const byReport = groupBy(all, (one) => one.first.reportId);
  const peersOf = peerRates(byQuarter);
  const findings: ReportFinding[] = [];
  for (const one of all) {
    const peers = peersOf(one);
    if (peers === null) continue;
    const report = byReport.get(one.first.reportId) ?? [];
    const high = one.rate >= FACTOR * peers;
    const low = one.rate * FACTOR <= peers;
    if (high || (low && (impliesTooMuch(one, report) || allLow(report, peers))))
      findings.push(toFinding(one, peers));
  }
  return findings;
}

function seriesOf(rows: readonly VenueMonth[]): Series[] {
  const rated = rows.filter(
    (row) => row.section === "options" && row.impliedShares && Math.abs(row.ratedUsd ?? 0) >= LEAST_USD,
  );
  return [...groupBy(rated, (row) => `${row.reportId}\n${row.venue}`).values()].flatMap((months) => {
    const [first] = months.sort((a, b) => a.month - b.month);
    if (first === undefined) return [];
    return {
      first,
      quarter: quarterOf(first),
      rate: Math.abs(rateOf(months)),
      shares: sum(months.map((row) => row.impliedShares ?? 0)),
      orders: sum(months.map((row) => row.orderPct ?? 0)),
    };
  });
}

/** Median rate of a series' peers, or null when they are too few. */
function peerRates(byQuarter: ReadonlyMap<number, Series[]>): (one: Series) => number | null {
  const near = new Map<number, Series[]>();
  const medians = new Map<number, number>();
  return (one) => {
    let around = near.get(one.quarter);
    if (around === undefined) {
      around = Array.from(
        { length: 2 * OPTIONS_REACH + 1 },
        (_, i) => byQuarter.get(one.quarter - OPTIONS_REACH + i) ?? [],
      ).flat();
      near.set(one.quarter, around);
      medians.set(one.quarter, median(around.map((peer) => peer.rate)));
    }
    if (around.length > MANY) return medians.get(one.quarter) ?? null;
    const { broker, venue } = one.first;
    const peers = around.filter((peer) => peer.first.broker !== broker || peer.first.venue !== venue);
    return peers.length < FEWEST_PEERS ? null : median(peers.map((peer) => peer.rate));
  };
}

/** More contracts per order than the report's other venues, by as much as a wrong scale would make it. */
function impliesTooMuch(one: Series, report: readonly Series[]): boolean {
  const others = report.filter((other) => other !== one && other.orders > 0);
  if (others.length === 0 || one.orders === 0) return false;
  const usual = sum(others.map((other) => other.shares)) / sum(others.map((other) => other.orders));
  return one.shares / one.orders >= FACTOR * usual;
}

function allLow(report: readonly Series[], peers: number): boolean {
  return report.length > 1 && report.every((one) => one.rate * FACTOR <= peers);
}

function toFinding({ first, rate }: Series, peers: number): ReportFinding {
  const ratio = rate / peers;
  const factor = ratio > 1 ? `${formatCountInText(ratio)} times` : `1/${formatCountInText(1 / ratio)} of`;
  const message =
    `The options rate of ${first.filedVenue} is ${formatRateInText(rate)} cents per contract, ${factor} the ` +
    `${formatRateInText(peers)} cents usual at other brokers and venues. One contract counts as one hundred shares; ` +
    "it looks as if it was counted otherwise.";
  const where = {
    file: first.file,
    position: first.position,
    month: first.month,
    section: first.section,
    venue: first.filedVenue,
  };
  return { reportId: first.reportId, finding: finding("options_rate_scale", message, where) };
}
