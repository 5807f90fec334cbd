import type { ReReportedRule } from "@/report/named-report";
import { formatQuarter, quarterFromIndex } from "@/report/quarter";
import flowFile from "./re-reported.json";

/** A rule with the reason it is listed for, shown on the broker's page. */
export interface ReReportedFlow extends ReReportedRule {
  /** Plain words: whose orders these are and why two reports hold them. */
  readonly basis: string;
}

/** Flow that two brokers' reports contain, as listed in re-reported.json (docs/names.md). */
export const RE_REPORTED_FLOW: readonly ReReportedFlow[] = flowFile;

/** The listed rules, for the store to mark rows by. */
export function reReportedRules(): readonly ReReportedRule[] {
  return RE_REPORTED_FLOW;
}

/** What is listed for a broker, for its page; empty for most. */
export function reReportedFlowOf(brokerSlug: string): readonly ReReportedFlow[] {
  return RE_REPORTED_FLOW.filter((flow) => flow.broker === brokerSlug);
}

/**
 * The slug of the broker whose report contains this broker's flow to this venue too; null: none. It is
 * left out of market totals only while that broker's report for the quarter is stored.
 *
 * @param quarter index as in `quarterIndex`
 */
export function reReportedInside(brokerSlug: string, venueSlug: string, quarter: number): string | null {
  const name = formatQuarter(quarterFromIndex(quarter));
  const flow = RE_REPORTED_FLOW.find(
    ({ broker, venue, from, to }) =>
      broker === brokerSlug &&
      (venue === null || venue === venueSlug) &&
      (from === null || from <= name) &&
      (to === null || name <= to),
  );
  return flow?.inside ?? null;
}
