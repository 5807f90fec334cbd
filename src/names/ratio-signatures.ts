import { isLarge, type Ledger } from "./report-ledger";

/** Width of a bucket of ratios, relative. Wider than rounding can move a ratio, so that one or two hold it. */
const BUCKET = 0.04;
/** Which of the cells that follow one make a signature with it: two, so that a row one report lacks does
 * no harm. */
const FOLLOWERS = [
  [1, 2],
  [2, 3],
] as const;
/** So many of the largest reports of a bucket are voted for. */
const ANCHORS = 4;

/** Report → larger report → the factors their common signatures imply. */
type Votes = Map<Ledger, Map<Ledger, number[]>>;

/**
 * For each report, the larger ones it shares signatures with, and the factor each signature implies. A
 * signature is three cells and the two ratios among them: it stays when all three are multiplied, and
 * two reports share one by chance less than once in ten thousand.
 *
 * @param bySize the reports of one quarter, largest first
 */
export function votesOf(bySize: readonly Ledger[]): Votes {
  const buckets = new Map<string, { ledger: Ledger; usd: number }[]>();
  const votes: Votes = new Map();
  for (const ledger of bySize) {
    for (const { name, first, second, usd } of signaturesOf(ledger)) {
      for (const a of first.around) {
        for (const b of second.around) {
          for (const anchor of buckets.get(`${name} ${a} ${b}`) ?? []) {
            if (anchor.ledger !== ledger) vote(votes, ledger, anchor.ledger, usd / anchor.usd);
          }
        }
      }
      const key = `${name} ${first.bucket} ${second.bucket}`;
      const own = buckets.get(key);
      if (!own) buckets.set(key, [{ ledger, usd }]);
      else if (own.length < ANCHORS) own.push({ ledger, usd });
    }
  }
  return votes;
}

function vote(votes: Votes, small: Ledger, large: Ledger, ratio: number): void {
  const anchors = votes.get(small) ?? new Map<Ledger, number[]>();
  votes.set(small, anchors);
  const ratios = anchors.get(large) ?? [];
  anchors.set(large, ratios);
  ratios.push(ratio);
}

interface Signature {
  readonly name: string;
  readonly first: Ratio;
  readonly second: Ratio;
  /** Dollars of the cell the two ratios are taken to. */
  readonly usd: number;
}

/** A ratio of two cells in logarithmic steps, and the steps rounding may have moved it to. */
interface Ratio {
  readonly bucket: string;
  readonly around: readonly string[];
}

function* signaturesOf({ cells, rounding }: Ledger): Generator<Signature> {
  const sorted = [...cells]
    .filter(([, { usd }]) => isLarge(usd, rounding))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [i, [key, { usd }]] of sorted.entries()) {
    for (const [one, two] of FOLLOWERS) {
      const [keyOne, cellOne] = sorted[i + one] ?? [];
      const [keyTwo, cellTwo] = sorted[i + two] ?? [];
      if (!cellOne || !cellTwo) continue;
      yield {
        name: `${key} ${keyOne} ${keyTwo}`,
        first: ratioOf(usd, cellOne.usd, rounding),
        second: ratioOf(usd, cellTwo.usd, rounding),
        usd,
      };
    }
  }
}

function ratioOf(a: number, b: number, rounding: number): Ratio {
  const sign = a > 0 === b > 0 ? "+" : "-";
  const at = Math.log(Math.abs(a / b));
  // Both reports round; the other one, being larger, mostly less than this one.
  const moved = 2 * (rounding / Math.abs(a) + rounding / Math.abs(b));
  const buckets = [at - moved, at + moved].map((value) => sign + Math.floor(value / BUCKET));
  return { bucket: sign + Math.floor(at / BUCKET), around: [...new Set(buckets)] };
}
