import { markedRates } from "@/queries/marked-rates";
import { formatPercent, formatUsdInText } from "@/report/format";
import { type FlowRow, flowLayout } from "@/series/flow-layout";
import { traceHref } from "@/site/traced";
import type { Chart } from "./chart";

/** Who paid whom: bands between brokers and venues. */
export const flows: Chart<readonly FlowRow[]> = {
  title: () => "Who paid whom",
  by: () => ["broker", "venue"],
  read: (filters) =>
    markedRates(filters, ["broker", "venue"]).map((row) => ({
      brokerKey: row.broker_slug ?? "",
      broker: row.broker ?? "",
      venueKey: row.venue_slug ?? "",
      venue: row.venue ?? "",
      usd: row.payment_usd,
      mark: row.marks?.payment,
    })),
  show(rows, { quarter, scope }) {
    const chart = flowLayout(rows, { brokers: 8, venues: 12 });
    const part = {
      heading: null,
      unit: "Brokers left, venues right; a band is as thick as the net payment between them, US dollars",
      legend: [],
      kind: "flow" as const,
      chart,
      title: `Net payments between ${chart.brokers.length} brokers and ${chart.venues.length} venues${quarter === null ? "" : `, ${quarter}`}`,
      traceOf: (broker: string, venue: string) =>
        traceHref({ ...scope, broker: [broker], venue: [venue], metric: "payment" }),
    };
    return {
      says: quarter === null ? null : flowSentence(quarter, rows),
      parts: chart.bands.length === 0 ? [] : [part],
      notes: [
        "Bands are what the venue paid the broker; red, dashed ones what the broker paid the venue; hollow ones are doubtful. The largest brokers and venues are named, the others are together.",
      ],
    };
  },
};

/** The largest single flow of a quarter, and its share of everything paid to brokers. */
export function flowSentence(quarter: string, rows: readonly FlowRow[]): string {
  const paid = rows.filter((row) => (row.usd ?? 0) > 0 && !row.mark);
  const [top] = [...paid].sort((a, b) => (b.usd ?? 0) - (a.usd ?? 0));
  if (!top) return `No venue paid a broker on balance in ${quarter}.`;
  if (paid.length === 1) {
    return `${top.venue} paid ${top.broker} ${formatUsdInText(top.usd)} in ${quarter}, the only flow to a broker.`;
  }
  const all = paid.reduce((sum, row) => sum + (row.usd ?? 0), 0);
  const share = `, ${formatPercent((100 * (top.usd ?? 0)) / all)} of all that was paid to brokers`;
  return `The largest flow of ${quarter} was from ${top.venue} to ${top.broker}: ${formatUsdInText(top.usd)}${share}.`;
}
