import type { OrderMixRow } from "@/queries/order-mix";
import type { RateRow } from "@/queries/rates";
import { coverageOf } from "@/report/coverage";
import { ORDER_TYPE_LABELS } from "@/report/order-types";
import { type AssetClass, SECTION_LABELS, type Section } from "@/report/sections";
import type { CompareSection } from "@/series/compare-panels";
import { type FlowRow, flowLayout } from "@/series/flow-layout";
import { mixSentence, orderMix } from "@/series/order-mix";
import { paymentsRanking, rankSentence, topVenueSentence } from "@/series/payments-ranking";
import type { PeriodLines } from "@/series/period-lines";
import { quarterColumns, sectionColumns } from "@/series/quarter-columns";
import { quarterLines, rateLine } from "@/series/quarter-lines";
import { rateByOrderType } from "@/series/rate-by-order-type";
import { flowSentence } from "@/words/flow-sentence";
import type { Picture, PicturePart } from "./picture";

/** The part of a picture that follows from its rows. */
export type Drawn = Pick<Picture, "says" | "parts" | "notes">;

/** What is known of the selection when a sentence is made. */
export interface Said {
  /** The one broker that was chosen; null: several or all. */
  readonly broker: string | null;
  /** `2021 Q1` when one quarter was chosen; null: several. */
  readonly quarter: string | null;
}

const USD = "Net payment, US dollars";
const SIGN = "Positive: the broker was paid. Red, below zero: it paid more, mostly exchange fees.";
const BARS = 12;

/** `rows` by broker. */
export function paymentsByBroker(rows: readonly RateRow[], { quarter }: Said): Drawn {
  const ranked = rows.map((row) => ({
    key: row.broker_slug ?? "",
    name: row.broker ?? "",
    paymentUsd: row.payment_usd,
  }));
  return ranking(ranked, quarter === null || rows.length < 2 ? null : rankSentence(quarter, ranked));
}

/** `rows` by venue. */
export function paymentsByVenue(rows: readonly RateRow[], { broker, quarter }: Said): Drawn {
  const ranked = rows.map((row) => ({
    key: row.venue_slug ?? "",
    name: row.venue ?? "",
    paymentUsd: row.payment_usd,
  }));
  const says = broker === null || quarter === null ? null : topVenueSentence(broker, quarter, ranked);
  return ranking(ranked, says);
}

function ranking(ranked: Parameters<typeof paymentsRanking>[0], says: string | null): Drawn {
  const chart = paymentsRanking(ranked, { id: "ranking", title: USD, limit: BARS, color: "payment" });
  const parts = chart.bars.length === 0 ? [] : [{ ...plain(USD), kind: "bars" as const, chart }];
  return { says, parts, notes: chart.bars.some((bar) => (bar.value ?? 0) < 0) ? [SIGN] : [] };
}

/** `rows` by broker and quarter, stacked by broker. */
export function paymentsByQuarter(rows: readonly RateRow[]): Drawn {
  const chart = quarterColumns(
    rows.map((row) => ({
      slug: row.broker_slug ?? "",
      name: row.broker ?? "",
      quarter: row.quarter ?? "",
      paymentUsd: row.payment_usd,
    })),
    { id: "columns", title: `${USD} per quarter`, limit: 7 },
  );
  const note =
    "A column holds the brokers whose reports are stored for that quarter, so columns of different brokers are not a trend.";
  return columns(chart, `${USD} per quarter, by broker`, [note]);
}

/** `rows` by section and quarter, stacked by section. */
export function sectionPaymentsByQuarter(rows: readonly RateRow[]): Drawn {
  const chart = sectionColumns(
    rows.flatMap(({ section, quarter, payment_usd }) =>
      section && quarter ? [{ section, quarter, paymentUsd: payment_usd }] : [],
    ),
    { id: "columns", title: `${USD} per quarter` },
  );
  return columns(chart, `${USD} per quarter, by section`, []);
}

function columns(
  chart: Extract<PicturePart, { kind: "columns" }>["chart"],
  unit: string,
  notes: readonly string[],
): Drawn {
  const part = { heading: null, unit, legend: chart.series, kind: "columns" as const, chart };
  return { says: null, parts: chart.series.length === 0 ? [] : [part], notes };
}

/** `rows` by section and order type. */
export function ratesByOrderType(rows: readonly RateRow[]): Drawn {
  const parts = rateByOrderType(rows, "rates").map((chart) => ({
    heading: SECTION_LABELS[chart.section],
    unit: capitalized(chart.unit),
    legend: [],
    kind: "bars" as const,
    chart,
  }));
  const partial = rows.some((row) => coverageOf(row.order_coverage) === "partial");
  const notes = [
    "Stocks and options are on axes of their own: a contract is not a hundred shares’ worth of the same thing.",
    ...(partial ? ["In brackets: the share of orders the rate speaks for, where it is below 90%."] : []),
  ];
  return { says: null, parts, notes };
}

/** `rows` by section and quarter. Rates that speak for less than half of the orders are not drawn. */
export function ratesByQuarter(rows: readonly RateRow[]): Drawn {
  const span = [...new Set(rows.map((row) => row.quarter ?? ""))].sort();
  const part = (unit: string, heading: string, sections: readonly Section[]): PicturePart => ({
    heading,
    unit: `Rate, ${unit}`,
    legend: [],
    kind: "periods",
    chart: quarterLines(
      sections.map((section) => rateLine(section, rows)),
      { id: `rates-${sections[0]}`, title: `Rate by quarter, ${unit}`, unit: "cents", span },
    ),
  });
  const parts = [
    part("cents per 100 shares", "Stocks", ["sp500", "non_sp500"]),
    part("cents per contract", "Options", ["options"]),
  ].filter((one) => one.kind === "periods" && one.chart.lines.length > 0);
  return {
    says: null,
    parts,
    notes: ["A line breaks where no rate was filed, or one that speaks for less than half of the orders."],
  };
}

/** `rows` of one broker and quarter. */
export function orderMixPicture(rows: readonly OrderMixRow[], { broker }: Said): Drawn {
  const parts = orderMix(rows, "mix").map((chart) => ({
    heading: SECTION_LABELS[chart.section],
    unit: "Percent of non-directed orders",
    legend: [],
    kind: "bars" as const,
    chart,
  }));
  return {
    says: broker === null || parts.length === 0 ? null : mixSentence(broker, rows),
    parts,
    notes: ["As filed, a plain mean of the months: order counts are not filed."],
  };
}

/** `rows` by broker and venue. */
export function flows(rows: readonly RateRow[], { quarter }: Said): Drawn {
  const flowRows: FlowRow[] = rows.map((row) => ({
    brokerKey: row.broker_slug ?? "",
    broker: row.broker ?? "",
    venueKey: row.venue_slug ?? "",
    venue: row.venue ?? "",
    usd: row.payment_usd,
  }));
  const chart = flowLayout(flowRows, { brokers: 8, venues: 12 });
  const unit = "Brokers left, venues right; a band is as thick as the net payment between them, US dollars";
  return {
    says: quarter === null ? null : flowSentence(quarter, flowRows),
    parts: chart.bands.length === 0 ? [] : [{ ...plain(unit), kind: "flow" as const, chart }],
    notes: ["Most bands are paid by the venue to the broker. Red, dashed ones were paid by the broker."],
  };
}

/** Lines of each asset class over time, as `/trends` draws them. */
export function trend(
  trends: readonly { readonly asset: AssetClass; readonly chart: PeriodLines; readonly says: string }[],
  unitOf: (asset: AssetClass) => string,
): Drawn {
  const shown = trends.filter(({ chart }) => chart.lines.length > 0);
  const parts = shown.map(({ asset, chart }) => ({
    heading: asset === "options" ? "Options" : "Stocks",
    unit: capitalized(unitOf(asset)),
    legend: chart.labelled ? [] : chart.lines,
    kind: "periods" as const,
    chart,
  }));
  return {
    says: shown.length === 1 ? (shown[0]?.says ?? null) : null,
    parts,
    notes: ["A line breaks where nothing was filed, and where it would join different brokers."],
  };
}

/** A panel per section and order type with a bar per broker, as `/compare` draws them. */
export function compare(sections: readonly CompareSection[]): Drawn {
  const parts = sections.flatMap(({ section, unit, panels }) =>
    panels.map((chart) => ({
      heading: `${SECTION_LABELS[section]}: ${ORDER_TYPE_LABELS[chart.orderType].toLowerCase()} orders`,
      unit: capitalized(unit),
      legend: [],
      kind: "bars" as const,
      chart,
    })),
  );
  return { says: null, parts, notes: ["Panels of one unit share an axis."] };
}

function plain(unit: string) {
  return { heading: null, unit, legend: [] };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
