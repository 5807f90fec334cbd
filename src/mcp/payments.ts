import { z } from "zod";
import { PARAMETERS, TIME_GRAINS } from "@/queries/filters";
import { markedRates } from "@/queries/marked-rates";
import type { RateRow } from "@/queries/rates";
import { TRACE_METRICS } from "@/queries/trace-parameters";
import { assetClassOf, type Section } from "@/report/sections";
import { traceHref } from "@/site/traced";
import { COUNTED, PayerCounts } from "./count-payers";
import { cutRows } from "./cut-rows";
import { filtersOfRow, meanings, rateFigures, USUAL } from "./rate-figures";
import { LIMIT, missing, readScope, SCOPE } from "./scope";
import { tool, WrongArguments } from "./tool";

const MOST_DIMENSIONS = 4;

export const payments = tool(
  {
    name: "payments",
    title: "Payments, rates and volumes",
    description:
      'Payment for order flow as filed under SEC Rule 606: net dollars, rate (cents per 100 shares; options: per contract) and implied volume, grouped by broker, venue, section, orderType and month, quarter or year. `top` keeps the largest payments of each period: {"by":["broker","month"],"top":3} is the top three brokers of every month. `count` adds how many venues (or brokers) have a payment in each group, and their average over all groups: {"by":["broker","month"],"count":"venue"} is the average number of venues paying a broker in a month.',
    input: {
      by: PARAMETERS.by.optional(),
      ...SCOPE,
      top: z
        .number()
        .int()
        .min(1)
        .max(100)
        .optional()
        .describe("Only so many of each period: the largest payments."),
      count: z.enum(COUNTED).optional().describe("Counts venues, or brokers, with a payment in each group."),
      figures: z
        .array(z.enum(TRACE_METRICS))
        .max(TRACE_METRICS.length)
        .optional()
        .describe(`Which figures. Usual: ${USUAL.join(", ")}.`),
      limit: LIMIT(200),
    },
  },
  ({ top, count, figures = [...USUAL], limit = 40, ...given }, link) => {
    const scope = readScope(given);
    const { filters, by, isEmpty } = scope;
    if (by.length > MOST_DIMENSIONS) throw new WrongArguments(`by: at most ${MOST_DIMENSIONS}.`);
    if (count !== undefined && by.includes(count)) {
      throw new WrongArguments(`count: ${count}s cannot be counted in groups of one ${count} each.`);
    }
    const groups = isEmpty ? [] : markedRates(filters, by).filter((row) => row.reports > 0);
    const counts = count && !isEmpty ? new PayerCounts(filters, by, count) : null;
    const grain = TIME_GRAINS.find((one) => by.includes(one));
    const chosen = top === undefined ? groups : topOfEach(groups, grain, top);
    const rows = chosen.map((row) => {
      const own = filtersOfRow(row, filters);
      const { broker, broker_slug, venue, venue_slug, venueKind, section, orderType } = row;
      const { month, quarter, year, reports } = row;
      const named = { broker, broker_slug, venue, venue_slug, venueKind, section, orderType };
      return {
        ...named,
        ...{ month, quarter, year, reports },
        ...rateFigures(row, own, link, figures),
        ...(counts &&
          count && {
            [`${count}s_with_payment`]: counts.figureOf(row, traceHref({ ...own, metric: "payment" }), link),
          }),
      };
    });
    return {
      meaning: meanings(figures),
      ...(mixesClasses(filters.section, by.includes("section")) && { note: MIXED }),
      ...cutRows(rows, limit),
      ...(top !== undefined && {
        top: `The ${top} largest payments ${grain ? `of each ${grain}` : "of all"}, of ${groups.length} groups; groups filed blank are not ranked.`,
      }),
      ...(counts && { [`average_${count}s_with_payment`]: counts.average(groups) }),
      ...(rows.length === 0 && { no_rows: "No stored report has such a row. That is unknown, not zero." }),
      ...missing(scope),
    };
  },
);

const MIXED =
  "Rates and volumes here are of stocks and options together, a contract as 100 shares. For either alone ask with section equities or options.";

function mixesClasses(sections: readonly Section[], isGrouped: boolean): boolean {
  return !isGrouped && (sections.length === 0 || new Set(sections.map(assetClassOf)).size > 1);
}

/** The largest payments of each period, the largest first; what is unknown has no rank. */
function topOfEach(
  rows: readonly RateRow[],
  grain: (typeof TIME_GRAINS)[number] | undefined,
  top: number,
): RateRow[] {
  const periods = new Map<string, RateRow[]>();
  for (const row of rows) {
    if (row.payment_usd === null) continue;
    const period = grain ? String(row[grain]) : "";
    const known = periods.get(period) ?? [];
    if (known.length === 0) periods.set(period, known);
    known.push(row);
  }
  return [...periods]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => own.sort((a, b) => (b.payment_usd ?? 0) - (a.payment_usd ?? 0)).slice(0, top));
}
