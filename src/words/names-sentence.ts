import { countOf, formatPercent, listInText, quarterLabel } from "@/report/format";

/** How much of the filed money is under names that are known. Absolute dollars, so that payments in both directions count. */
export interface KnownMoney {
  readonly money_usd: number;
  readonly known_usd: number;
  readonly unknown_venues: number;
  readonly unknown_brokers: number;
}

export function namesSentence({ money_usd, known_usd, unknown_venues, unknown_brokers }: KnownMoney): string {
  if (money_usd === 0) return "No payment is stored, so there is no name to know.";
  const brokers =
    unknown_brokers === 0
      ? "every broker is known"
      : `${countOf(unknown_brokers, "broker is", "brokers are")} not in the directory`;
  if (unknown_venues === 0) return `Every venue in the stored reports is known, and ${brokers}.`;
  const percent = (100 * known_usd) / money_usd;
  // Nearly all is not all.
  const share = percent > 99.99 && known_usd < money_usd ? "More than 99.99%" : formatPercent(percent, 2);
  return `${share} of the money in stored reports is at venues that are known; ${countOf(unknown_venues, "venue is", "venues are")} not, and ${brokers}.`;
}

/** What whoever runs the server should know of a notice that was lost at that time (ISO 8601 UTC). */
export function lostNoticeSentence(at: string): string {
  return `The last notice of what is new did not reach its address (${at.slice(0, 10)} ${at.slice(11, 16)} UTC): the server’s log says why. What was in it is in the feed.`;
}

/** A listed repetition of one broker's flow in another's report. Names as shown. */
export interface RepeatedFlow {
  readonly broker: string;
  /** The broker whose report contains the flow too. */
  readonly inside: string;
  /** Where the rows that repeat it are sent; null: the whole report. */
  readonly venue: string | null;
  /** `2020Q1`; null: open. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Whose report a broker's flow is in, and what totals do about it. */
export function repeatedFlowSentence({ broker, inside, venue, from, to }: RepeatedFlow): string {
  const what =
    venue === null ? `What ${broker} reports` : `What ${broker} reports for orders sent to ${venue}`;
  const span = spanInWords(from, to);
  return `${what} is in the report of ${inside} too${span}. Totals of several brokers leave it out in every quarter for which that report is stored, so that no dollar counts twice.`;
}

function spanInWords(from: string | null, to: string | null): string {
  const [first, last] = [from, to].map((quarter) => quarter && quarterLabel(quarter));
  if (first && last) return first === last ? ` in ${first}` : ` from ${first} to ${last}`;
  if (first) return ` since ${first}`;
  return last ? ` up to ${last}` : "";
}

/** A line of FINRA's list of firms whose orders are in a clearing firm's report. */
export interface IntroducedFirm {
  /** `2025Q3`; null: the list names no quarter. */
  readonly quarter: string | null;
  readonly name: string;
  readonly clearing_name: string | null;
}

/** Through whom a broker's orders are reported, by the newest list that has it; empty when none does. `lines`: newest first. */
export function introducedSentence(broker: string, lines: readonly IntroducedFirm[]): string {
  const newest = ofNewestList(lines);
  if (newest.length === 0) return "";
  const firms = [...new Set(newest.flatMap((line) => line.clearing_name ?? []))];
  const where = firms.length === 0 ? "another firm’s report" : `the report of ${listInText(firms)}`;
  return `FINRA’s list${listOf(newest)} has ${broker} among the firms whose orders are in ${where}.`;
}

/** For whom a broker reports, by the newest list; empty when for nobody. */
export function introducesSentence(broker: string, lines: readonly IntroducedFirm[]): string {
  const newest = ofNewestList(lines);
  if (newest.length === 0) return "";
  const firms = [...new Set(newest.map((line) => line.name))];
  const many =
    firms.length === 1 ? "the orders of one other firm" : `the orders of ${firms.length} other firms`;
  return `By FINRA’s list${listOf(newest)}, the report of ${broker} holds ${many}: ${listInText(firms, 5)}.`;
}

function ofNewestList<Line extends IntroducedFirm>(lines: readonly Line[]): Line[] {
  return lines.filter((line) => line.quarter === lines[0]?.quarter);
}

function listOf(lines: readonly IntroducedFirm[]): string {
  const quarter = lines[0]?.quarter;
  return quarter ? ` for ${quarterLabel(quarter)}` : "";
}
