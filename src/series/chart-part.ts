import { distinctMarks, type Mark } from "@/report/mark";
import type { BarPanel } from "./bars";
import { type FlowLayout, REST } from "./flow-layout";
import type { OrderStrip } from "./order-strip";
import type { ColorName } from "./palette";
import type { PeriodLines } from "./period-lines";
import type { Period } from "./periods";
import type { QuarterArrows } from "./quarter-arrows";
import type { QuarterColumns } from "./quarter-columns";

export interface LegendEntry {
  readonly key: string;
  readonly label: string;
  readonly color: ColorName;
}

/** Address of where a figure comes from; null: it has no cells of its own. What is left together is not asked for. */
type TraceOf<Key extends readonly string[]> = ((...key: Key) => string | null) | null | undefined;

/** One drawing of a chart, with what stands around it. */
export type ChartPart = {
  readonly heading: string | null;
  /** What the axis measures: `Net payment, US dollars`. */
  readonly unit: string;
  readonly legend: readonly LegendEntry[];
  /** What this drawing alone shows, where there are several. */
  readonly says?: string;
} & (
  | { readonly kind: "bars"; readonly chart: BarPanel; readonly traceOf?: TraceOf<[bar: string]> }
  | {
      readonly kind: "periods";
      readonly chart: PeriodLines;
      readonly traceOf?: TraceOf<[line: string, period: Period]>;
    }
  | {
      readonly kind: "columns";
      readonly chart: QuarterColumns;
      readonly traceOf?: TraceOf<[series: string, quarter: string]>;
    }
  | {
      readonly kind: "flow";
      readonly chart: FlowLayout;
      /** Read out as the name of the picture. */
      readonly title: string;
      readonly traceOf?: TraceOf<[broker: string, venue: string]>;
    }
  | {
      readonly kind: "arrows";
      readonly chart: QuarterArrows;
      readonly traceOf?: TraceOf<[broker: string]>;
    }
  | {
      readonly kind: "strip";
      readonly chart: OrderStrip;
      /** Address of a broker's own answer. */
      readonly linkOf?: (broker: string) => string;
      readonly traceOf?: undefined;
    }
);

/** Why figures of a drawing are doubtful, each reason once. */
export function marksOf(part: ChartPart): Mark[] {
  switch (part.kind) {
    case "bars":
      return distinctMarks(part.chart.bars.map((bar) => bar.mark));
    case "periods":
      return distinctMarks(part.chart.lines.flatMap(knownMarks));
    case "columns":
      return distinctMarks(part.chart.series.flatMap(knownMarks));
    case "flow":
      return distinctMarks(
        [...part.chart.bands, ...part.chart.brokers, ...part.chart.venues].map((one) => one.mark),
      );
    case "arrows":
      return distinctMarks(part.chart.arrows.map((arrow) => arrow.mark));
    case "strip":
      return distinctMarks(part.chart.dots.map((dot) => dot.mark));
  }
}

/** A drawing without addresses: plain data, as an image has no links. */
export function withoutLinks(part: ChartPart): ChartPart {
  const { traceOf: _, ...plain } = part;
  if (plain.kind !== "strip") return plain;
  const { linkOf: __, ...strip } = plain;
  return strip;
}

/** Of what is drawn. */
function knownMarks({
  values,
  marks,
}: {
  readonly values: readonly (number | null)[];
  readonly marks?: readonly (Mark | null)[];
}): (Mark | null)[] {
  return values.map((value, i) => (value === null ? null : (marks?.[i] ?? null)));
}

/** Bars with where each value comes from, by the bar's key. */
export function tracedBars<T extends BarPanel>(panel: T, traceOf: TraceOf<[key: string]>): T {
  return { ...panel, bars: panel.bars.map((bar) => ({ ...bar, trace: own(traceOf, bar.key) })) };
}

/** Lines with where each value comes from, by the line's key. */
export function tracedLines(
  chart: PeriodLines,
  traceOf: TraceOf<[line: string, period: Period]>,
): PeriodLines {
  const { periods, lines } = chart;
  return {
    ...chart,
    lines: lines.map((line) => ({
      ...line,
      traces: periods.map((period) => own(traceOf, line.key, period)),
    })),
  };
}

/** Columns with where each part comes from, by its series' key. */
export function tracedColumns(
  chart: QuarterColumns,
  traceOf: TraceOf<[series: string, quarter: string]>,
): QuarterColumns {
  const { quarters, series } = chart;
  return {
    ...chart,
    series: series.map((one) => ({
      ...one,
      traces: quarters.map((quarter) => own(traceOf, one.key, quarter)),
    })),
  };
}

/** Bands with where each comes from, by the keys of its two ends. */
export function tracedFlows(
  layout: FlowLayout,
  traceOf: TraceOf<[broker: string, venue: string]>,
): FlowLayout {
  return {
    ...layout,
    bands: layout.bands.map((band) => ({ ...band, trace: own(traceOf, band.brokerKey, band.venueKey) })),
  };
}

function own<Key extends readonly string[]>(traceOf: TraceOf<Key>, ...key: Key): string | null {
  return !traceOf || key.includes(REST) ? null : traceOf(...key);
}
