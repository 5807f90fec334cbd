import { z } from "zod";
import { CELL_STATES, type CellState } from "@/report/cell-sums";
import { selectRaw } from "./database";
import type { Filters } from "./filters";
import { addSums, type Measures, measuresOf, type Sums, toCents } from "./measures";
import { sumRows } from "./sums";
import { cellsUnder } from "./trace-cells";

const number = z.number().nullable();

/** What the figures under some filters are made of: the numbers in their formulas, and what is not in them. */
export const Trace = z.object({
  payment_usd: number.describe("Σ usd, to the cent."),
  cents_per_100_shares: number.describe("10,000 × sums.rated_usd ÷ sums.implied_shares."),
  implied_shares: number.describe("sums.implied_shares."),
  rated_share: number.describe("sums.rated_abs_usd ÷ sums.abs_usd, 0–1."),
  order_coverage: number.describe("(sums.rated_pct + sums.paid_nothing_pct) ÷ sums.orders, 0–100."),
  paid_nothing_pct: number.describe("sums.paid_nothing_pct ÷ sums.orders, 0–100."),
  order_average_cents_per_100_shares: number.describe(
    "cents_per_100_shares × sums.rated_pct ÷ (sums.rated_pct + sums.paid_nothing_pct): cents per 100 shares (options: per contract) for an average order.",
  ),
  reports: z.int(),
  sums: z.object({
    usd: number.describe("Σ usd of every cell that is not blank."),
    abs_usd: number.describe("Σ |usd| of the same."),
    rated_usd: number.describe(
      "Σ usd of the rated cells: dollars and rate both there, not zero, of one sign.",
    ),
    rated_abs_usd: number.describe("Σ |usd| of the rated cells."),
    implied_shares: number.describe("Σ usd × 10,000 ÷ rate of the rated cells (options: contracts × 100)."),
    rated_pct: number.describe("Σ venue percentage of the rated cells."),
    paid_nothing_pct: number.describe(
      "Σ venue percentage of the cells paid nothing: zero dollars at no rate.",
    ),
    orders: z.int().describe("How many (report, month, section, order type) have any order."),
  }),
  cells: z
    .array(z.object({ state: z.enum(CELL_STATES), cells: z.int(), usd: number }))
    .describe("How many cells are in which state, and their Σ usd; states without a cell are absent."),
  re_reported: z
    .array(z.object({ broker: z.string(), broker_slug: z.string(), cells: z.int(), usd: number }))
    .describe(
      "Left out because another stored report contains the flow too: cells with dollars, and their Σ usd.",
    ),
});
export type Trace = z.output<typeof Trace>;

/**
 * The numbers behind what `rates` gives for the same filters without a dimension.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function trace(filters: Filters): Trace {
  const [group] = sumRows(filters, []);
  const sums = addSums(group?.sums ?? []);
  return { ...figures(measuresOf(sums)), reports: group?.reports ?? 0, ...numbers(sums), ...counts(filters) };
}

function figures(measures: Measures) {
  return {
    payment_usd: toCents(measures.paymentUsd),
    cents_per_100_shares: measures.centsPer100Shares,
    implied_shares: measures.impliedShares,
    rated_share: measures.ratedShare,
    order_coverage: measures.orderCoverage,
    paid_nothing_pct: measures.paidNothingPct,
    order_average_cents_per_100_shares: measures.orderAverage,
  };
}

function numbers(sums: Sums): Pick<Trace, "sums"> {
  const { usd, abs, rated_usd, rated_abs, shares, cover, unpaid, orders } = sums;
  return {
    sums: {
      usd,
      abs_usd: abs,
      rated_usd,
      rated_abs_usd: rated_abs,
      implied_shares: shares,
      rated_pct: cover,
      paid_nothing_pct: unpaid,
      orders,
    },
  };
}

function counts(filters: Filters): Pick<Trace, "cells" | "re_reported"> {
  const all = cellsUnder(filters);
  const found = selectRaw(`SELECT state, count(*), sum(usd) FROM (${all.sql}) GROUP BY state`, all.values);
  const byState = new Map(found.map(([state, ...rest]) => [state as CellState, rest]));
  return {
    cells: CELL_STATES.flatMap((state) => {
      const [cells, usd] = byState.get(state) ?? [];
      return cells === undefined ? [] : [{ state, cells: Number(cells), usd: toCents(usd as number | null) }];
    }),
    re_reported: reReported(filters),
  };
}

function reReported(filters: Filters): Trace["re_reported"] {
  if (filters.reReported === "include") return [];
  const left = cellsUnder({ ...filters, reReported: "include" }, "v.re_reported = 1");
  const found = selectRaw(
    `SELECT b.name, b.slug, count(cell.usd), sum(cell.usd)
     FROM (${left.sql}) cell JOIN report r ON r.id = cell.report_id JOIN broker b ON b.id = r.broker_id
     GROUP BY b.id ORDER BY abs(coalesce(sum(cell.usd), 0)) DESC, b.slug`,
    left.values,
  );
  return found.map(([broker, slug, cells, usd]) => ({
    broker: String(broker),
    broker_slug: String(slug),
    cells: Number(cells),
    usd: toCents(usd as number | null),
  }));
}
