/**
 * A line of the list in FINRA's bulk ZIP (Rule 6151, "ABR"): a firm without a report of its own, because its orders are
 * in a clearing firm's report. It is no report, and changes no total.
 */
export interface IntroducingBroker {
  /** Line of the list, from 1. */
  readonly line: number;
  /** FINRA's number of the firm, without leading zeros. */
  readonly crd: string;
  /** As listed; "" where the line has a number only. */
  readonly name: string;
  /** The firm that reports for it; null where the line names none. */
  readonly clearingCrd: string | null;
  readonly clearingName: string | null;
}

/** The whole list of a quarter. */
export interface IntroducingList {
  /** Index as in `quarterIndex`; null when neither the list nor its ZIP is named for one. */
  readonly quarter: number | null;
  readonly firms: readonly IntroducingBroker[];
}
