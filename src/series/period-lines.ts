import type { Mark } from "@/report/mark";
import { type Axis, axisFor } from "./axis";
import type { ValueUnit } from "./measure-words";
import type { ColorName } from "./palette";
import type { Period } from "./periods";

/** One line of a chart over quarters or months. */
export interface PeriodLine {
  readonly key: string;
  readonly label: string;
  readonly color: ColorName;
  /** One per period of the axis; null: not filed, and the line breaks. */
  readonly values: readonly (number | null)[];
  /** Whether the value may be joined to the one before: not where the two are of other brokers. */
  readonly joined: readonly boolean[];
  /** Addresses of where the values come from; null: a value has none of its own. */
  readonly traces?: readonly (string | null)[];
  /** Why values are doubtful: drawn hollow. */
  readonly marks?: readonly (Mark | null)[];
  /** Numbers drawn at values, of what is said of them below the chart. */
  readonly numbers?: readonly (number | null)[];
}

/** What `period-line-chart.tsx` draws. */
export interface PeriodLines {
  readonly id: string;
  readonly title: string;
  readonly unit: ValueUnit;
  readonly periods: readonly Period[];
  readonly axis: Axis;
  readonly lines: readonly PeriodLine[];
  /** Names at the lines' ends; where they are too long for that, a legend above says them. */
  readonly labelled: boolean;
}

/** Names longer than this, or more lines than can be told apart at their ends, go to a legend. */
const LONGEST_LABEL = 13;
const MOST_LABELS = 4;

export function periodLines(
  lines: readonly PeriodLine[],
  { id, title, unit, periods }: Pick<PeriodLines, "id" | "title" | "unit" | "periods">,
): PeriodLines {
  const shown = lines.filter((line) => line.values.some((value) => value !== null));
  return {
    id,
    title,
    unit,
    periods,
    axis: axisOf(
      unit,
      shown.flatMap((line) => line.values),
    ),
    lines: shown,
    labelled: shown.length <= MOST_LABELS && shown.every((line) => line.label.length <= LONGEST_LABEL),
  };
}

/** Charts of one unit on one axis, so that they can be compared by eye. */
export function onOneAxis(charts: readonly PeriodLines[]): PeriodLines[] {
  const [first] = charts;
  if (!first) return [];
  const values = charts.flatMap((chart) => chart.lines.flatMap((line) => line.values));
  const axis = axisOf(first.unit, values);
  return charts.map((chart) => ({ ...chart, axis }));
}

/** Amounts are read from zero; an index from 100. */
function axisOf(unit: ValueUnit, values: readonly (number | null)[]): Axis {
  if (unit !== "index") return axisFor(values);
  const { domain, ticks } = axisFor(values.map((value) => (value === null ? null : value - 100)));
  return { domain: [domain[0] + 100, domain[1] + 100], ticks: ticks.map((tick) => tick + 100) };
}

/** The runs of a line that are drawn without a break, each as long as the axis, with null elsewhere. */
export function runsOf({ values, joined }: Pick<PeriodLine, "values" | "joined">): (number | null)[][] {
  const runs: (number | null)[][] = [];
  values.forEach((value, i) => {
    if (value === null) return;
    const before = values[i - 1];
    const goesOn = before !== null && before !== undefined && joined[i];
    if (!goesOn) runs.push(values.map(() => null));
    const run = runs.at(-1);
    if (run) run[i] = value;
  });
  return runs;
}
