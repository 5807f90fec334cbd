import { z } from "zod";
import type { Measure } from "./view-parameters";

/** What can be traced to filed cells. */
export const TRACE_METRICS = [
  "payment",
  "rate",
  "volume",
  "rated_share",
  "order_coverage",
  "paid_nothing",
  "order_average",
] as const;
export type TraceMetric = (typeof TRACE_METRICS)[number];

/** The figure a page's measure shows. */
export const METRIC_OF: Record<Measure, TraceMetric> = { rate: "rate", dollars: "payment", volume: "volume" };

/** The cells a figure is made of, or those under the same filters that it is not made of. */
const TRACE_CELLS = ["counted", "left_out"] as const;
export type TraceCells = (typeof TRACE_CELLS)[number];

/** Parameters of `/trace` and `/api/v1/trace` alone. */
export const TRACE_PARAMETERS = {
  metric: z
    .enum(TRACE_METRICS, { error: `allowed: ${TRACE_METRICS.join(", ")}` })
    .default("payment")
    .describe(
      "The figure to trace: `payment` (US dollars), `rate` (cents per 100 shares or per contract), `volume` (implied shares), `rated_share`, `order_coverage`, `paid_nothing` (percent of the orders) or `order_average` (cents per 100 shares or per contract for an average order).",
    ),
  cells: z
    .enum(TRACE_CELLS, { error: `allowed: ${TRACE_CELLS.join(", ")}` })
    .default("counted")
    .describe(
      "`counted`: the filed cells the figure is made of. `left_out`: cells under the same filters it is not made of, though something is filed in them.",
    ),
} as const;
