import type { RateRow } from "@/queries/rates";
import { coverageOf } from "@/report/coverage";
import type { OrderType } from "@/report/order-types";
import type { Section } from "@/report/sections";

/** An order someone may place. */
export interface OrderQuestion {
  readonly section: Section;
  readonly orderType: OrderType;
  /** Shares; options: contracts. */
  readonly size: number;
}

/**
 * What one broker's report says about such orders. `rate`: enough to say it. `not_enough`: the venues with a rate got
 * under half of the orders. `zero`: every listed venue was filed with $0. `blank`: venues are listed, nothing was filed for
 * them. `no_orders`: no venue is listed. `no_report`: no report of the quarter is stored, so nothing is known.
 */
export type OrderAnswer =
  | {
      readonly kind: "rate";
      /** Cents for the whole order; positive: the broker was paid. */
      readonly cents: number;
      /** Cents per 100 shares; options: per contract. */
      readonly rate: number;
      /** 0–100; null: no venue shares were filed. */
      readonly coverage: number | null;
    }
  | { readonly kind: "not_enough"; readonly coverage: number }
  | { readonly kind: "zero" | "blank" | "no_orders" | "no_report" };

type Figures = Pick<RateRow, "payment_usd" | "cents_per_100_shares" | "rated_share" | "order_coverage">;

/** `row`: the broker's figures for such orders in the quarter, if its report lists any. */
export function answerOf(
  row: Figures | undefined,
  hasReport: boolean,
  { section, size }: Pick<OrderQuestion, "section" | "size">,
): OrderAnswer {
  if (!hasReport) return { kind: "no_report" };
  if (!row) return { kind: "no_orders" };
  const { payment_usd, cents_per_100_shares: rate, rated_share, order_coverage: coverage } = row;
  if (payment_usd === null) return { kind: "blank" };
  if (rate === null) {
    // No share of no money: every dollar filed is zero.
    return rated_share === null ? { kind: "zero" } : { kind: "not_enough", coverage: coverage ?? 0 };
  }
  if (coverage !== null && coverageOf(coverage) === "not_enough") return { kind: "not_enough", coverage };
  return { kind: "rate", cents: section === "options" ? rate * size : (rate * size) / 100, rate, coverage };
}

/** A broker with its answer. */
export interface BrokerAnswer {
  readonly slug: string;
  readonly name: string;
  readonly answer: OrderAnswer;
}

/** Brokers by what they were paid, the most first; those about whom it cannot be said after them, by name. */
export function inOrder(brokers: readonly BrokerAnswer[]): BrokerAnswer[] {
  const cents = ({ answer }: BrokerAnswer) => (answer.kind === "rate" ? answer.cents : null);
  return [...brokers].sort((a, b) => {
    const [x, y] = [cents(a), cents(b)];
    if (x !== null && y !== null && x !== y) return y - x;
    if ((x === null) !== (y === null)) return x === null ? 1 : -1;
    return a.name.localeCompare(b.name, "en");
  });
}

/** Where a broker stands among those with enough filed. */
export interface Place {
  /** From 1; of equals each has the better place, but the lowest have the last. */
  readonly place: number;
  readonly of: number;
  /** How many have the same, itself included. */
  readonly equal: number;
  /** Every one of them paid instead of being paid. */
  readonly allPaid: boolean;
  /** Another broker has a report for the quarter, whether or not it filed enough. */
  readonly othersStored: boolean;
}

/** Null when it is not among them. */
export function placeAmong(slug: string, brokers: readonly BrokerAnswer[]): Place | null {
  const ranked = brokers.filter(isRanked);
  const own = ranked.find((one) => one.slug === slug);
  if (!own) return null;
  const better = ranked.filter((one) => centsOf(one) > centsOf(own)).length;
  const isLast = better > 0 && ranked.every((one) => centsOf(one) >= centsOf(own));
  return {
    place: isLast ? ranked.length : better + 1,
    of: ranked.length,
    equal: ranked.filter((one) => centsOf(one) === centsOf(own)).length,
    allPaid: ranked.every((one) => centsOf(one) < 0),
    othersStored: brokers.some((one) => one.slug !== slug && one.answer.kind !== "no_report"),
  };
}

function centsOf({ answer }: BrokerAnswer): number {
  return answer.kind === "rate" ? answer.cents : 0;
}

/** Without venue shares nobody knows how much a rate speaks for: it is shown, but not ranked. */
function isRanked({ answer }: BrokerAnswer): boolean {
  return answer.kind === "rate" && answer.coverage !== null;
}
