import { votesOf } from "./ratio-signatures";
import { type CandidateReport, isLarge, type Ledger, type LedgerCell, ledgerOf } from "./report-ledger";

/** Dollars of `report` are `factor` times those of `inside`, in so many cells that chance is no explanation. */
export interface ReReportedCandidate {
  readonly report: string;
  readonly inside: string;
  readonly quarter: number;
  /** 0–1: 0.8 when a broker reports again 80 % of the payments. */
  readonly factor: number;
  /** The same for cents per hundred shares: equal to `factor` when the payments of the same orders are
   * shared, 1 when a part of the orders is meant; null when no cell has both rates. */
  readonly rateFactor: number | null;
  readonly matchingCells: number;
  /** Cells both reports fill, large enough for rounding not to matter. */
  readonly comparedCells: number;
}

/**
 * Pairs of reports of one quarter whose cells are equal up to a constant factor. A candidate is a
 * finding for a person to judge; totals change only when it is listed in re-reported.json.
 *
 * Not every pair is compared. The ratios among three cells of one report do not change when all of them
 * are multiplied, so reports that repeat one another share the hash of many such ratios. Each bucket of
 * that hash is matched against its few largest reports, so the work grows with the cells.
 */
export function reReportedCandidates(reports: Iterable<CandidateReport>): ReReportedCandidate[] {
  const quarters = new Map<number, Ledger[]>();
  for (const report of reports) {
    const ledger = ledgerOf(report);
    const others = quarters.get(report.quarter);
    if (others) others.push(ledger);
    else quarters.set(report.quarter, [ledger]);
  }
  return [...quarters].flatMap(([quarter, ledgers]) => candidatesOf(quarter, ledgers));
}

/** Fewer equal cells prove nothing; re-reported flow has dozens. */
const LEAST_CELLS = 8;
const LEAST_SHARE = 0.3;
/** Signatures two reports must share before their cells are compared. */
const LEAST_VOTES = 2;
/** How far a single cell's factor may be from the one the signatures imply before all are weighed. */
const NEAR = 0.02;
function candidatesOf(quarter: number, ledgers: readonly Ledger[]): ReReportedCandidate[] {
  // The larger report is the one that can contain the other.
  const bySize = [...ledgers].sort((a, b) => b.money - a.money || (a.id < b.id ? -1 : 1));
  return [...votesOf(bySize)].flatMap(([small, anchors]) => {
    const matches = [...anchors].flatMap(([large, ratios]) => {
      const match = ratios.length >= LEAST_VOTES ? compare(small, large, median(ratios)) : null;
      return match ? [{ large, match }] : [];
    });
    matches.sort((a, b) => b.large.money - a.large.money);
    // Three firms that repeat one report repeat each other too: only what a larger one leaves open counts.
    const explained = new Set<string>();
    return matches.flatMap(({ large, match: { keys, ...match } }) => {
      const open = keys.filter((key) => !explained.has(key));
      for (const key of open) explained.add(key);
      return open.length < LEAST_CELLS ? [] : [{ report: small.id, inside: large.id, quarter, ...match }];
    });
  });
}

interface Match
  extends Pick<ReReportedCandidate, "factor" | "rateFactor" | "matchingCells" | "comparedCells"> {
  /** The cells that match. */
  readonly keys: readonly string[];
}

/** Which cells of `small` are one factor, near `guess`, times those of `large`; null when too few. */
function compare(small: Ledger, large: Ledger, guess: number): Match | null {
  if (!(guess > 0)) return null;
  const rounding = small.rounding + guess * large.rounding;
  const pairs = [...small.cells].flatMap(([key, mine]) => {
    const theirs = large.cells.get(key);
    return theirs && isLarge(mine.usd, rounding) ? [{ key, mine, theirs }] : [];
  });
  const near = pairs.filter(({ mine, theirs }) => Math.abs(mine.usd / theirs.usd / guess - 1) < NEAR);
  const factor = ratioOfSums(near);
  if (factor === null) return null;
  // A fifth more than rounding: the factor itself is only as exact as the cells it is from.
  const equal = near.filter(({ mine, theirs }) => Math.abs(mine.usd - factor * theirs.usd) <= 1.2 * rounding);
  if (equal.length < LEAST_CELLS || equal.length < LEAST_SHARE * pairs.length) return null;
  const rates = equal.flatMap(({ mine, theirs }) => (mine.cph && theirs.cph ? [mine.cph / theirs.cph] : []));
  return {
    factor: ratioOfSums(equal) ?? factor,
    rateFactor: rates.length > 0 ? median(rates) : null,
    matchingCells: equal.length,
    comparedCells: pairs.length,
    keys: equal.map(({ key }) => key),
  };
}

function ratioOfSums(pairs: readonly { mine: LedgerCell; theirs: LedgerCell }[]): number | null {
  let mine = 0;
  let theirs = 0;
  for (const pair of pairs) {
    mine += Math.abs(pair.mine.usd);
    theirs += Math.abs(pair.theirs.usd);
  }
  return theirs === 0 ? null : mine / theirs;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
