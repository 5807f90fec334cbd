import { z } from "zod";
import { ORDER_TYPES } from "@/report/order-types";
import { SECTIONS } from "@/report/sections";
import { VENUE_KINDS } from "@/report/venue-kinds";
import {
  BROKER,
  BROKER_SLUG,
  CENTS,
  MONTH,
  ORDER_TYPE,
  PAYMENT,
  PERCENT,
  QUARTER,
  SECTION,
  SHARES,
  VENUE,
  VENUE_SLUG,
} from "./shared-columns";

/** Payments and rates of one group, as `/rates` has them: the columns of the chosen dimensions, in the order they were
 * asked for, then the measures. Names are the directory's. */
export const RateRow = z.object({
  broker: z.string().optional().meta(BROKER),
  broker_slug: z.string().optional().meta(BROKER_SLUG),
  venue: z.string().optional().meta(VENUE),
  venue_slug: z.string().optional().meta(VENUE_SLUG),
  venueKind: z
    .enum(VENUE_KINDS)
    .optional()
    .meta({
      description:
        "What the venue is in the asset class: `wholesaler`, `exchange`, `options_market_maker` and so on.",
      examples: ["wholesaler"],
    }),
  section: z.enum(SECTIONS).optional().meta(SECTION),
  orderType: z.enum(ORDER_TYPES).optional().meta(ORDER_TYPE),
  month: z.string().optional().meta(MONTH),
  quarter: z.string().optional().meta(QUARTER),
  year: z
    .int()
    .optional()
    .meta({ description: "Calendar year.", examples: [2021] }),
  payment_usd: z
    .number()
    .nullable()
    .meta({
      ...PAYMENT,
      description: "Σ net dollars of the cells that are not blank, to the cent.",
      examples: [247709.63],
    }),
  cents_per_100_shares: z
    .number()
    .nullable()
    .meta({
      description:
        "10,000 × Σ dollars ÷ Σ implied shares over the rated cells (dollars and rate both there, not zero, of one sign).",
      unit: CENTS,
      source: "computed: /methods#rate",
      blank: "no cell has both",
      examples: [8.8907],
    }),
  implied_shares: z
    .number()
    .nullable()
    .meta({
      description: "Shares behind the rated cells, dollars ÷ rate: paid-for flow only.",
      unit: SHARES,
      source: "computed: /methods#implied-volume",
      blank: "no cell has both",
      examples: [278616565.1748],
    }),
  rated_share: z
    .number()
    .nullable()
    .meta({
      description: "How much of the money, in absolute dollars, the rate speaks for.",
      unit: "fraction (0–1)",
      source: "computed: /methods#rated-share",
      blank: "no money was filed",
      examples: [1],
    }),
  order_coverage: z
    .number()
    .nullable()
    .meta({
      description:
        "How much of the orders the filing speaks for: the filed shares of the venues that are rated or paid nothing, a plain mean of months and order types.",
      unit: PERCENT,
      source: "computed: /methods#coverage",
      blank: "no order, or no usable venue shares were filed",
      examples: [32.91],
    }),
  paid_nothing_pct: z
    .number()
    .nullable()
    .meta({
      description: "The part of it that is paid nothing: filed at zero dollars and a rate of zero or none.",
      unit: PERCENT,
      source: "computed: /methods#paid-nothing",
      blank: "as order_coverage",
      examples: [0],
    }),
  order_average_cents_per_100_shares: z
    .number()
    .nullable()
    .meta({
      description:
        "What the broker was paid for an average order: cents_per_100_shares for the rated part of order_coverage, 0 for the part paid nothing.",
      unit: CENTS,
      source: "computed: /methods#order-average",
      blank: "no order that is rated or paid nothing, or no usable venue shares",
      examples: [8.8907],
    }),
  reports: z
    .int()
    .meta({ description: "How many reports the group draws on.", unit: "reports", examples: [1] }),
  findings: z
    .string()
    .nullable()
    .optional()
    .meta({
      description:
        "Only with `findings=include`: which figures of the group are doubtful and why, with the report, where a material part of it stands on what the checks found.",
      source: "computed: /methods#findings",
      blank: "nothing that was found casts doubt on them",
      examples: [null],
    }),
});
