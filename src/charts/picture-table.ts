import { formatRate, formatUsd, quarterInText } from "@/report/format";
import { readQuarter } from "./axis";
import type { PicturePart } from "./picture";

/** The figures of a panel as a table of texts, for those who cannot see the picture. */
export interface PictureTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const NOT_FILED = "not filed";

export function pictureTable(part: PicturePart): PictureTable {
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
        rows: part.chart.bands.map(({ broker, venue, usd }) => [broker, venue, formatUsd(usd)]),
      };
    case "lines":
      return overTime(
        caption,
        part.chart.quarters,
        part.chart.lines,
        part.chart.unit === "usd" ? formatUsd : cents,
      );
    case "columns":
      return overTime(caption, part.chart.quarters, part.chart.series, formatUsd);
  }
}

function cents(value: number): string {
  return `${formatRate(value)} ¢`;
}

function overTime(
  caption: string,
  quarters: readonly string[],
  series: readonly { readonly label: string; readonly values: readonly (number | null)[] }[],
  format: (value: number) => string,
): PictureTable {
  return {
    caption,
    head: ["Quarter", ...series.map(({ label }) => label)],
    rows: quarters.map((quarter, i) => [
      quarterInText(readQuarter(quarter)),
      ...series.map(({ values }) => {
        const value = values[i] ?? null;
        return value === null ? NOT_FILED : format(value);
      }),
    ]),
  };
}
