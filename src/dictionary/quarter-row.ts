import { z } from "zod";
import { BROKER, BROKER_SLUG, PAYMENT, PERCENT, REPORTS, USD } from "./shared-columns";

const NOT_RATED = "no cell has dollars and a rate";

const money = (paidFor: string, example: number) =>
  z
    .number()
    .nullable()
    .meta({ ...PAYMENT, description: `Σ net dollars, ${paidFor}, to the cent.`, examples: [example] });

const rate = (unit: string, example: number) =>
  z
    .number()
    .nullable()
    .meta({
      description: "Σ dollars ÷ Σ implied volume over the rated cells.",
      unit,
      source: "computed: /methods#rate",
      blank: NOT_RATED,
      examples: [example],
    });

const volume = (unit: string, example: number) =>
  z
    .number()
    .nullable()
    .meta({
      description: "Volume behind the rated cells: paid-for flow only.",
      unit,
      source: "computed: /methods#implied-volume",
      blank: NOT_RATED,
      examples: [example],
    });

const coverage = (example: number) =>
  z
    .number()
    .nullable()
    .meta({
      description: "How much of the orders the filings speak for.",
      unit: PERCENT,
      source: "computed: /methods#coverage",
      blank: "no order, or no usable venue shares were filed",
      examples: [example],
    });

const paidNothing = (example: number) =>
  z
    .number()
    .nullable()
    .meta({
      description: "How many of the orders were paid nothing: the rate is of the others.",
      unit: PERCENT,
      source: "computed: /methods#paid-nothing",
      blank: "no order, or no usable venue shares were filed",
      examples: [example],
    });

const change = (of: string, example: number) =>
  z
    .number()
    .nullable()
    .meta({
      description: `Change of ${of} against the quarter before.`,
      unit: "percent",
      source: "computed: /methods#growth",
      blank: "one of the two quarters is absent, zero, or lacks a month",
      examples: [example],
    });

/** What analysts compare: payments, rates and implied volumes, stocks and options apart. */
const FIGURES = {
  payment_usd: money("stocks and options", 66142014.6),
  equities_usd: money("stocks", 32396842.11),
  options_usd: money("options", 33745172.49),
  equities_cents_per_100_shares: rate("cents per 100 shares", 11.291163321076779),
  options_cents_per_contract: rate("cents per contract", 36.87102430317426),
  equities_implied_shares: volume("shares", 28692209286.819954),
  options_implied_contracts: volume("contracts", 91522199.68864506),
};

/** Which of them each growth is of. */
export const GROWTH_OF = {
  payment_growth: "payment_usd",
  equities_growth: "equities_usd",
  options_growth: "options_usd",
  equities_rate_growth: "equities_cents_per_100_shares",
  options_rate_growth: "options_cents_per_contract",
  equities_volume_growth: "equities_implied_shares",
  options_volume_growth: "options_implied_contracts",
} as const satisfies Record<string, keyof typeof FIGURES>;

/** A broker in the analysts' table of a quarter. */
export const QuarterTableRow = z.object({
  broker: z.string().meta({
    ...BROKER,
    description: "The broker's name; in the line of totals `All brokers`, or how many there are of a sample.",
  }),
  broker_slug: z
    .string()
    .nullable()
    .meta({ ...BROKER_SLUG, blank: "the line of totals" }),
  complete: z.boolean().meta({ description: "All three months of the quarter are there.", examples: [true] }),
  reports: z.int().meta({ ...REPORTS, description: "Reports of the quarter.", examples: [1] }),
  ...FIGURES,
  equities_order_coverage: coverage(99.93666666666667),
  options_order_coverage: coverage(99.99833333333333),
  equities_paid_nothing_pct: paidNothing(0.06375),
  options_paid_nothing_pct: paidNothing(0),
  re_reported_usd: z
    .number()
    .nullable()
    .meta({
      description: "Flow that another stored report contains too, left out of the other columns.",
      unit: USD,
      source: "computed: /methods#re-reported",
      blank: "there is none",
      examples: [null],
    }),
  payment_growth: change(GROWTH_OF.payment_growth, 23.45178757196115),
  equities_growth: change(GROWTH_OF.equities_growth, 29.248167996930853),
  options_growth: change(GROWTH_OF.options_growth, 18.35597214769536),
  equities_rate_growth: change(GROWTH_OF.equities_rate_growth, -1.774288485667555),
  options_rate_growth: change(GROWTH_OF.options_rate_growth, 3.6761008260561603),
  equities_volume_growth: change(GROWTH_OF.equities_volume_growth, 31.58282694452339),
  options_volume_growth: change(GROWTH_OF.options_volume_growth, 14.159359008175413),
});
