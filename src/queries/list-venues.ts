import { z } from "zod";
import { VENUE_KINDS } from "@/report/venue-kinds";

/** A venue that at least one current report names. */
export const VenueListRow = z.object({
  slug: z.string(),
  name: z.string(),
  kind: z.enum(VENUE_KINDS).describe("Its kind in stocks, or in options where it is only there."),
  kind_equities: z.enum(VENUE_KINDS),
  kind_options: z.enum(VENUE_KINDS),
  known: z.boolean().describe("In the directory; false: kept under the name as filed."),
  brokers: z.int(),
  reports: z.int(),
  first_quarter: z.string().describe("`2020Q1`"),
  last_quarter: z.string(),
  payment_usd: z
    .number()
    .nullable()
    .describe("Σ net dollars it paid to brokers (negative: it was paid), without re-reported flow."),
});
export type VenueListRow = z.output<typeof VenueListRow>;
