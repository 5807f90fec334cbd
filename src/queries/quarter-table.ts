import { z } from "zod";
import { GROWTH_OF } from "@/dictionary/quarter-row";
import { TABLES } from "@/dictionary/tables";
import { plus, total } from "@/report/blank-sums";
import { formatQuarter, type Quarter, shiftQuarter } from "@/report/quarter";
import { growth } from "@/report/rate";
import { brokersInWords } from "@/report/sample";
import { type BrokerQuarter, brokerQuarters } from "./broker-quarters";
import type { Filters } from "./filters";
import { addSums, type Measures, measuresOf, type Sums, toCents } from "./measures";
import { paidReports } from "./paid-reports";
import { placedBrokers } from "./placed-names";
import { remembered } from "./remembered";
import { sumRows } from "./sums";

const usd = z.number().nullable().describe("Net dollars to the cent; positive: received. Null: all blank.");

export const QuarterTableRow = TABLES.quarters.row;
export type QuarterTableRow = z.output<typeof QuarterTableRow>;

type Growth = keyof typeof GROWTH_OF;
type Figures = Pick<QuarterTableRow, (typeof GROWTH_OF)[Growth]>;

const BrokerName = z.object({ broker: z.string(), broker_slug: z.string() });

/** The analysts' table of one quarter. */
export const QuarterTable = z.object({
  quarter: z.string().describe("`2020Q2`"),
  previous_quarter: z.string(),
  rows: z.array(QuarterTableRow).describe("One per broker, the largest payment first."),
  total: QuarterTableRow.describe(
    "All brokers of the quarter; its growth counts only the brokers of `like_for_like`.",
  ),
  like_for_like: z.object({
    brokers: z
      .array(BrokerName)
      .describe("Complete in both quarters: what the total's growth is counted over."),
    entered: z.array(BrokerName).describe("In this quarter but not in the one before."),
    missing: z.array(BrokerName).describe("In the quarter before but not in this one."),
    incomplete: z.array(BrokerName).describe("In both, but not with all three months of each."),
    payment_usd: usd.describe("Of those brokers in this quarter."),
    previous_payment_usd: usd.describe("Of those brokers in the quarter before."),
  }),
});
export type QuarterTable = z.output<typeof QuarterTable>;

/**
 * Payments, rates and implied volumes of one quarter per broker and in total, with growth against
 * the quarter before. Growth is only counted between quarters in which a broker has all three months;
 * the total's over brokers complete in both, so that a broker that enters is not growth.
 * Quarters of the filters are not looked at. Shared between those who ask.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function quarterTable(quarter: Quarter, chosen: Filters): QuarterTable {
  const key = [quarter, { ...chosen, from: null, to: null }];
  return remembered("quarter table", key, () => tableOf(quarter, chosen));
}

function tableOf(quarter: Quarter, chosen: Filters): QuarterTable {
  const previous = shiftQuarter(quarter, -1);
  const scope: Filters = { ...chosen, from: previous, to: quarter };
  const known = brokerQuarters(scope);
  const now = new Map<string, BrokerQuarter>();
  const before = new Map<string, BrokerQuarter>();
  for (const one of known) (one.quarter === formatQuarter(quarter) ? now : before).set(one.broker_slug, one);
  const sums = new SumTable(scope);
  const excluded = reReported(scope, quarter);
  const alike = [...now.values()].filter((one) => one.complete && before.get(one.broker_slug)?.complete);
  const slugs = alike.map((one) => one.broker_slug);
  const isAlike = new Set(slugs);
  const rowOf = (name: Name, of: readonly string[], growthOver: readonly string[]): QuarterTableRow => {
    const { figures, coverage } = sums.of(quarter, of);
    return {
      ...name,
      ...rounded(figures),
      ...coverage,
      re_reported_usd: total(of.map((slug) => excluded.get(slug) ?? null)),
      ...growthOf(
        growthOver === of ? figures : sums.of(quarter, growthOver).figures,
        sums.of(previous, growthOver).figures,
      ),
    };
  };
  const rows = [...now.values()]
    .map(({ broker, broker_slug, complete, reports }) => {
      const own = [broker_slug];
      return rowOf({ broker, broker_slug, complete, reports }, own, isAlike.has(broker_slug) ? own : []);
    })
    .sort((a, b) => (b.payment_usd ?? -Infinity) - (a.payment_usd ?? -Infinity));
  const all = {
    broker: brokersInWords(rows.length),
    broker_slug: null,
    complete: rows.length > 0 && rows.every((row) => row.complete),
    reports: rows.reduce((sum, row) => sum + row.reports, 0),
  };
  const names = (list: Iterable<BrokerQuarter>) =>
    [...list].map(({ broker, broker_slug }) => ({ broker, broker_slug }));
  return {
    quarter: formatQuarter(quarter),
    previous_quarter: formatQuarter(previous),
    rows,
    total: rowOf(all, [...now.keys()], slugs),
    like_for_like: {
      brokers: names(alike),
      entered: names([...now.values()].filter((one) => !before.has(one.broker_slug))),
      missing: names([...before.values()].filter((one) => !now.has(one.broker_slug))),
      incomplete: names(
        [...now.values()].filter((one) => before.has(one.broker_slug) && !isAlike.has(one.broker_slug)),
      ),
      payment_usd: toCents(sums.of(quarter, slugs).figures.payment_usd),
      previous_payment_usd: toCents(sums.of(previous, slugs).figures.payment_usd),
    },
  };
}

type Name = Pick<QuarterTableRow, "broker" | "broker_slug" | "complete" | "reports">;
type Coverage = Pick<
  QuarterTableRow,
  | "equities_order_coverage"
  | "options_order_coverage"
  | "equities_paid_nothing_pct"
  | "options_paid_nothing_pct"
>;

/** Sums per broker, quarter and asset class: enough to count any group of brokers again. */
class SumTable {
  readonly #sums = new Map<string, Map<string, Sums>>();
  constructor(scope: Filters) {
    for (const { keys, sums } of sumRows(scope, ["broker", "quarter", "section"])) {
      const group = `${keys.section === "options" ? "options" : "equities"} ${keys.quarter}`;
      const brokers = this.#sums.get(group) ?? new Map<string, Sums>();
      this.#sums.set(group, brokers);
      const slug = String(keys.broker_slug);
      const known = brokers.get(slug);
      brokers.set(slug, addSums(known ? [known, ...sums] : sums));
    }
  }
  #measures(asset: "equities" | "options", quarter: Quarter, slugs: readonly string[]): Measures {
    const brokers = this.#sums.get(`${asset} ${formatQuarter(quarter)}`);
    return measuresOf(addSums(slugs.flatMap((slug) => brokers?.get(slug) ?? [])));
  }
  of(quarter: Quarter, slugs: readonly string[]): { figures: Figures; coverage: Coverage } {
    const equities = this.#measures("equities", quarter, slugs);
    const options = this.#measures("options", quarter, slugs);
    return {
      figures: {
        payment_usd: total([equities.paymentUsd, options.paymentUsd]),
        equities_usd: equities.paymentUsd,
        options_usd: options.paymentUsd,
        equities_cents_per_100_shares: equities.centsPer100Shares,
        options_cents_per_contract: options.centsPer100Shares,
        equities_implied_shares: equities.impliedShares,
        options_implied_contracts: options.impliedShares === null ? null : options.impliedShares / 100,
      },
      coverage: {
        equities_order_coverage: equities.orderCoverage,
        options_order_coverage: options.orderCoverage,
        equities_paid_nothing_pct: equities.paidNothingPct,
        options_paid_nothing_pct: options.paidNothingPct,
      },
    };
  }
}

/** Dollars of each broker's rows that the filters leave out as re-reported; none when they count. */
function reReported(scope: Filters, quarter: Quarter): ReadonlyMap<string, number | null> {
  if (scope.reReported === "include") return new Map();
  const brokers = placedBrokers();
  const found = new Map<string, number | null>();
  for (const report of paidReports({ ...scope, from: quarter, to: quarter }, scope)) {
    const slug = brokers.get(report.brokerId)?.slug;
    if (slug === undefined || report.repeatedLines === 0) continue;
    found.set(slug, plus(found.get(slug) ?? null, report.repeatedUsd));
  }
  return new Map([...found].map(([slug, usd]) => [slug, toCents(usd)]));
}

function growthOf(now: Figures, before: Figures): Record<Growth, number | null> {
  return Object.fromEntries(
    Object.entries(GROWTH_OF).map(([name, key]) => [name, growth(now[key], before[key])]),
  ) as Record<Growth, number | null>;
}

function rounded(figures: Figures): Figures {
  const { payment_usd, equities_usd, options_usd } = figures;
  return {
    ...figures,
    payment_usd: toCents(payment_usd),
    equities_usd: toCents(equities_usd),
    options_usd: toCents(options_usd),
  };
}
