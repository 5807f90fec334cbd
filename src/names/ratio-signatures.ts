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
  const votes: Votes = new Map();
  const blocks = new Set(bySize.flatMap((ledger) => [...ledger.blocks.keys()]));
  // One month and section at a time: a whole quarter's buckets would fill hundreds of megabytes.
  for (const block of blocks) voteInBlock(votes, bySize, block);
  return votes;
}

function voteInBlock(votes: Votes, bySize: readonly Ledger[], block: string): void {
  const buckets = new Map<string, { ledger: Ledger; usd: number }[]>();
  for (const ledger of bySize) {
    for (const { name, first, second, usd } of signaturesOf(ledger, block)) {
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

function* signaturesOf({ cells, blocks, rounding }: Ledger, block: string): Generator<Signature> {
  const sorted = (blocks.get(block) ?? []).flatMap((key) => {
    const usd = cells.get(key)?.usd ?? 0;
    return isLarge(usd, rounding) ? [{ key, usd }] : [];
  });
  for (const [i, { key, usd }] of sorted.entries()) {
    for (const [one, two] of FOLLOWERS) {
      const [near, far] = [sorted[i + one], sorted[i + two]];
      if (!near || !far) continue;
      yield {
        name: `${key} ${near.key} ${far.key}`,
        first: ratioOf(usd, near.usd, rounding),
        second: ratioOf(usd, far.usd, rounding),
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
