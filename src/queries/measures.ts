import { plus } from "@/report/blank-sums";
import { GROUP_NAMES, SUM_NAMES, type SumName } from "@/report/cell-sums";
import { ORDER_TYPES, type OrderType } from "@/report/order-types";

/** What the figures of a group are made of (`report/cell-sums.ts`). Sums add up over groups; figures do not. */
export type Sums = Readonly<Record<SumName, number | null>> & {
  /** How many (report, month, section, order type) have any order. */
  readonly orders: number;
};

export const COLUMNS_PER_TYPE = GROUP_NAMES.length;

const NOTHING = Object.fromEntries(
  GROUP_NAMES.map((name) => [name, name === "orders" ? 0 : null]),
) as unknown as Sums;

/** Reads the columns of `GROUP_NAMES` of one order type from a raw row. A market's answer has tens of thousands: the copy of one
 * object with all names in it is what the engine makes fastest. */
export function readSums(row: readonly unknown[], at: number): Sums {
  const sums: { -readonly [name in keyof Sums]: unknown } = { ...NOTHING };
  for (let i = 0; i < COLUMNS_PER_TYPE; i += 1) sums[GROUP_NAMES[i] as keyof Sums] = row[at + i];
  sums.orders ??= 0;
  return sums as Sums;
}

export function addSums(parts: readonly Sums[]): Sums {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const sums: Record<SumName, number | null> & { orders: number } = { ...NOTHING };
  for (const part of parts) {
    for (const name of SUM_NAMES) sums[name] = plus(sums[name], part[name]);
    sums.orders += part.orders;
  }
  return sums;
}

/** The figures of a group of cells. */
export interface Measures {
  /** Net dollars; null when every cell is blank. */
  readonly paymentUsd: number | null;
  /** Share-weighted cents per 100 shares over the rated cells; null when none is rated. */
  readonly centsPer100Shares: number | null;
  readonly impliedShares: number | null;
  /** Σ|usd| of rated cells ÷ Σ|usd| of all, 0–1; null when no money was filed. */
  readonly ratedShare: number | null;
  /** How much of the orders the filing speaks for, 0–100: Σ venue percentage of the rows that are rated or paid nothing ÷ how
   * many (report, month, section, order type) have any order. Null when there is no order, or such rows have no percentages. */
  readonly orderCoverage: number | null;
  /** The part of it that is paid nothing, 0–100. */
  readonly paidNothingPct: number | null;
  /** Cents per 100 shares (options: per contract) for an average order: the rate for the part of the covered orders that is rated, 0
   * for the part that is paid nothing. Null when neither part is known. */
  readonly orderAverage: number | null;
}

export function measuresOf(sums: Sums): Measures {
  const { usd, abs, rated_usd, rated_abs, shares, cover, unpaid, orders } = sums;
  const unknown = orders === 0 || (shares !== null && cover === null);
  const covered = (cover ?? 0) + (unpaid ?? 0);
  const rate = shares === null ? null : (10_000 * (rated_usd ?? 0)) / shares;
  return {
    paymentUsd: usd,
    centsPer100Shares: rate,
    impliedShares: shares,
    ratedShare: abs === null || abs === 0 ? null : (rated_abs ?? 0) / abs,
    orderCoverage: unknown ? null : covered / orders,
    paidNothingPct: unknown ? null : (unpaid ?? 0) / orders,
    // Adding 0 turns -0 into 0.
    orderAverage: unknown || covered === 0 ? null : ((rate ?? 0) * (cover ?? 0)) / covered + 0,
  };
}

/** The order types a filter stands for. */
export function orderTypesOf(filter: readonly OrderType[]): readonly OrderType[] {
  return filter.length === 0 ? ORDER_TYPES : ORDER_TYPES.filter((type) => filter.includes(type));
}

/** Dollars to the cent, as sums of filed cents are meant. */
export function toCents(usd: number | null): number | null {
  // Adding 0 turns -0 into 0.
  return usd === null ? null : Math.round(usd * 100) / 100 + 0;
}
