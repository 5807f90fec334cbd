import { z } from "zod";
import { CELL_STATES } from "@/report/cell-sums";
import { ORDER_TYPES } from "@/report/order-types";
import { SECTIONS } from "@/report/sections";
import {
  AS_FILED,
  BROKER,
  BROKER_SLUG,
  CENTS,
  FILE,
  FILED_VENUE,
  MONTH,
  ORDER_TYPE,
  PARAGRAPH,
  PERCENT,
  QUARTER,
  REPORT_ID,
  SECTION,
  SHARES,
  USD,
  VENUE,
  VENUE_SLUG,
} from "./shared-columns";

/** One filed pair of dollars and rate of a venue row, as `/trace` lists them. */
export const TracedCell = z.object({
  broker: z.string().meta(BROKER),
  broker_slug: z.string().meta(BROKER_SLUG),
  report_id: z.string().meta({ ...REPORT_ID, description: "The report the cell is in, as in `/reports`." }),
  quarter: z.string().meta(QUARTER),
  month: z.string().meta(MONTH),
  section: z.enum(SECTIONS).meta(SECTION),
  row: z.int().meta({ description: "Row in the section as filed, from 1.", examples: [1] }),
  venue: z.string().meta(VENUE),
  venue_slug: z.string().meta(VENUE_SLUG),
  filed_venue: z.string().meta({
    description: "The venue's name as filed; empty when only a code was.",
    examples: [FILED_VENUE],
  }),
  orderType: z.enum(ORDER_TYPES).meta(ORDER_TYPE),
  payment_usd: z
    .number()
    .nullable()
    .meta({
      description: "Net dollars as filed.",
      unit: USD,
      source: PARAGRAPH.payment,
      blank: AS_FILED,
      examples: [247709.63],
    }),
  cents_per_100_shares: z
    .number()
    .nullable()
    .meta({
      description: "Net cents per hundred shares as filed.",
      unit: CENTS,
      source: PARAGRAPH.payment,
      blank: AS_FILED,
      examples: [8.8907],
    }),
  venue_pct: z
    .number()
    .nullable()
    .meta({
      description: "The venue's share of the orders of this type, as filed.",
      unit: PERCENT,
      source: PARAGRAPH.venue,
      blank: AS_FILED,
      examples: [32.91],
    }),
  implied_shares: z
    .number()
    .nullable()
    .meta({
      description: "Dollars × 10,000 ÷ rate: the shares the payment was for.",
      unit: SHARES,
      source: "computed: /methods#implied-volume",
      blank: "not rated",
      examples: [278616565.1748],
    }),
  state: z.enum(CELL_STATES).meta({
    description:
      "`rated`: in payment, rate and volume. `paid_nothing`: zero dollars at a rate of zero or none. `no_rate`, `zero_rate`, `signs_differ`, `zero_dollars`: in the payment alone. `no_dollars`, `blank`: in nothing.",
    examples: ["rated"],
  }),
  source_file: z
    .string()
    .meta({ description: "Base name of the document the figures were read from.", examples: [FILE] }),
  source_position: z.string().meta({
    description: "Where the row stands in it: `line 23`, `page 2 at 345`, `row 7`.",
    examples: ["line 18"],
  }),
  cell: z.string().meta({
    description: "The cell's address on its report's page: `/reports/{report_id}?cell={cell}`.",
    examples: ["2021-01-sp500-1-market_usd"],
  }),
});
