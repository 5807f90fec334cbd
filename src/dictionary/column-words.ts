import type { Column } from "./column";

/** Words that several tables' columns share. */
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

type Rest = Partial<Pick<Column, "unit" | "source" | "blank">>;

export function text(name: string, description: string, rest: Rest = {}): Column {
  return { name, type: "text", unit: null, description, source: null, blank: null, ...rest };
}

export function column(name: string, type: Column["type"], description: string, rest: Rest = {}): Column {
  return { ...text(name, description, rest), type };
}

export const BROKER = text("broker", "The broker's name in this site's directory.");
export const BROKER_SLUG = text("broker_slug", "The broker in addresses and filters.");
export const VENUE = text(
  "venue",
  "The venue's name in this site's directory: one name for all its filed spellings.",
);
export const VENUE_SLUG = text("venue_slug", "The venue in addresses and filters.");
export const CRD = text("crd", "The broker's number in FINRA's Central Registration Depository.", {
  blank: "not known",
});
export const QUARTER_KEY = text("quarter", "Calendar quarter: `2020Q1`.");
