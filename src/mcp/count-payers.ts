import type { Dimension, Filters } from "@/queries/filters";
import { iterateRates, type RateRow } from "@/queries/rates";
import type { Link } from "./tool";

export const COUNTED = ["venue", "broker"] as const;
export type Counted = (typeof COUNTED)[number];

interface Tally {
  paying: number;
  zero: number;
  paid: number;
  blank: number;
}

/** How many venues (or brokers) have a payment in each group, by the sign of their net dollars in it. */
export class PayerCounts {
  readonly #tallies = new Map<string, Tally>();
  constructor(
    filters: Filters,
    private readonly by: readonly Dimension[],
    private readonly counted: Counted,
  ) {
    for (const row of iterateRates(filters, [...by, counted])) {
      const key = this.#keyOf(row);
      const tally = this.#tallies.get(key) ?? { paying: 0, zero: 0, paid: 0, blank: 0 };
      this.#tallies.set(key, tally);
      const usd = row.payment_usd;
      tally[usd === null ? "blank" : usd > 0 ? "paying" : usd < 0 ? "paid" : "zero"] += 1;
    }
  }

  #keyOf(row: RateRow): string {
    return this.by
      .map((one) => String(one === "broker" || one === "venue" ? row[`${one}_slug`] : row[one]))
      .join("\n");
  }

  /** How many pay in the row's group; null when nothing in it has dollars. */
  paying(row: RateRow): number | null {
    const found = this.#tallies.get(this.#keyOf(row));
    return !found || found.paying + found.zero + found.paid === 0 ? null : found.paying;
  }

  /** The same for an answer, with what else is named in the group. */
  figureOf(row: RateRow, path: string, link: Link): Readonly<Record<string, unknown>> {
    const { zero, paid, blank } = this.#tallies.get(this.#keyOf(row)) ?? { zero: 0, paid: 0, blank: 0 };
    const value = this.paying(row);
    return {
      value,
      unit: `${this.counted}s with net dollars above zero, paid to the broker`,
      ...(value === null && { unknown: "filed blank: none has dollars; blank is not zero" }),
      others: { zero_dollars: zero, paid_by_the_broker: paid, filed_blank: blank },
      source: link(path),
    };
  }

  /** A plain mean over groups, those whose number is unknown left out. */
  average(rows: readonly RateRow[]): Readonly<Record<string, unknown>> {
    const known = rows.map((row) => this.paying(row)).filter((one) => one !== null);
    const sum = known.reduce((total, one) => total + one, 0);
    const group = this.by.length > 0 ? `(${this.by.join(", ")})` : "selection";
    return {
      value: known.length === 0 ? null : sum / known.length,
      unit: `${this.counted}s with net dollars above zero, mean per ${group} with a stored report`,
      ...(known.length === 0 && { unknown: "no report is stored, or all was filed blank; that is not zero" }),
      groups: known.length,
      sum,
      left_out: { groups_all_blank: rows.length - known.length },
    };
  }
}
