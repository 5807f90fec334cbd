import { type OrderFigures, type OrderReading, orderReading, type ReadingKind } from "@/report/order-reading";
import type { OrderType } from "@/report/order-types";
import type { Section } from "@/report/sections";

/** An order someone may place. */
export interface OrderQuestion {
  readonly section: Section;
  readonly orderType: OrderType;
  /** Shares; options: contracts. */
  readonly size: number;
  /** Dollars as asked, of the whole order or of one share; absent: not said. */
  readonly dollars?: number | undefined;
  readonly dollarsFor?: DollarsFor | undefined;
}

/** The largest orders asked about. */
export const MOST_SHARES = 10_000_000;
export const MOST_DOLLARS = 1_000_000_000;

/** What the dollars of a question are of. */
export const DOLLARS_FOR = ["order", "share"] as const;
export type DollarsFor = (typeof DOLLARS_FOR)[number];

/** Dollars the whole order is worth; null: not said. */
export function worthOf({ size, dollars, dollarsFor }: OrderQuestion): number | null {
  if (dollars === undefined) return null;
  return dollarsFor === "share" ? dollars * size : dollars;
}

/** What one broker's report says about such orders. `no_orders`: no venue is listed for them. `no_report`: no report of the
 * quarter is stored, so nothing is known. */
export type OrderAnswer =
  | (Omit<OrderReading, "kind" | "cents"> & {
      readonly kind: ReadingKind;
      /** Cents for the whole order; positive: the broker was paid. Null: it cannot be said. */
      readonly cents: number | null;
      /** Cents per 100 shares for an average order; options: per contract. */
      readonly average: number | null;
    })
  | { readonly kind: "no_orders" | "no_report" };

/** `row`: the broker's figures for such orders in the quarter, if its report lists any. */
export function answerOf(
  row: OrderFigures | undefined,
  hasReport: boolean,
  { section, size }: Pick<OrderQuestion, "section" | "size">,
): OrderAnswer {
  if (!hasReport) return { kind: "no_report" };
  if (!row) return { kind: "no_orders" };
  const reading = orderReading(row);
  const { cents } = reading;
  return {
    ...reading,
    average: cents,
    cents: cents === null ? null : section === "options" ? cents * size : (cents * size) / 100,
  };
}

/** Cents for the whole order; null: it cannot be said. */
export function centsOf(answer: OrderAnswer): number | null {
  return "cents" in answer ? answer.cents : null;
}

/** What may be ranked of it. */
function rankedCents(answer: OrderAnswer): number | null {
  return "mark" in answer && answer.mark ? null : centsOf(answer);
}

/** A broker with its answer. */
export interface BrokerAnswer {
  readonly slug: string;
  readonly name: string;
  readonly answer: OrderAnswer;
}

/** Brokers by what they were paid, the most first; those about whom it cannot be said after them, by name. */
export function inOrder(brokers: readonly BrokerAnswer[]): BrokerAnswer[] {
  return [...brokers].sort((a, b) => {
    const [x, y] = [rankedCents(a.answer), rankedCents(b.answer)];
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
  /** How many were paid more. */
  readonly better: number;
  /** It was paid nothing. */
  readonly isNothing: boolean;
  /** Another broker has a report for the quarter, whether or not it filed enough. */
  readonly othersStored: boolean;
}

/** Null when it is not among them: it is not known what an order brought it. */
export function placeAmong(slug: string, brokers: readonly BrokerAnswer[]): Place | null {
  const ranked = brokers.flatMap((one) => {
    const cents = rankedCents(one.answer);
    return cents === null ? [] : [{ slug: one.slug, cents }];
  });
  const own = ranked.find((one) => one.slug === slug);
  if (!own) return null;
  const better = ranked.filter(({ cents }) => cents > own.cents).length;
  const isLast = better > 0 && ranked.every(({ cents }) => cents >= own.cents);
  return {
    place: isLast ? ranked.length : better + 1,
    of: ranked.length,
    equal: ranked.filter(({ cents }) => cents === own.cents).length,
    allPaid: ranked.every(({ cents }) => cents < 0),
    better,
    isNothing: own.cents === 0,
    othersStored: brokers.some((one) => one.slug !== slug && one.answer.kind !== "no_report"),
  };
}
