import type { Section } from "./sections";

/** Something in a broker's own filings that explains a step in its figures. */
export interface FilingEvent {
  /** Slug of the broker. */
  readonly broker: string;
  /** `2021Q3` */
  readonly quarter: string;
  readonly sections: readonly Section[];
  /** What happened, in one sentence. */
  readonly says: string;
  /** Where it stands: the words of the report, or the figures of which report. */
  readonly source: string;
}

/** Only what a filing's text or its figures show themselves. */
export const FILING_EVENTS: readonly FilingEvent[] = [
  {
    broker: "charles-schwab",
    quarter: "2021Q3",
    sections: ["options"],
    says: "From this quarter on Schwab’s report states what market makers pay for options: $0.51 per contract or less in the penny interval program and $1.49 or less in other classes, for orders that are not complex and marketable. Before, it gave no amounts.",
    source: "Schwab’s reports for 2021 Q2 and 2021 Q3, material aspects of its options venues",
  },
  {
    broker: "firstrade-securities",
    quarter: "2020Q2",
    sections: ["sp500", "non_sp500"],
    says: "The report’s rates for Apex Clearing are about a tenth of those of the quarters beside it, with dollars that are not: it looks misfiled.",
    source:
      "Firstrade’s report for 2020 Q2, rows of Apex Clearing, beside its reports for 2020 Q1 and 2020 Q3",
  },
];

/** Of one broker, for orders of one section, the oldest first. */
export function filingEvents(broker: string, section: Section): FilingEvent[] {
  return FILING_EVENTS.filter((one) => one.broker === broker && one.sections.includes(section));
}
