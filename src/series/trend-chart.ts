import type { BrokerPart } from "@/queries/broker-parts";
import type { Measure, Scale } from "@/queries/view-parameters";
import type { Mark } from "@/report/mark";
import type { AssetClass } from "@/report/sections";
import { type Series, seriesOf } from "./comparable-series";
import { unitOfMeasure, unitWords, type ValueUnit } from "./measure-words";
import type { ColorName } from "./palette";
import { type PeriodLines, periodLines } from "./period-lines";
import { type Period, periodBefore } from "./periods";

/** What one line of a trend is drawn from. */
export interface TrendInput {
  readonly key: string;
  readonly label: string;
  readonly color: ColorName;
  /** The measure of all its brokers together by period, as filed; null: not filed, or too few of the orders. */
  readonly values: ReadonlyMap<Period, number | null>;
  /** What each broker adds to it: what change is counted from. */
  readonly parts: readonly BrokerPart[];
  /** Why the measure of a period is doubtful. */
  readonly marks?: ReadonlyMap<Period, Mark>;
}

export interface TrendView {
  readonly measure: Measure;
  readonly scale: Scale;
  readonly asset: AssetClass;
}

/** What the values of a trend are. */
export function trendUnit({ measure, scale, asset }: TrendView): ValueUnit {
  if (scale === "indexed") return "index";
  return scale === "growth" ? "change" : unitOfMeasure(measure, asset);
}

/** The unit in words, for captions and heads. `grain`: what stands between two points. */
export function trendUnitWords({ measure, scale, asset }: TrendView, grain: "quarter" | "month"): string {
  if (scale === "indexed") return "100 at the start of each line";
  if (scale === "growth") return `% change from the ${grain} before`;
  return unitWords(measure, asset);
}

/** Lines of one asset class over an axis that all charts of the page share. */
export function trendChart(
  inputs: readonly TrendInput[],
  periods: readonly Period[],
  view: TrendView,
  { id, title }: { id: string; title: string },
): PeriodLines {
  const lines = inputs.map(({ key, label, color, values, parts, marks }) => {
    const series = seriesOf(view.scale, periods, values, parts, view.measure);
    return { key, label, color, ...series, marks: marksOf(periods, series, marks, view.scale) };
  });
  return periodLines(lines, { id, title, unit: trendUnit(view), periods });
}

/** A change stands on both its periods, an index on its own and the one its line begins at. */
function marksOf(
  periods: readonly Period[],
  { joined }: Series,
  marks: TrendInput["marks"],
  scale: Scale,
): (Mark | null)[] {
  let start: Period | undefined;
  return periods.map((period, i) => {
    if (!joined[i]) start = period;
    const other = { absolute: undefined, growth: periodBefore(period), indexed: start }[scale];
    return marks?.get(period) ?? (other === undefined ? null : (marks?.get(other) ?? null));
  });
}
