import type { GlobalMeta } from "zod";

/* What several tables' columns share: units, sources, and whole columns to be said of their schemas by `.meta()`. */

export const USD = "USD, net; positive: the broker received, negative: it paid";
export const PERCENT = "percent (0–100)";
export const CENTS = "cents per 100 shares (options: per contract)";
export const SHARES = "shares (options: contracts × 100)";

export const RULE = "17 CFR 242.606(a)(1)";
/** Paragraphs of the rule: the order mix, the venues, the payments, the relationship. */
export const PARAGRAPH = {
  mix: `${RULE}(i)`,
  venue: `${RULE}(ii)`,
  payment: `${RULE}(iii)`,
  aspects: `${RULE}(iv)`,
} as const;

/* The examples are of Charles Schwab's report of 2021 Q1 where one is enough, of 2020 Q2 where a quarter before is needed. */

export const BROKER: GlobalMeta = {
  description: "The broker's name in this site's directory.",
  examples: ["Charles Schwab"],
};
export const BROKER_SLUG: GlobalMeta = {
  description: "The broker in addresses and filters.",
  examples: ["charles-schwab"],
};
export const CRD: GlobalMeta = {
  description: "The broker's number in FINRA's Central Registration Depository.",
  blank: "not known",
  examples: ["5393"],
};
export const FILED_BROKER: GlobalMeta = { source: `${RULE}; bd`, examples: ["Charles Schwab"] };
export const VENUE: GlobalMeta = {
  description: "The venue's name in this site's directory: one name for all its filed spellings.",
  examples: ["Citadel Securities"],
};
export const VENUE_SLUG: GlobalMeta = {
  description: "The venue in addresses and filters.",
  examples: ["citadel-securities"],
};
export const FILED_VENUE = "CITADEL SECURITIES LLC";
export const KNOWN: GlobalMeta = {
  description: "In the directory of names; otherwise kept under the name as filed.",
  examples: [true],
};

export const QUARTER: GlobalMeta = { description: "Calendar quarter: `2020Q1`.", examples: ["2021Q1"] };
export const MONTH: GlobalMeta = { description: "Calendar month: `2020-01`.", examples: ["2021-01"] };
export const SECTION: GlobalMeta = {
  description: "`sp500` (S&P 500 stocks), `non_sp500` (other stocks) or `options`.",
  examples: ["sp500"],
};
export const ORDER_TYPE: GlobalMeta = {
  description: "`market`, `marketable_limit`, `non_marketable_limit` or `other`.",
  examples: ["market"],
};

export const REPORT_ID: GlobalMeta = {
  description: "The report: quarter and a hash of its figures, the same in every copy of the data.",
  examples: ["2021Q1-5a73068baa"],
};
export const SERIES: GlobalMeta = {
  description: "One of several reports of a firm for one quarter.",
  blank: "the only one",
  examples: [""],
};
export const VERSION: GlobalMeta = {
  description: "Version of the report, from 1; the highest counts.",
  examples: [1],
};
export const GENERATED_AT: GlobalMeta = {
  description: "When the report says it was generated, UTC.",
  format: "date-time",
  source: "timestamp",
  blank: "the document does not say",
  examples: ["2021-04-29T17:43:07Z"],
};
export const REPORTS: GlobalMeta = { description: "Reports that count.", unit: "reports" };
export const FIRST_QUARTER: GlobalMeta = {
  description: "First quarter with a report: `2020Q1`.",
  examples: ["2020Q1"],
};
export const LAST_QUARTER: GlobalMeta = { description: "Last quarter with a report: `2020Q4`." };

/** Of the document the figures were read from. */
export const FILE = "606-CHAS-2021Q1.xml";
export const SHA256 = "7f5f65e6994ae647c5ef72da846a740b5152cbaf4b0bd6b4efa5b4cb1c7dd4f1";

/** Net dollars, summed. */
export const PAYMENT: GlobalMeta = {
  unit: USD,
  source: "computed: /methods#payment",
  blank: "every cell was filed blank",
};
export const AS_FILED = "filed blank (not meaningful), not zero";
