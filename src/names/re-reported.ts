import type { ReReportedRule } from "@/report/named-report";
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
