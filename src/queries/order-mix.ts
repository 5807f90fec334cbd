import { z } from "zod";
import { SECTIONS } from "@/report/sections";

const percent = z.number().nullable().describe("0–100, plain mean of the months filed; null: blank in all.");

/** The order mix of one broker, quarter and section. */
export const OrderMixRow = z.object({
  broker: z.string(),
  broker_slug: z.string(),
  quarter: z.string().describe("`2020Q1`"),
  section: z.enum(SECTIONS),
  months: z.int().describe("Months the means are over."),
  ndo_pct: percent,
  ndo_market_pct: percent,
  ndo_marketable_limit_pct: percent,
  ndo_non_marketable_limit_pct: percent,
  ndo_other_pct: percent,
});
export type OrderMixRow = z.output<typeof OrderMixRow>;
