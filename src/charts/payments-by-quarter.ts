import { brokerQuarters } from "@/queries/broker-quarters";
import type { Filters } from "@/queries/filters";
import { markedRates } from "@/queries/marked-rates";
import type { MarketQuarter } from "@/queries/market-trend";
import type { RateRow } from "@/queries/rates";
import { formatRateInText, formatUsdInText, quarterLabel } from "@/report/format";
import { leftOutSentence, type Mark } from "@/report/mark";
import { parseQuarter } from "@/report/quarter";
import type { Section } from "@/report/sections";
import { quarterColumns, sectionColumns } from "@/series/quarter-columns";
import type { LinePoint } from "@/series/quarter-lines";
import { type VenueChange, venueGrowthSentence } from "@/series/venue-growth";
import { traceHref } from "@/site/traced";
import { changeVerb } from "@/words/change-verb";
import { growthSentence } from "@/words/growth-sentence";
import type { About, Chart } from "./chart";

/** Payments by quarter, and by section or broker. */
interface Rows {
  readonly payments: readonly Pick<
    RateRow,
    "broker" | "broker_slug" | "section" | "quarter" | "payment_usd" | "marks"
  >[];
  /** What can be compared, and so be said: of the market, of a broker in complete quarters, of a venue. */
  readonly change?:
    | { readonly of: "market"; readonly quarter: MarketQuarter; readonly mark?: Mark | null }
    | {
        readonly of: "broker";
        readonly totals: readonly Pick<RateRow, "quarter" | "payment_usd" | "marks">[];
      }
    | { readonly of: "venue"; readonly change: VenueChange };
}

/** What was paid over time: columns, of one broker or venue stacked by section, of several by broker. */
export const paymentsByQuarter: Chart<Rows> = {
  title: () => "Net payment by quarter",
  by: (filters) => [isOfOne(filters) ? "section" : "broker", "quarter"],
  read: (filters, view) => ({
    payments: markedRates(filters, paymentsByQuarter.by(filters, view) ?? []),
    ...(filters.broker.length === 1 && { change: { of: "broker", totals: completeTotals(filters) } }),
  }),
  show({ payments, change }, { broker, venue, scope }) {
    const one = broker ?? venue;
    const names = {
      id: "payments-by-quarter",
      title: `${one === null ? "Net payments" : `${one}: net payments`} by quarter, stacked by ${one === null ? "broker" : "section"}, in US dollars`,
    };
    const rows = payments.map((row) => ({
      ...row,
      quarter: row.quarter ?? "",
      paymentUsd: row.payment_usd,
      mark: row.marks?.payment,
    }));
    const chart =
      one === null
        ? quarterColumns(
            rows.map((row) => ({ ...row, slug: row.broker_slug ?? "", name: row.broker ?? "" })),
            { ...names, limit: 7 },
          )
        : sectionColumns(
            rows.flatMap(({ section, ...row }) => (section ? [{ section, ...row }] : [])),
            names,
          );
    const traceOf = (series: string, quarter: string) => {
      const at = parseQuarter(quarter);
      const part = one === null ? { broker: [series] } : { section: [series as Section] };
      return traceHref({ ...scope, ...part, from: at, to: at, metric: "payment" });
    };
    const part = {
      heading: null,
      unit: `Net payment, US dollars per quarter, by ${one === null ? "broker" : "section"}`,
      legend: chart.series,
      kind: "columns" as const,
      chart,
      traceOf,
    };
    return {
      says: change ? changeSentence(change, { broker, venue }) : null,
      parts: chart.series.length === 0 ? [] : [part],
      notes:
        broker === null
          ? [
              "A column holds the brokers whose reports are stored for that quarter: later quarters have different brokers.",
            ]
          : [],
    };
  },
};

/** What one broker was paid in each quarter with all three months. */
function completeTotals(filters: Filters) {
  const complete = new Set(brokerQuarters(filters).flatMap((one) => (one.complete ? [one.quarter] : [])));
  return markedRates(filters, ["quarter"]).filter((row) => complete.has(row.quarter ?? ""));
}

/** Payments of one broker or venue are split by section; of several by broker. */
function isOfOne({ broker, venue }: Filters): boolean {
  return broker.length === 1 || venue.length === 1;
}

function changeSentence(
  change: NonNullable<Rows["change"]>,
  { broker, venue }: Pick<About, "broker" | "venue">,
): string {
  if (change.of === "broker") {
    const points = change.totals.map((row) => ({
      quarter: row.quarter ?? "",
      value: row.payment_usd,
      mark: row.marks?.payment,
    }));
    return trendSentence(`the payment to ${broker}`, points, "dollars");
  }
  if (change.of === "venue") return venueGrowthSentence(venue ?? "", change.change);
  const { previous_quarter, quarter, like_for_like: alike, entered, missing } = change.quarter;
  return growthSentence({
    before: quarterLabel(previous_quarter),
    after: quarterLabel(quarter),
    brokers: alike.brokers,
    beforeUsd: alike.previous_payment_usd,
    afterUsd: alike.payment_usd,
    entered,
    missing,
    mark: change.mark,
  });
}

/** `From 2020 Q1 to 2021 Q4 the rate for S&P 500 stocks fell from 10.2 to 8.4 cents per 100 shares.` One line's first
 * and last known values. `what` is its subject with its article, `unit` its unit in words. */
export function trendSentence(what: string, points: readonly LinePoint[], unit: string): string {
  const filed = points
    .filter((point) => point.value !== null)
    .sort((a, b) => (a.quarter < b.quarter ? -1 : 1));
  const known = filed.filter((point) => !point.mark);
  // Only an end of the span is missed.
  const left = leftOutSentence(
    [filed[0], filed.at(-1)].flatMap((end) =>
      end?.mark ? [{ name: quarterLabel(end.quarter), mark: end.mark }] : [],
    ),
  );
  const leftOut = left && ` ${left}`;
  const [first] = known;
  const last = known.at(-1);
  const write = (value: number | null) =>
    unit === "dollars" ? formatUsdInText(value) : formatRateInText(value);
  const suffix = unit === "dollars" ? "" : ` ${unit}`;
  if (!first || !last) return `No quarter that can be compared has a figure for ${what}.${leftOut}`;
  if (first === last) {
    return `In ${quarterLabel(first.quarter)}, ${what} was ${write(first.value)}${suffix}; no other quarter here can be compared with it.${leftOut}`;
  }
  const [from, to] = [write(first.value), write(last.value)];
  const span = `From ${quarterLabel(first.quarter)} to ${quarterLabel(last.quarter)}`;
  if (from === to) return `${span}, ${what} stayed at ${to}${suffix}.${leftOut}`;
  const verb = changeVerb(first.value ?? 0, last.value ?? 0);
  return `${span}, ${what} ${verb} from ${from} to ${to}${suffix}.${leftOut}`;
}
