import { z } from "zod";
import { FORMATS } from "@/report/report";
import { VENUE_KINDS } from "@/report/venue-kinds";
import {
  BROKER,
  BROKER_SLUG,
  CRD,
  FILE,
  FILED_BROKER,
  FIRST_QUARTER,
  GENERATED_AT,
  KNOWN,
  LAST_QUARTER,
  PAYMENT,
  QUARTER,
  REPORT_ID,
  REPORTS,
  RULE,
  SERIES,
  SHA256,
  USD,
  VENUE_SLUG,
  VERSION,
} from "./shared-columns";

/** One version of one report. */
export const ReportRow = z.object({
  id: z.string().meta(REPORT_ID),
  broker: z.string().meta(BROKER),
  broker_slug: z.string().meta(BROKER_SLUG),
  crd: z.string().nullable().meta(CRD),
  filed_broker: z.string().meta({ ...FILED_BROKER, description: "The broker's name as filed." }),
  quarter: z.string().meta({ ...QUARTER, source: `${RULE}; year, qtr` }),
  series: z.string().meta(SERIES),
  version: z.int().meta(VERSION),
  is_current: z.boolean().meta({ description: "Whether it is the current version.", examples: [true] }),
  generated_at: z.string().nullable().meta(GENERATED_AT),
  imported_at: z.string().meta({
    description: "When it came into this store, UTC.",
    format: "date-time",
    examples: ["2026-01-15T12:00:00.000Z"],
  }),
  format: z.enum(FORMATS).meta({
    description: "Format of the document shown: `xml`, `pdf` or `csv`.",
    examples: ["xml"],
  }),
  file: z.string().meta({ description: "Base name of the document shown.", examples: [FILE] }),
  sha256: z.string().meta({ description: "SHA-256 of the document shown.", examples: [SHA256] }),
  filed_months: z.int().meta({
    description: "Months of the quarter with at least one figure; 3 is complete.",
    unit: "months",
    examples: [3],
  }),
  findings: z.int().meta({
    description: "What the checks found in it, warnings and notes together.",
    unit: "findings",
    examples: [1],
  }),
  warnings: z.int().meta({ description: "Warnings among the findings.", unit: "findings", examples: [1] }),
  payment_usd: z
    .number()
    .nullable()
    .meta({
      ...PAYMENT,
      description: "Σ net dollars of all its rows, to the cent.",
      examples: [78081154.07],
    }),
  withdrawn_at: z
    .string()
    .nullable()
    .meta({
      description: "When it was taken out of every total, UTC.",
      format: "date-time",
      blank: "it was not",
      examples: [null],
    }),
  withdrawn_why: z
    .string()
    .nullable()
    .meta({ description: "Why it was taken out.", blank: "it was not", examples: [null] }),
});

/** A broker with at least one current report. */
export const BrokerRow = z.object({
  slug: z.string().meta(BROKER_SLUG),
  name: z.string().meta(BROKER),
  crd: z.string().nullable().meta(CRD),
  known: z.boolean().meta(KNOWN),
  reports: z.int().meta({ ...REPORTS, examples: [8] }),
  first_quarter: z.string().meta(FIRST_QUARTER),
  last_quarter: z.string().meta({ ...LAST_QUARTER, examples: ["2021Q4"] }),
  payment_usd: z
    .number()
    .nullable()
    .meta({
      ...PAYMENT,
      description: "Σ net dollars over the chosen quarters, without re-reported flow, to the cent.",
      examples: [565462915.76],
    }),
  re_reported_usd: z
    .number()
    .nullable()
    .meta({
      description: "Σ net dollars of rows that another stored report contains as well; not in payment_usd.",
      unit: USD,
      source: "computed: /methods#re-reported",
      blank: "there are none",
      examples: [null],
    }),
});

/** A venue that at least one current report names. */
export const VenueListRow = z.object({
  slug: z.string().meta(VENUE_SLUG),
  name: z
    .string()
    .meta({ description: "The venue's name in this site's directory.", examples: ["Citadel Securities"] }),
  kind: z.enum(VENUE_KINDS).meta({
    description: "What it is in stocks, or in options where it is only there.",
    examples: ["wholesaler"],
  }),
  kind_equities: z.enum(VENUE_KINDS).meta({ description: "What it is in stocks.", examples: ["wholesaler"] }),
  kind_options: z
    .enum(VENUE_KINDS)
    .meta({ description: "What it is in options.", examples: ["options_market_maker"] }),
  known: z.boolean().meta(KNOWN),
  brokers: z.int().meta({ description: "Brokers whose reports name it.", unit: "brokers", examples: [5] }),
  reports: z.int().meta({ ...REPORTS, description: "Reports that name it.", examples: [20] }),
  first_quarter: z.string().meta(FIRST_QUARTER),
  last_quarter: z.string().meta({ ...LAST_QUARTER, examples: ["2022Q3"] }),
  payment_usd: z
    .number()
    .nullable()
    .meta({
      ...PAYMENT,
      description:
        "Σ net dollars between it and the brokers, without re-reported flow unless asked for, to the cent.",
      examples: [103508849.69],
    }),
});
