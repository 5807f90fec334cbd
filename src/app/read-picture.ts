import { PICTURES, type Picture, type PictureName } from "@/charts/picture";
import {
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
} from "@/charts/pictures";
import type { Dimension, Filters } from "@/queries/filters";
import { orderMix } from "@/queries/order-mix";
import { rates } from "@/queries/rates";
import { type SelectedFiling, selectedFilings } from "@/queries/selected-filings";
import { selectionWords } from "@/queries/selection-words";
import { storeState } from "@/queries/store-state";
import { AppError } from "@/report/errors";
import { countOf, dateInText } from "@/report/format";

/** What is drawn by name, how its rows are grouped, and where to have those. Null: not from `/rates`. */
export const PICTURE_DIMENSIONS: Readonly<
  Record<PictureName, (filters: Filters) => readonly Dimension[] | null>
> = {
  "payments-by-broker": () => ["broker"],
  "payments-by-venue": () => ["venue"],
  "payments-by-quarter": (filters) => [isOfOne(filters) ? "section" : "broker", "quarter"],
  "rates-by-order-type": () => ["section", "orderType"],
  "rates-by-quarter": () => ["section", "quarter"],
  "order-mix": () => null,
  flows: () => ["broker", "venue"],
};

/**
 * Reads what a chart by this name shows under the filters: the same figures and the same shaping as on the pages.
 * @throws AppError invalid_input for an unknown broker or venue, or where the chart needs one broker and quarter
 */
export function readPicture(name: PictureName, filters: Filters, origin: string): Picture {
  const words = selectionWords(filters);
  const single = isOneQuarter(filters);
  const said: Said = {
    broker: filters.broker.length === 1 ? words.who : null,
    quarter: single ? words.when : null,
  };
  const { says, parts, notes } = drawn(name, filters, said);
  return {
    title: `${PICTURES[name]}: ${words.who}, ${words.when}`,
    subtitle: words.what.join(", "),
    says,
    parts,
    notes,
    source: sourceLine(selectedFilings(filters), origin),
  };
}

function drawn(name: PictureName, filters: Filters, said: Said): Drawn {
  if (name === "order-mix") {
    if (filters.broker.length !== 1 || !isOneQuarter(filters)) {
      const message = `"order-mix" is of one broker and quarter; allowed: "broker" with one broker and "quarter".`;
      throw new AppError("invalid_input", message);
    }
    return orderMixPicture(orderMix(filters), said);
  }
  const by = PICTURE_DIMENSIONS[name](filters) ?? [];
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

/** Payments of one broker or venue are split by section; of several by broker. */
function isOfOne({ broker, venue }: Filters): boolean {
  return broker.length === 1 || venue.length === 1;
}

function isOneQuarter({ from, to, month }: Filters): boolean {
  return (
    month !== null || (from !== null && to !== null && from.year === to.year && from.quarter === to.quarter)
  );
}

function sourceLine(filings: readonly SelectedFiling[], origin: string): string {
  const [only] = filings;
  const reports =
    filings.length === 1 && only
      ? `SEC Rule 606(a)(1) report ${only.id} of ${only.broker}`
      : `${countOf(filings.length, "SEC Rule 606(a)(1) report")}`;
  const asOf = dateInText(storeState().imported_at);
  return `Source: ${reports}, data as of ${asOf}. PFOF Explorer, ${origin.replace(/^https?:\/\//, "")}`;
}
