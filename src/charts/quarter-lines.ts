import { formatRateInText, formatUsdInText, quarterInText } from "@/report/format";
import { type Axis, axisFor, quarterAxis, readQuarter } from "./axis";
import type { ColorName } from "./palette";

/** What a line's values are: net dollars, or cents per 100 shares or per contract. */
export type LineUnit = "usd" | "cents";

export interface Line {
  readonly key: string;
  readonly label: string;
  readonly color: ColorName;
  /** One per quarter of the axis; null breaks the line. */
  readonly values: readonly (number | null)[];
}

/** What `quarter-line-chart.tsx` draws. */
export interface QuarterLines {
  readonly id: string;
  readonly title: string;
  readonly unit: LineUnit;
  /** Every quarter from the first to the last, those without a report included: `2020Q1`. */
  readonly quarters: readonly string[];
  readonly axis: Axis;
  readonly lines: readonly Line[];
}

export interface LinePoint {
  readonly quarter: string;
  readonly value: number | null;
}

export interface LineInput {
  readonly key: string;
  readonly label: string;
  readonly color: ColorName;
  readonly points: readonly LinePoint[];
}

/** Lines over one axis of quarters. `span`: quarters the axis must hold, so that charts beside each other line up. */
export function quarterLines(
  input: readonly LineInput[],
  { id, title, unit, span }: { id: string; title: string; unit: LineUnit; span: readonly string[] },
): QuarterLines {
  const quarters = quarterAxis([
    ...span,
    ...input.flatMap((line) => line.points.map((point) => point.quarter)),
  ]);
  const lines = input.map(({ points, ...line }) => {
    const values = new Map(points.map((point) => [point.quarter, point.value]));
    return { ...line, values: quarters.map((quarter) => values.get(quarter) ?? null) };
  });
  const shown = lines.filter((line) => line.values.some((value) => value !== null));
  return { id, title, unit, quarters, axis: axisFor(shown.flatMap((line) => line.values)), lines: shown };
}

/** `From 2020 Q1 to 2021 Q4 the rate for S&P 500 stocks fell from 10.2 to 8.4 cents per 100 shares.` One line's first
 * and last known values. `what` is its subject with its article, `unit` its unit in words. */
export function trendSentence(what: string, points: readonly LinePoint[], unit: string): string {
  const known = points
    .filter((point) => point.value !== null)
    .sort((a, b) => (a.quarter < b.quarter ? -1 : 1));
  const [first] = known;
  const last = known.at(-1);
  const write = (value: number | null) =>
    unit === "dollars" ? formatUsdInText(value) : formatRateInText(value);
  const suffix = unit === "dollars" ? "" : ` ${unit}`;
  if (!first || !last) return `No quarter that can be compared has a figure for ${what}.`;
  if (first === last) {
    return `In ${said(first)}, ${what} was ${write(first.value)}${suffix}; no other quarter here can be compared with it.`;
  }
  const [from, to] = [write(first.value), write(last.value)];
  const span = `From ${said(first)} to ${said(last)}`;
  if (from === to) return `${span}, ${what} stayed at ${to}${suffix}.`;
  const verb = (last.value ?? 0) > (first.value ?? 0) ? "rose" : "fell";
  return `${span}, ${what} ${verb} from ${from} to ${to}${suffix}.`;
}

function said(point: LinePoint): string {
  return quarterInText(readQuarter(point.quarter));
}
