import type { BarPanel } from "./bars";
import type { FlowLayout } from "./flow-layout";
import type { PeriodLines } from "./period-lines";
import type { Period } from "./periods";
import type { QuarterColumns } from "./quarter-columns";

/** Address of where a figure comes from; null: it has no cells of its own, as what is left together has not. */
type TraceOf<Key extends readonly string[]> = (...key: Key) => string | null;

/** Bars with where each value comes from, by the bar's key. */
export function tracedBars<T extends BarPanel>(panel: T, traceOf: TraceOf<[key: string]>): T {
  return { ...panel, bars: panel.bars.map((bar) => ({ ...bar, trace: traceOf(bar.key) })) };
}

/** Lines with where each value comes from, by the line's key. */
export function tracedLines(
  chart: PeriodLines,
  traceOf: TraceOf<[line: string, period: Period]>,
): PeriodLines {
  const { periods, lines } = chart;
  return {
    ...chart,
    lines: lines.map((line) => ({ ...line, traces: periods.map((period) => traceOf(line.key, period)) })),
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
    series: series.map((one) => ({ ...one, traces: quarters.map((quarter) => traceOf(one.key, quarter)) })),
  };
}

/** Bands with where each comes from, by the keys of its two ends. */
export function tracedFlows(
  layout: FlowLayout,
  traceOf: TraceOf<[broker: string, venue: string]>,
): FlowLayout {
  return {
    ...layout,
    bands: layout.bands.map((band) => ({ ...band, trace: traceOf(band.brokerKey, band.venueKey) })),
  };
}
