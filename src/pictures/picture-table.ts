import { formatUsd } from "@/report/format";
import { type Mark, withSign } from "@/report/mark";
import type { ChartPart } from "@/series/chart-part";
import { valueText } from "@/series/measure-words";
import { periodInText } from "@/series/periods";
import { arrowText, dotText } from "@/series/reading-text";

/** The figures of a panel as a table of texts, for those who cannot see the picture. */
export interface PictureTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const NOT_FILED = "not filed";

export function pictureTable(part: ChartPart): PictureTable {
  const caption = [part.heading, part.unit].filter(Boolean).join(": ");
  switch (part.kind) {
    case "bars":
      return {
        caption,
        head: ["", part.unit],
        rows: part.chart.bars.map(({ label, text }) => [label, text]),
      };
    case "flow":
      return {
        caption,
        head: ["Broker", "Venue", "Net payment"],
        rows: part.chart.bands.map(({ broker, venue, usd, mark }) => [
          broker,
          venue,
          withSign(formatUsd(usd), mark),
        ]),
      };
    case "arrows":
      return {
        caption,
        head: ["Broker", part.unit],
        rows: part.chart.arrows.map((arrow) => [arrow.name, arrowText(arrow)]),
      };
    case "strip":
      return {
        caption,
        head: ["Broker", part.unit],
        rows: part.chart.dots.toReversed().map((dot) => [dot.name, dotText(dot)]),
      };
    case "periods":
      return overTime(caption, part.chart.periods, part.chart.lines, (value) =>
        valueText(part.chart.unit, value),
      );
    case "columns":
      return overTime(caption, part.chart.quarters, part.chart.series, formatUsd);
  }
}

function overTime(
  caption: string,
  periods: readonly string[],
  series: readonly {
    readonly label: string;
    readonly values: readonly (number | null)[];
    readonly marks?: readonly (Mark | null)[];
  }[],
  format: (value: number) => string,
): PictureTable {
  return {
    caption,
    head: [
      periods.some((period) => period.includes("-")) ? "Month" : "Quarter",
      ...series.map(({ label }) => label),
    ],
    rows: periods.map((period, i) => [
      periodInText(period),
      ...series.map(({ values, marks }) => {
        const value = values[i] ?? null;
        return value === null ? NOT_FILED : withSign(format(value), marks?.[i]);
      }),
    ]),
  };
}
