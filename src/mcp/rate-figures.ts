import { TABLES } from "@/dictionary/tables";
import type { Filters } from "@/queries/filters";
import type { RateRow } from "@/queries/rates";
import { TRACE_METRICS, type TraceMetric } from "@/queries/trace-parameters";
import type { Doubted } from "@/report/findings";
import { parseMonth, parseQuarter, type Quarter, quarterIndex } from "@/report/quarter";
import { traceHref } from "@/site/traced";
import { type Figure, figure, UNKNOWN } from "./figure";
import type { Link } from "./tool";

interface Of {
  readonly column: keyof typeof TABLES.rates.row.shape & keyof RateRow;
  /** What a finding must cast doubt on to cast it on this. */
  readonly doubt: Doubted;
  readonly unknown: string;
}

const FIGURES: Record<TraceMetric, Of> = {
  payment: { column: "payment_usd", doubt: "payment", unknown: UNKNOWN.filedBlank },
  rate: { column: "cents_per_100_shares", doubt: "rate", unknown: UNKNOWN.notEnough },
  volume: { column: "implied_shares", doubt: "volume", unknown: UNKNOWN.notEnough },
  rated_share: { column: "rated_share", doubt: "rate", unknown: UNKNOWN.noMoney },
  order_coverage: { column: "order_coverage", doubt: "shares", unknown: UNKNOWN.noShares },
  paid_nothing: { column: "paid_nothing_pct", doubt: "shares", unknown: UNKNOWN.noShares },
  order_average: {
    column: "order_average_cents_per_100_shares",
    doubt: "rate",
    unknown: UNKNOWN.noShares,
  },
};

/** What is said of a group unless less is asked for: payment, rate and volume, and how much they speak for. */
export const USUAL = ["payment", "rate", "volume", "order_coverage", "rated_share"] as const;

/** Figures of a row of `rates` by what they are called in a trace. `of`: the filters of this row alone. */
export function rateFigures(
  row: RateRow,
  of: Filters,
  link: Link,
  metrics: readonly TraceMetric[] = USUAL,
): Partial<Record<TraceMetric, Figure>> {
  return Object.fromEntries(
    TRACE_METRICS.filter((one) => metrics.includes(one)).map((metric) => {
      const { column, doubt, unknown } = FIGURES[metric];
      const value = row[column] as number | null;
      const path = traceHref({ ...of, metric });
      const unit = TABLES.rates.row.shape[column].meta()?.unit ?? "";
      const isNothing = row.payment_usd === 0 && unknown === UNKNOWN.notEnough;
      const why = isNothing ? UNKNOWN.nothingPaid : unknown;
      return [metric, figure(value, unit, { unknown: why, mark: row.marks?.[doubt], path, link })];
    }),
  );
}

/** What each of these figures is. */
export function meanings(metrics: readonly TraceMetric[] = USUAL): Record<string, string> {
  return Object.fromEntries(
    metrics.map((metric) => [
      metric,
      String(TABLES.rates.row.shape[FIGURES[metric].column].meta()?.description),
    ]),
  );
}

/** The filters under which `rates` without a dimension gives just this row. */
export function filtersOfRow(row: RateRow, filters: Filters): Filters {
  const year = row.year === undefined ? null : Number(row.year);
  const quarter = row.quarter === undefined ? null : parseQuarter(row.quarter);
  const [from, to] = year
    ? [later(filters.from, { year, quarter: 1 }), earlier(filters.to, { year, quarter: 4 })]
    : quarter
      ? [quarter, quarter]
      : [filters.from, filters.to];
  const month = row.month === undefined ? filters.month : parseMonth(row.month);
  return {
    ...filters,
    ...(row.broker_slug !== undefined && { broker: [row.broker_slug] }),
    ...(row.venue_slug !== undefined && { venue: [row.venue_slug] }),
    ...(row.venueKind !== undefined && { venueKind: [row.venueKind] }),
    ...(row.section !== undefined && { section: [row.section] }),
    ...(row.orderType !== undefined && { orderType: [row.orderType] }),
    // One month says its quarter.
    ...(month ? { month, from: null, to: null } : { from, to }),
  };
}

function later(a: Quarter | null, b: Quarter): Quarter {
  return a && quarterIndex(a) > quarterIndex(b) ? a : b;
}

function earlier(a: Quarter | null, b: Quarter): Quarter {
  return a && quarterIndex(a) < quarterIndex(b) ? a : b;
}
