import type { Trace } from "@/queries/trace";
import type { TraceMetric } from "@/queries/trace-parameters";
import { formatGrowth, formatRate, formatUsdExact } from "@/report/format";
import { growth } from "@/report/rate";
import { type Asset, type Formula, formulaOf } from "./formula";

/** Figures whose change is shown. */
export type GrowthMetric = Extract<TraceMetric, "payment" | "rate" | "volume">;

const VALUES: Record<GrowthMetric, (trace: Trace) => number | null> = {
  payment: (trace) => trace.payment_usd,
  rate: (trace) => trace.cents_per_100_shares,
  volume: (trace) => trace.implied_shares,
};

/** The change of a figure from the quarter before, with both values filled in. */
export function growthFormula(metric: GrowthMetric, now: Trace, before: Trace, asset: Asset): Formula {
  const [value, earlier] = [VALUES[metric](now), VALUES[metric](before)];
  const change = growth(value, earlier);
  const written = (trace: Trace) =>
    metric === "rate" ? formatRate(trace.cents_per_100_shares) : formulaOf(metric, trace, asset).value;
  return {
    definition:
      "Change = (this quarter − the one before) ÷ the amount of the one before, over brokers with all three months in both.",
    filled:
      change === null
        ? null
        : `(${written(now)} − ${bracketed(written(before))}) ÷ ${withoutSign(written(before))} is`,
    value: formatGrowth(change),
  };
}

function bracketed(text: string): string {
  return text.startsWith("−") ? `(${text})` : text;
}

function withoutSign(text: string): string {
  return text.replace(/^−/, "");
}

/** Dollars of a quarter as its line in the page says them; other figures with their unit. */
export function growthPart(metric: GrowthMetric, trace: Trace, asset: Asset): string {
  return metric === "payment" ? formatUsdExact(trace.payment_usd) : formulaOf(metric, trace, asset).value;
}
