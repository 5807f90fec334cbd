import type { BarPanel } from "@/series/bars";
import type { FlowLayout } from "@/series/flow-layout";
import type { ColorName } from "@/series/palette";
import type { PeriodLines } from "@/series/period-lines";
import type { QuarterColumns } from "@/series/quarter-columns";

/** Charts that can be had by themselves: as an image, in another site's page, in a preview of a link. */
export const PICTURES = {
  "payments-by-broker": "Net payment to each broker",
  "payments-by-venue": "Net payment by venue",
  "payments-by-quarter": "Net payment by quarter",
  "rates-by-order-type": "Rate by order type",
  "rates-by-quarter": "Rate by quarter",
  "order-mix": "Order mix",
  flows: "Who paid whom",
  trend: "Over time",
  compare: "Side by side",
} as const;
export type PictureName = keyof typeof PICTURES;
export const PICTURE_NAMES = Object.keys(PICTURES) as PictureName[];

/** A chart with all that is said around it: plain data, so that it can be sent to the thread that draws it. */
export interface Picture {
  readonly title: string;
  /** What was selected beyond broker and time: `S&P 500 stocks, without exchanges`; "" when nothing. */
  readonly subtitle: string;
  /** One sentence that says what it shows; null where there is none. */
  readonly says: string | null;
  /** Panels; empty: nothing to draw. */
  readonly parts: readonly PicturePart[];
  readonly notes: readonly string[];
  /** Where the figures come from, the last line of the image. */
  readonly source: string;
}

export type PicturePart = {
  readonly heading: string | null;
  /** What the axis measures: `Net payment, US dollars`. */
  readonly unit: string;
  readonly legend: readonly LegendEntry[];
} & (
  | { readonly kind: "bars"; readonly chart: BarPanel }
  | { readonly kind: "periods"; readonly chart: PeriodLines }
  | { readonly kind: "columns"; readonly chart: QuarterColumns }
  | { readonly kind: "flow"; readonly chart: FlowLayout }
);

export interface LegendEntry {
  readonly key: string;
  readonly label: string;
  readonly color: ColorName;
}
