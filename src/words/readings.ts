import { formatUsd, quarterInText } from "@/report/format";
import type { Mark } from "@/report/mark";
import { readQuarter } from "@/series/axis";
import type { BarPanel } from "@/series/bars";
import { valueText } from "@/series/measure-words";
import type { PeriodLines } from "@/series/period-lines";
import { periodInText } from "@/series/periods";
import type { QuarterColumns } from "@/series/quarter-columns";

/** What the points of a chart say in words, series by series; all series have the same number of points. */
export type Readings = readonly (readonly string[])[];

/** A point of a chart, both counted from 0. */
export interface PointPlace {
  readonly series: number;
  readonly point: number;
}

const NOT_FILED = "not filed";

/** `Market: 8.92 ¢` */
export function barReadings({ bars }: BarPanel): Readings {
  return [bars.map((bar) => `${bar.label}: ${bar.text}${doubtful(bar.mark)}`)];
}

/** `S&P 500 stocks, 2021 Q1: 9.20 ¢` */
export function periodReadings({ lines, periods, unit }: PeriodLines): Readings {
  return seriesReadings(lines, periods, periodInText, (value) => valueText(unit, value));
}

export function columnReadings({ series, quarters }: QuarterColumns): Readings {
  return seriesReadings(series, quarters, quarterName, formatUsd);
}

function quarterName(quarter: string): string {
  return quarterInText(readQuarter(quarter));
}

function seriesReadings(
  series: readonly {
    readonly label: string;
    readonly values: readonly (number | null)[];
    readonly marks?: readonly (Mark | null)[];
  }[],
  points: readonly string[],
  named: (point: string) => string,
  said: (value: number) => string,
): Readings {
  return series.map(({ label, values, marks }) =>
    points.map((point, i) => {
      const value = values[i] ?? null;
      return `${label}, ${named(point)}: ${value === null ? NOT_FILED : said(value) + doubtful(marks?.[i])}`;
    }),
  );
}

/** What is read out behind a doubtful figure; empty behind any other. */
export function doubtful(mark: Mark | null | undefined): string {
  return mark ? `; doubtful: ${mark.whose}` : "";
}

/**
 * Where a key leads from a point; null: the key is none of ours. Left and right go along a series, up and down to the same
 * point of the one before or after; of a single series up and down go along it too. Ends are ends.
 */
export function pointAfter(
  key: string,
  { series, point }: PointPlace,
  readings: Readings,
): PointPlace | null {
  const lastSeries = readings.length - 1;
  const lastPoint = (readings[series]?.length ?? 1) - 1;
  const along = (step: number) => ({ series, point: clamp(point + step, lastPoint) });
  const across = (step: number) =>
    lastSeries === 0 ? along(step) : { series: clamp(series + step, lastSeries), point };
  switch (key) {
    case "ArrowRight":
      return along(1);
    case "ArrowLeft":
      return along(-1);
    case "ArrowDown":
    case "PageDown":
      return across(1);
    case "ArrowUp":
    case "PageUp":
      return across(-1);
    case "Home":
      return { series, point: 0 };
    case "End":
      return { series, point: lastPoint };
    default:
      return null;
  }
}

function clamp(value: number, last: number): number {
  return Math.min(Math.max(value, 0), last);
}
