import { z } from "zod";
import { FORMATS } from "@/report/report";

/** One version of one report. */
export const ReportRow = z.object({
  id: z.string().describe("Stable: quarter and content hash."),
  broker: z.string(),
  broker_slug: z.string(),
  crd: z.string().nullable(),
  filed_broker: z.string(),
  quarter: z.string().describe("`2020Q1`"),
  series: z.string().describe("One of several reports of a firm for one quarter; usually empty."),
  version: z.int(),
  is_current: z.boolean(),
  generated_at: z.string().nullable().describe("ISO 8601 UTC, as the file says; null: it does not."),
  imported_at: z.string(),
  format: z.enum(FORMATS),
  file: z.string().describe("Base name of the document shown."),
  sha256: z.string(),
  filed_months: z.int().describe("Months of the quarter with at least one figure; 3 is complete."),
  findings: z.int().describe("Warnings and notes together."),
  warnings: z.int(),
  payment_usd: z.number().nullable().describe("Σ net dollars of all its rows; positive: received."),
  withdrawn_at: z.string().nullable(),
  withdrawn_why: z.string().nullable(),
});
export type ReportRow = z.output<typeof ReportRow>;
