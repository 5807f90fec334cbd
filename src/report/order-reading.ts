import { formatRateInText } from "./format";
import type { Mark, Marks } from "./mark";

/**
 * How much of the orders the figures speak for, by their order coverage: the percentage (0–100) of the orders that went to
 * venues with a rate or paid nothing. Below 90 it is shown beside them; below 50 nothing is ranked, charted or said,
 * because the few orders would mislead (Interactive Brokers 2022 Q1, S&P 500 market orders: 2.3 % of the orders, −$143,
 * and a rate of −4.0 cents).
 */
export type Coverage = "enough" | "partial" | "not_enough" | "unknown";

const PARTIAL_BELOW = 90;
const NOT_ENOUGH_BELOW = 50;

/** `unknown` when no venue percentages were filed, or none that can be used. */
export function coverageOf(percent: number | null): Coverage {
  if (percent === null) return "unknown";
  if (percent < NOT_ENOUGH_BELOW) return "not_enough";
  return percent < PARTIAL_BELOW ? "partial" : "enough";
}

/** Below this share of the money (0–1) a rate says how much of it it speaks for. */
export const RATED_SHARE_SHOWN_BELOW = 0.99;

/** From this share of the orders (0–100) paid nothing a figure says so. */
export const NOTHING_SHOWN_FROM = 10;

/** The figures of some orders, as `rates` gives them. Cents per 100 shares; options: per contract. */
export interface OrderFigures {
  /** Net dollars; null: all blank. */
  readonly payment_usd: number | null;
  /** Of paid orders, weighted by shares. */
  readonly cents_per_100_shares: number | null;
  /** 0–100. */
  readonly order_coverage: number | null;
  /** 0–100. */
  readonly paid_nothing_pct: number | null;
  /** Over all orders covered, a rate of 0 where nothing was paid. */
  readonly order_average_cents_per_100_shares: number | null;
  /** Why figures are doubtful. */
  readonly marks?: Marks;
}

/**
 * What a filing says was paid for orders of one type. `paid`: the broker received. `net_payer`: it paid. `paid_nothing`: a
 * filed zero for most of them, and what the others were paid comes to nothing for an average order. `not_enough`: filed for
 * less than half of the orders. `unknown`: filed, but not for how many of the orders. `not_filed`: blank, not zero.
 */
export type ReadingKind = "paid" | "net_payer" | "paid_nothing" | "not_enough" | "unknown" | "not_filed";

export interface OrderReading {
  readonly kind: ReadingKind;
  /** For an average order, as it is drawn, ranked and said; null where it cannot be said. */
  readonly cents: number | null;
  /** 0–100; null: unknown. */
  readonly coverage: number | null;
  /** How many of the orders were paid nothing, 0–100; null: unknown. */
  readonly nothing: number | null;
  /** The rate of the orders that were paid for; null: there is none. */
  readonly paidRate: number | null;
  /** What the average is worth against that rate: the two differ by more than a tenth, so both are said. */
  readonly isApart: boolean;
  /** Why what is said is doubtful: it is shown, and neither ranked nor compared. */
  readonly mark?: Mark | undefined;
}

/** The one reading of the figures of one order type: every page, sentence and picture says what it says. */
export function orderReading(figures: OrderFigures): OrderReading {
  const { payment_usd, cents_per_100_shares, order_coverage, paid_nothing_pct } = figures;
  const average = figures.order_average_cents_per_100_shares;
  const read = (kind: ReadingKind, cents: number | null): OrderReading => ({
    kind,
    cents,
    coverage: order_coverage,
    nothing: paid_nothing_pct,
    paidRate: cents_per_100_shares,
    isApart: cents !== null && cents_per_100_shares !== null && differ(cents, cents_per_100_shares),
    // The average weighs the rates by shares of orders.
    mark: cents === null ? undefined : (figures.marks?.rate ?? figures.marks?.shares),
  });
  if (payment_usd === null) return read("not_filed", null);
  if (order_coverage === null) return read("unknown", null);
  if (average === null || coverageOf(order_coverage) === "not_enough") return read("not_enough", null);
  const isNothing = (paid_nothing_pct ?? 0) >= NOT_ENOUGH_BELOW && Math.abs(average) < LEAST_SAID;
  if (isNothing) return read("paid_nothing", 0);
  return read(average < 0 ? "net_payer" : "paid", average);
}

/** Less for an average order reads as 0.0 cents. */
const LEAST_SAID = 0.05;

function differ(cents: number, rate: number): boolean {
  return Math.abs(cents - rate) > Math.abs(rate) / 10 && formatRateInText(cents) !== formatRateInText(rate);
}

/**
 * The rate of paid orders as a line or a bar shows it: 0 where orders were paid nothing, null where too little was filed.
 * Where it is not known how many of the orders it speaks for, it is shown: whoever shows it says so.
 */
export function shownRate(figures: OrderFigures): number | null {
  const { kind, paidRate } = orderReading(figures);
  if (kind === "not_filed" || kind === "not_enough") return null;
  return kind === "paid_nothing" ? 0 : paidRate;
}
