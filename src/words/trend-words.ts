import type { Measure } from "@/queries/view-parameters";
import { formatPercent } from "@/report/format";
import { leftOutSentence } from "@/report/mark";
import { growth } from "@/report/rate";
import { amountInText, valueInText } from "@/series/measure-words";
import { type PeriodLine, runsOf } from "@/series/period-lines";
import { type Period, periodInText } from "@/series/periods";
import type { TrendView } from "@/series/trend-chart";
import { changeVerb } from "./change-verb";

/**
 * What one line says: from the first to the last point of the latest run that may be compared from end to end, because a
 * line that breaks is not one story. `subject`: `the rate for S&P 500 stocks`.
 */
export function seriesSentence(
  subject: string,
  line: Pick<PeriodLine, "values" | "joined" | "marks">,
  periods: readonly Period[],
  view: TrendView,
): string {
  const filed = line.values.findLastIndex(isKnown);
  const mark = line.marks?.[filed];
  const left = mark ? leftOutSentence([{ name: periodInText(periods[filed] ?? ""), mark }]) : "";
  return [sentenceOf(subject, line, periods, view), left].filter(Boolean).join(" ");
}

/** A doubtful figure is no end of what is said, but the line may go over it. */
function sentenceOf(
  subject: string,
  line: Pick<PeriodLine, "values" | "joined" | "marks">,
  periods: readonly Period[],
  view: TrendView,
): string {
  const isUsable = (value: number | null, i: number) => value !== null && !line.marks?.[i];
  const last = line.values.findLastIndex(isUsable);
  const end = line.values[last] ?? null;
  if (end === null) {
    return `Nothing to show for ${subject}: no figure was filed, or none that can be compared.`;
  }
  const said = (i: number) => periodInText(periods[i] ?? "");
  if (view.scale === "growth") return changeSentence(subject, end, said(last), periods[last] ?? "");
  const run = runsOf(line)
    .map((values) => [values.findIndex(isUsable), values.findLastIndex(isUsable)] as const)
    .findLast(([first, until]) => until > first);
  if (!run) {
    return view.scale === "indexed"
      ? `${upper(subject)} in ${said(last)} cannot be compared with the period before.`
      : `${upper(subject)} was ${value(view, end)} in ${said(last)}; the period before cannot be compared with it.`;
  }
  const [first, until] = run;
  const main = runSentence(
    subject,
    line.values[first] ?? 0,
    line.values[until] ?? 0,
    `From ${said(first)} to ${said(until)}`,
    view,
  );
  return until === last ? `${main}.` : `${main}; what follows cannot be compared with it.`;
}

/** Where figures were filed, and too few of the orders are behind every one of them. */
export function tooThinSentence(subject: string): string {
  return `Not enough was filed to draw ${subject}: what was filed speaks for less than half of the orders.`;
}

function isKnown(value: number | null): boolean {
  return value !== null;
}

function runSentence(subject: string, start: number, end: number, span: string, view: TrendView): string {
  if (view.scale === "indexed") {
    const change = growth(end, start) ?? 0;
    if (Math.abs(change) < 0.05) return `${span}, ${subject} did not change`;
    return `${span}, ${subject} ${change > 0 ? "rose" : "fell"} by ${formatPercent(Math.abs(change))}, counted from one period to the next over the same brokers`;
  }
  const [a, b] = [amountInText(view.measure, start), value(view, end)];
  if (value(view, start) === b) return `${span}, ${subject} stayed at ${b}`;
  return `${span}, ${subject} ${changeVerb(start, end)} from ${a} to ${b}${percent(start, end)}`;
}

function changeSentence(subject: string, change: number, at: string, period: Period): string {
  const before = period.includes("-") ? "month" : "quarter";
  if (Math.abs(change) < 0.05) return `In ${at}, ${subject} was as in the ${before} before.`;
  return `In ${at}, ${subject} was ${formatPercent(Math.abs(change))} ${change > 0 ? "higher" : "lower"} than in the ${before} before.`;
}

/** Only between amounts above zero: a share of a payment made says nothing about one received. */
function percent(start: number, end: number): string {
  const change = start > 0 && end > 0 ? growth(end, start) : null;
  return change === null ? "" : `, by ${formatPercent(Math.abs(change))}`;
}

function value({ measure, asset }: TrendView, amount: number): string {
  return valueInText(measure, asset, amount);
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `the rate for`, `the net payment for`, `the implied volume of`: the beginning of a subject. */
export const SUBJECTS: Record<Measure, string> = {
  rate: "the rate of paid orders for",
  dollars: "the net payment for",
  volume: "the implied volume of",
};
