import { z } from "zod";
import { TABLES } from "@/dictionary/tables";
import type { Marks } from "@/report/mark";
import type { OrderType } from "@/report/order-types";
import type { Dimension, Filters } from "./filters";
import { addSums, measuresOf, orderTypesOf, type Sums, toCents } from "./measures";
import { iterateSums, type SumRow, sumRows } from "./sums";
import { EVERYTHING, type Window } from "./window";

/** Payments and rates of one group. Only the columns of the chosen dimensions are present, in the
 * order they were asked for. Names are the directory's. `marks`: why its figures are doubtful, where `markedRates` was asked; no column. */
export type RateRow = z.output<typeof TABLES.rates.row> & { readonly marks?: Marks };

const MEASURE_COLUMNS = Object.entries(TABLES.rates.row.shape).flatMap(([name, field]) =>
  field instanceof z.ZodOptional ? [] : [name],
);

/** The columns of `rates` for some dimensions, in order. */
export function rateColumns(by: readonly Dimension[], findings: "exclude" | "include" = "exclude"): string[] {
  const keys = by.flatMap((one) => (one === "broker" || one === "venue" ? [one, `${one}_slug`] : [one]));
  return [...keys, ...MEASURE_COLUMNS, ...(findings === "include" ? ["findings"] : [])];
}

/**
 * Payments and rates of current reports, grouped. Sorted by the dimensions in the order given: names
 * by letter, sections and order types as filed, time forward; order types vary fastest wherever they
 * stand, and every group has all of them. Without dimensions one row in total.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function rates(
  filters: Filters,
  by: readonly Dimension[],
  { limit, offset }: Window = EVERYTHING,
): RateRow[] {
  // One group of SQL gives as many rows as there are order types: take the groups the window touches.
  const perGroup = by.includes("orderType") ? orderTypesOf(filters.orderType).length : 1;
  const first = Math.floor(offset / perGroup);
  const groups = sumRows(filters, by, {
    limit: limit === null ? null : Math.ceil((offset + limit) / perGroup) - first,
    offset: first,
  });
  const skip = offset - first * perGroup;
  const maker = new RowMaker(by);
  return groups
    .flatMap((group) => maker.rowsOf(group))
    .slice(skip, limit === null ? undefined : skip + limit);
}

/** The same one by one, for answers too long to hold. */
export function* iterateRates(filters: Filters, by: readonly Dimension[]): Generator<RateRow> {
  const maker = new RowMaker(by);
  for (const group of iterateSums(filters, by)) yield* maker.rowsOf(group);
}

/** Makes rows of groups. Which columns there are is found out once: a market's answer has thousands of rows. */
class RowMaker {
  readonly #columns: readonly string[];
  readonly #byType: boolean;
  constructor(by: readonly Dimension[]) {
    this.#columns = rateColumns(by).slice(0, -MEASURE_COLUMNS.length);
    this.#byType = by.includes("orderType");
  }

  rowsOf(group: SumRow): RateRow[] {
    if (!this.#byType) return [this.#row(group, null, addSums(group.sums))];
    return group.types.map((type, i) => this.#row(group, type, group.sums[i] as Sums));
  }

  #row({ keys, reports }: SumRow, orderType: OrderType | null, sums: Sums): RateRow {
    const measures = measuresOf(sums);
    const row: Record<string, string | number | null | undefined> = {};
    for (const column of this.#columns)
      row[column] = column === "orderType" ? (orderType ?? undefined) : keys[column];
    row.payment_usd = toCents(measures.paymentUsd);
    row.cents_per_100_shares = measures.centsPer100Shares;
    row.implied_shares = measures.impliedShares;
    row.rated_share = measures.ratedShare;
    row.order_coverage = measures.orderCoverage;
    row.paid_nothing_pct = measures.paidNothingPct;
    row.order_average_cents_per_100_shares = measures.orderAverage;
    row.reports = reports;
    return row as z.output<typeof TABLES.rates.row>;
  }
}
