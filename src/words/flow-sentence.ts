import { formatPercent, formatUsdInText } from "@/report/format";
import type { FlowBand, FlowRow } from "@/series/flow-layout";

/** The largest single flow of a quarter, and its share of everything paid to brokers. */
export function flowSentence(quarter: string, rows: readonly FlowRow[]): string {
  const paid = rows.filter((row) => (row.usd ?? 0) > 0);
  const [top] = [...paid].sort((a, b) => (b.usd ?? 0) - (a.usd ?? 0));
  if (!top) return `No venue paid a broker on balance in ${quarter}.`;
  if (paid.length === 1) {
    return `${top.venue} paid ${top.broker} ${formatUsdInText(top.usd)} in ${quarter}, the only flow to a broker.`;
  }
  const all = paid.reduce((sum, row) => sum + (row.usd ?? 0), 0);
  const share = `, ${formatPercent((100 * (top.usd ?? 0)) / all)} of all that was paid to brokers`;
  return `The largest flow of ${quarter} was from ${top.venue} to ${top.broker}: ${formatUsdInText(top.usd)}${share}.`;
}

/** One band, read out. */
export function bandSentence({ broker, venue, usd }: Pick<FlowBand, "broker" | "venue" | "usd">): string {
  return usd < 0
    ? `${broker} paid ${venue} ${formatUsdInText(-usd)}`
    : `${venue} paid ${broker} ${formatUsdInText(usd)}`;
}
