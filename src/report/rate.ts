/**
 * The metrics of one or many cells, in one definition (the SQL twin is in `queries/measures.ts`;
 * a test proves them equal). A cell is one filed pair: `usd` net dollars and `cph` net cents per
 * hundred shares (options: per contract), positive when the broker received, null when blank.
 */
export interface PaymentCell {
  readonly usd: number | null;
  readonly cph: number | null;
}

/** Shares (options: contracts × 100) behind a cell: usd × 10,000 ÷ cph. Null, never 0, when either
 * is null or zero or their signs differ: the volume is unknown then. */
export function impliedShares({ usd, cph }: PaymentCell): number | null {
  if (usd === null || cph === null || usd === 0 || cph === 0) return null;
  return usd > 0 === cph > 0 ? (usd * 10_000) / cph : null;
}

export interface Measures {
  /** Σ usd of the non-blank cells; null when every cell is blank. */
  readonly paymentUsd: number | null;
  /** Share-weighted cents per 100 shares over the rated cells; null when none is rated. */
  readonly centsPer100Shares: number | null;
  readonly impliedShares: number | null;
  /** Σ|usd| of rated cells ÷ Σ|usd| of all, 0–1; null when no money was filed. */
  readonly ratedShare: number | null;
}

/** Rates are recomputed from sums at every level and never from other rates. */
export function measure(cells: Iterable<PaymentCell>): Measures {
  let filed = 0;
  let rated = 0;
  const usd = new Sum();
  const absolute = new Sum();
  const ratedUsd = new Sum();
  const ratedAbsolute = new Sum();
  const shares = new Sum();
  for (const cell of cells) {
    if (cell.usd === null) continue;
    filed += 1;
    usd.add(cell.usd);
    absolute.add(Math.abs(cell.usd));
    const implied = impliedShares(cell);
    if (implied === null) continue;
    rated += 1;
    ratedUsd.add(cell.usd);
    ratedAbsolute.add(Math.abs(cell.usd));
    shares.add(implied);
  }
  return {
    paymentUsd: filed === 0 ? null : usd.value,
    centsPer100Shares: rated === 0 ? null : (10_000 * ratedUsd.value) / shares.value,
    impliedShares: rated === 0 ? null : shares.value,
    ratedShare: absolute.value === 0 ? null : ratedAbsolute.value / absolute.value,
  };
}

/** (now − before) ÷ |before| in percent; null when `before` is 0 or absent. */
export function growth(now: number | null, before: number | null): number | null {
  if (now === null || before === null || before === 0) return null;
  return (100 * (now - before)) / Math.abs(before);
}

/** Kahan–Babuška sum: the same result whatever the order, as SQLite's own `sum()` gives. */
class Sum {
  #sum = 0;
  #carry = 0;
  add(value: number): void {
    const next = this.#sum + value;
    this.#carry +=
      Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - next + value : value - next + this.#sum;
    this.#sum = next;
  }
  get value(): number {
    return this.#sum + this.#carry;
  }
}
