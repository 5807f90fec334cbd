import type { Trace } from "@/queries/trace";
import type { TraceMetric } from "@/queries/trace-parameters";
import { CELL_STATES, type CellState } from "@/report/cell-sums";
import { countOf, formatCount, formatPercent, formatRate, formatUsdExact, UNKNOWN } from "@/report/format";
import { SECTIONS, type Section } from "@/report/sections";

/** What shares and rates are counted in: options are contracts; both together are shares, a contract as 100. */
export type Asset = "equities" | "options" | "both";

export function assetOf(section: readonly Section[]): Asset {
  const chosen = section.length === 0 ? SECTIONS : section;
  if (!chosen.includes("options")) return "equities";
  return chosen.length === 1 ? "options" : "both";
}

export const METRIC_NAMES: Record<TraceMetric, string> = {
  payment: "Payment",
  rate: "Rate",
  volume: "Implied volume",
  rated_share: "Rated share",
  order_coverage: "Share of orders covered",
  paid_nothing: "Paid nothing",
  order_average: "Average for an order",
};

export interface Formula {
  /** How the figure is defined, in words. */
  readonly definition: string;
  /** The same with the numbers filled in; null when there is no figure. */
  readonly filled: string | null;
  /** The figure with its unit; a dash when there is none. */
  readonly value: string;
}

/** A figure's formula, with the sums of its cells filled in. */
export function formulaOf(metric: TraceMetric, trace: Trace, asset: Asset): Formula {
  return FORMULAS[metric](trace, asset);
}

const FORMULAS: Record<TraceMetric, (trace: Trace, asset: Asset) => Formula> = {
  payment: (trace) => ({
    definition: "Payment = the sum of the dollars of every filed cell that is not blank.",
    filled: trace.payment_usd === null ? null : `The dollars of ${cells(filedCells(trace))} add up to`,
    value: formatUsdExact(trace.payment_usd),
  }),
  rate: (trace, asset) => {
    const { rated_usd, implied_shares } = trace.sums;
    const times = asset === "options" ? "100" : "10,000";
    return {
      definition: `Rate = ${times} × the sum of dollars ÷ the sum of ${unit(asset)}, over the rated cells: those from which a volume follows.`,
      filled:
        implied_shares === null
          ? null
          : `${times} × ${formatUsdExact(rated_usd)} ÷ ${volume(implied_shares, asset)}, over ${cells(ratedCells(trace), "rated cell")}, is`,
      value: withUnit(formatRate(trace.cents_per_100_shares), rateUnit(asset)),
    };
  },
  volume: (trace, asset) => ({
    definition: `Implied volume = the sum of dollars × ${asset === "options" ? "100" : "10,000"} ÷ filed rate, cell by cell, over the rated cells. It covers paid-for orders only.`,
    filled:
      trace.implied_shares === null
        ? null
        : `The ${unit(asset)} of ${cells(ratedCells(trace), "rated cell")} add up to`,
    value: trace.implied_shares === null ? UNKNOWN : volume(trace.implied_shares, asset),
  }),
  rated_share: (trace) => {
    const { rated_abs_usd, abs_usd } = trace.sums;
    return {
      definition:
        "Rated share = the dollars of the rated cells ÷ the dollars of all cells, both without their signs.",
      filled:
        trace.rated_share === null
          ? null
          : `${formatUsdExact(rated_abs_usd ?? 0)} in ${cells(ratedCells(trace), "rated cell")} ÷ ${formatUsdExact(abs_usd)} in ${cells(filedCells(trace))} is`,
      value: trace.rated_share === null ? UNKNOWN : formatPercent(100 * trace.rated_share, 2),
    };
  },
  order_coverage: (trace) => {
    const { rated_pct, paid_nothing_pct, orders } = trace.sums;
    const nothing =
      paid_nothing_pct === null
        ? ""
        : ` and ${formatPercent(paid_nothing_pct, 2)} in ${cells(nothingCells(trace), "cell")} paid nothing`;
    return {
      definition: `Share of orders covered = the filed venue percentages of the rated cells and of those paid nothing, added up ÷ ${WITH_ORDERS}.`,
      filled:
        trace.order_coverage === null
          ? null
          : `${formatPercent(rated_pct ?? 0, 2)} in ${cells(ratedCells(trace), "rated cell")}${nothing} ÷ ${formatCount(orders)} is`,
      value: formatPercent(trace.order_coverage, 2),
    };
  },
  paid_nothing: (trace) => {
    const { paid_nothing_pct, orders } = trace.sums;
    return {
      definition: `Paid nothing = the filed venue percentages of the cells with zero dollars at a rate of zero or none, added up ÷ ${WITH_ORDERS}.`,
      filled:
        trace.paid_nothing_pct === null
          ? null
          : `${formatPercent(paid_nothing_pct ?? 0, 2)} in ${cells(nothingCells(trace), "cell")} paid nothing ÷ ${formatCount(orders)} is`,
      value: formatPercent(trace.paid_nothing_pct, 2),
    };
  },
  order_average: (trace, asset) => {
    const { rated_pct, paid_nothing_pct } = trace.sums;
    const covered = (rated_pct ?? 0) + (paid_nothing_pct ?? 0);
    return {
      definition:
        "Average for an order = the rate × the filed venue percentages of the rated cells ÷ the percentages of the rated cells and of those paid nothing.",
      filled:
        trace.order_average_cents_per_100_shares === null
          ? null
          : `${formatRate(trace.cents_per_100_shares ?? 0)} × ${formatPercent(rated_pct ?? 0, 2)} in ${cells(ratedCells(trace), "rated cell")} ÷ ${formatPercent(covered, 2)}, with ${cells(nothingCells(trace), "cell")} paid nothing, is`,
      value: withUnit(formatRate(trace.order_average_cents_per_100_shares), rateUnit(asset)),
    };
  },
};

const WITH_ORDERS = "the number of months, sections, order types and reports in which there was any order";

/** How many cells have dollars. */
function filedCells({ cells: all }: Trace): number {
  return count(all, ["rated", "paid_nothing", "no_rate", "zero_rate", "signs_differ", "zero_dollars"]);
}

function ratedCells({ cells: all }: Trace): number {
  return count(all, ["rated"]);
}

function nothingCells({ cells: all }: Trace): number {
  return count(all, ["paid_nothing"]);
}

function count(all: Trace["cells"], states: readonly CellState[]): number {
  return all.reduce((sum, { state, cells }) => sum + (states.includes(state) ? cells : 0), 0);
}

/** How many cells a figure is made of. */
export function countedCells(metric: TraceMetric, trace: Trace): number {
  if (metric === "payment" || metric === "rated_share") return filedCells(trace);
  return count(trace.cells, COUNTED_STATES[metric]);
}

const COUNTED_STATES: Record<Exclude<TraceMetric, "payment" | "rated_share">, readonly CellState[]> = {
  rate: ["rated"],
  volume: ["rated"],
  order_coverage: ["rated", "paid_nothing"],
  paid_nothing: ["paid_nothing"],
  order_average: ["rated", "paid_nothing"],
};

/** The states whose cells a figure is not made of. */
export function statesLeftOut(metric: TraceMetric): readonly CellState[] {
  if (metric === "payment" || metric === "rated_share") return ["no_dollars", "blank"];
  return CELL_STATES.filter((state) => !COUNTED_STATES[metric].includes(state));
}

function cells(number: number, one = "filed cell"): string {
  return countOf(number, one);
}

function unit(asset: Asset): string {
  return asset === "options" ? "implied contracts" : "implied shares";
}

function volume(shares: number, asset: Asset): string {
  return asset === "options"
    ? countOf(Math.round(shares / 100), "contract")
    : countOf(Math.round(shares), "share");
}

function rateUnit(asset: Asset): string {
  return asset === "options" ? "cents per contract" : "cents per 100 shares";
}

function withUnit(text: string, said: string): string {
  return text === UNKNOWN ? text : `${text} ${said}`;
}
