import { z } from "zod";

/** A broker with at least one current report. */
export const BrokerRow = z.object({
  slug: z.string(),
  name: z.string(),
  crd: z.string().nullable().describe("FINRA's Central Registration Depository number."),
  known: z.boolean().describe("In the directory; false: kept under the name as filed."),
  reports: z.int(),
  first_quarter: z.string().describe("`2020Q1`"),
  last_quarter: z.string(),
  payment_usd: z
    .number()
    .nullable()
    .describe("Σ net dollars over all stored quarters, without re-reported flow; positive: received."),
  re_reported_usd: z
    .number()
    .nullable()
    .describe("Σ net dollars of rows that another stored report contains as well; not in payment_usd."),
});
export type BrokerRow = z.output<typeof BrokerRow>;
