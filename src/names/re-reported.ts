import type { ReReportedRule } from "@/report/named-report";
import flowFile from "./re-reported.json";

/** What was said, or filed, of the repeated flow in some quarters only. */
export interface FlowStatement {
  /** First and last quarter (`2020Q1`) it was said for. */
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly source: string;
}

/** A rule with the reason it is listed for, shown on the broker's page. */
export interface ReReportedFlow extends ReReportedRule {
  /** Plain words: whose orders these are and why two reports hold them, true of every quarter it holds for. */
  readonly basis: string;
  /** What holds for some quarters only: shown with them. */
  readonly says?: readonly FlowStatement[];
}

/** What is said of a listed flow in a quarter (`2020Q1`). */
export function saidOf({ says = [] }: ReReportedFlow, quarter: string): readonly FlowStatement[] {
  return says.filter(({ from, to }) => from <= quarter && quarter <= to);
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
