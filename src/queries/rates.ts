import { z } from "zod";
import { ORDER_TYPES } from "@/report/order-types";
import { SECTIONS } from "@/report/sections";
import { VENUE_KINDS } from "@/report/venue-kinds";

/** Payments and rates of one group. Only the columns of the chosen dimensions are present, in the
 * order they were asked for. Names are the directory's. */
export const RateRow = z.object({
  broker: z.string().optional(),
  broker_slug: z.string().optional(),
  venue: z.string().optional(),
  venue_slug: z.string().optional(),
  venueKind: z.enum(VENUE_KINDS).optional(),
  section: z.enum(SECTIONS).optional(),
  orderType: z.enum(ORDER_TYPES).optional(),
  month: z.string().optional().describe("`2020-01`"),
  quarter: z.string().optional().describe("`2020Q1`"),
  year: z.int().optional(),
  payment_usd: z
    .number()
    .nullable()
    .describe("Σ net dollars, to the cent; positive: the broker received. Null: every cell blank."),
  cents_per_100_shares: z
    .number()
    .nullable()
    .describe("10,000 × Σ dollars ÷ Σ implied shares over the rated cells; options: cents per contract."),
  implied_shares: z
    .number()
    .nullable()
    .describe("Shares (options: contracts × 100) behind the rated cells; paid-for flow only."),
  rated_share: z
    .number()
    .nullable()
    .describe("0–1: how much of the money, in absolute dollars, the rate speaks for."),
  order_coverage: z
    .number()
    .nullable()
    .describe("0–100: how much of the orders the rate speaks for, a plain mean of months and order types."),
  reports: z.int().describe("How many reports the group draws on."),
});
export type RateRow = z.output<typeof RateRow>;
