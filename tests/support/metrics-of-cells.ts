/*
 * The metrics of filed cells, worked out one by one in TypeScript as the definitions say: what sums in SQL are held against.
 * Written without any of the product's own definitions.
 */

/** A filed pair and the venue's percentage (0–100) of the orders of its type; null when blank. */
export interface FiledCell {
  readonly usd: number | null;
  readonly cph: number | null;
  readonly pct: number | null;
}

type Payment = Pick<FiledCell, "usd" | "cph">;

/** Dollars × 10,000 ÷ rate; null when either is null or zero or their signs differ. */
export function sharesOf({ usd, cph }: Payment): number | null {
  if (usd === null || cph === null || usd === 0 || cph === 0) return null;
  return usd > 0 === cph > 0 ? (usd * 10_000) / cph : null;
}

export function isPaidNothing({ usd, cph }: Payment): boolean {
  return usd === 0 && (cph === 0 || cph === null);
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
export function measure(cells: Iterable<Payment>): Measures {
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
    const implied = sharesOf(cell);
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

/** One order type of one month and section of one report. */
export interface SectionOrders {
  /** Every venue's cell as filed: whether there was any order at all. */
  readonly all: readonly FiledCell[];
  /** Those of them the figures are made from, where venues were left out. */
  readonly counted: readonly FiledCell[];
}

export interface OrderMetrics {
  /** 0–100: venue percentages of the rows that are rated or paid nothing, as a plain mean over the months, sections and order
   * types that have any order. Null when there was none, or no rated row has a percentage. */
  readonly coverage: number | null;
  readonly paidNothing: number | null;
  /** Cents per 100 shares for an average order: the share-weighted rate where there is one, 0 where nothing is paid, by percentages. */
  readonly average: number | null;
}

export function orderMetrics(parts: readonly SectionOrders[]): OrderMetrics {
  const withOrders = parts.filter(({ all }) => all.some(hasOrder)).length;
  const cells = parts.flatMap(({ counted }) => counted);
  const rated = cells.filter((cell) => sharesOf(cell) !== null);
  const known = rated.filter(({ pct }) => pct !== null);
  if (withOrders === 0 || (rated.length > 0 && known.length === 0)) {
    return { coverage: null, paidNothing: null, average: null };
  }
  const percent = (list: readonly FiledCell[]) => list.reduce((sum, { pct }) => sum + (pct ?? 0), 0);
  const nothing = percent(cells.filter(isPaidNothing));
  const covered = percent(known) + nothing;
  const rate = measure(cells).centsPer100Shares ?? 0;
  return {
    coverage: covered / withOrders,
    paidNothing: nothing / withOrders,
    average: covered === 0 ? null : (rate * percent(known)) / covered,
  };
}

function hasOrder({ pct, usd }: FiledCell): boolean {
  return (pct !== null && pct > 0) || (usd !== null && usd !== 0);
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
