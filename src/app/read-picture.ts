import type { z } from "zod";
import { PICTURES, type Picture, type PictureName } from "@/pictures/picture";
import {
  compare,
  type Drawn,
  flows,
  orderMixPicture,
  paymentsByBroker,
  paymentsByQuarter,
  paymentsByVenue,
  ratesByOrderType,
  ratesByQuarter,
  type Said,
  sectionPaymentsByQuarter,
  trend,
} from "@/pictures/pictures";
import { brokerQuarters } from "@/queries/broker-quarters";
import type { Dimension, Filters } from "@/queries/filters";
import { listBrokers } from "@/queries/list-brokers";
import { orderMix } from "@/queries/order-mix";
import { rates } from "@/queries/rates";
import { countSelectedFilings, type SelectedFiling, selectedFilings } from "@/queries/selected-filings";
import { selectionWords } from "@/queries/selection-words";
import { storeState } from "@/queries/store-state";
import type { VIEW_PARAMETERS } from "@/queries/view-parameters";
import { AppError } from "@/report/errors";
import { countOf, dateInText } from "@/report/format";
import { comparePanels } from "@/series/compare-panels";
import { brokerColors } from "@/series/palette";
import { trendUnitWords } from "@/series/trend-chart";
import { MEASURE_LABELS } from "@/words/measure-words";
import { calledOf } from "./brokers/broker-entry";
import { assetTrends } from "./trends/trend-data";

/** How `trend` and `compare` look at what the filters choose; the other charts do not ask. */
export type View = {
  readonly [Key in keyof typeof VIEW_PARAMETERS]: z.output<(typeof VIEW_PARAMETERS)[Key]>;
};
export const USUAL_VIEW: View = { measure: "rate", scale: "absolute", grain: "quarter", lines: "section" };

/** What is drawn by name, how its rows are grouped, and where to have those. Null: not from `/rates`. */
export const PICTURE_DIMENSIONS: Readonly<
  Record<PictureName, (filters: Filters, view: View) => readonly Dimension[] | null>
> = {
  "payments-by-broker": () => ["broker"],
  "payments-by-venue": () => ["venue"],
  "payments-by-quarter": (filters) => [isOfOne(filters) ? "section" : "broker", "quarter"],
  "rates-by-order-type": () => ["section", "orderType"],
  "rates-by-quarter": () => ["section", "quarter"],
  "order-mix": () => null,
  flows: () => ["broker", "venue"],
  trend: (_, { lines, grain }) => [lines, grain],
  compare: () => ["broker", "section", "orderType"],
};

/**
 * Reads what a chart by this name shows under the filters: the same figures and the same shaping as on the pages.
 * @throws AppError invalid_input for an unknown broker or venue, or where the chart needs one broker and quarter
 */
export function readPicture(name: PictureName, filters: Filters, view: View, origin: string): Picture {
  const words = selectionWords(filters);
  const single = isOneQuarter(filters);
  const said: Said = {
    broker: filters.broker.length === 1 ? words.who : null,
    quarter: single ? words.when : null,
  };
  const { says, parts, notes } = drawn(name, filters, view, said);
  return {
    title: `${pictureName(name, view)}: ${words.who}, ${words.when}`,
    subtitle: words.what.join(", "),
    says,
    parts,
    notes,
    source: sourceLine(selectedFilings(filters, 1), countSelectedFilings(filters), origin),
  };
}

/** What a chart is called: of a trend and a comparison also what they are of. */
export function pictureName(name: PictureName, { measure, lines }: View): string {
  if (name === "trend") return `${MEASURE_LABELS[measure]} over time, by ${LINE_WORDS[lines]}`;
  return name === "compare" ? `${MEASURE_LABELS[measure]} side by side` : PICTURES[name];
}

const LINE_WORDS = { section: "section", orderType: "order type", broker: "broker" } as const;

function drawn(name: PictureName, filters: Filters, view: View, said: Said): Drawn {
  if (name === "order-mix") {
    if (filters.broker.length !== 1 || !isOneQuarter(filters)) {
      const message = `"order-mix" is of one broker and quarter; allowed: "broker" with one broker and "quarter".`;
      throw new AppError("invalid_input", message);
    }
    return orderMixPicture(orderMix(filters), said);
  }
  if (name === "trend") {
    const trends = assetTrends({ ...view, filters });
    return trend(trends, (asset) => trendUnitWords({ ...view, asset }, view.grain));
  }
  if (name === "compare") return compare(compared(filters, view));
  const by = PICTURE_DIMENSIONS[name](filters, view) ?? [];
  const rows = rates(filters, by);
  switch (name) {
    case "payments-by-broker":
      return paymentsByBroker(rows, said);
    case "payments-by-venue":
      return paymentsByVenue(rows, said);
    case "payments-by-quarter":
      return by.includes("section") ? sectionPaymentsByQuarter(rows) : paymentsByQuarter(rows);
    case "rates-by-order-type":
      return ratesByOrderType(rows);
    case "rates-by-quarter":
      return ratesByQuarter(rows);
    case "flows":
      return flows(rows, said);
  }
}

function compared(filters: Filters, { measure }: View) {
  if (filters.broker.length === 0 || !isOneQuarter(filters)) {
    const message = `"compare" is of chosen brokers in one quarter; allowed: "broker" and "quarter".`;
    throw new AppError("invalid_input", message);
  }
  const known = listBrokers(filters);
  const reported = new Set(brokerQuarters(filters).map((one) => one.broker_slug));
  const slugs = filters.broker.map(
    (text) => known.find((one) => one.crd === text)?.slug ?? text.toLowerCase(),
  );
  const colors = brokerColors(slugs);
  const brokers = slugs.flatMap((slug) => {
    const row = known.find((one) => one.slug === slug);
    if (!row) return [];
    return {
      slug,
      name: calledOf(row, known),
      color: colors.get(slug) ?? ("rest" as const),
      reported: reported.has(slug),
    };
  });
  return comparePanels(brokers, rates(filters, ["broker", "section", "orderType"]), measure);
}

/** Payments of one broker or venue are split by section; of several by broker. */
function isOfOne({ broker, venue }: Filters): boolean {
  return broker.length === 1 || venue.length === 1;
}

function isOneQuarter({ from, to, month }: Filters): boolean {
  return (
    month !== null || (from !== null && to !== null && from.year === to.year && from.quarter === to.quarter)
  );
}

function sourceLine([only]: readonly SelectedFiling[], count: number, origin: string): string {
  const reports =
    count === 1 && only
      ? `SEC Rule 606(a)(1) report ${only.id} of ${only.broker}`
      : count === 0
        ? "SEC Rule 606(a)(1) reports, none of which is stored for this"
        : countOf(count, "SEC Rule 606(a)(1) report");
  const asOf = dateInText(storeState().imported_at);
  return `Source: ${reports}, data as of ${asOf}. PFOF Explorer, ${origin.replace(/^https?:\/\//, "")}`;
}
