/**
 * The three sections of a Rule 606(a)(1) report, in filing order (17 CFR 242.606(a)(1): S&P 500
 * stocks, other NMS stocks, options).
 */
export const SECTIONS = ["sp500", "non_sp500", "options"] as const;
export type Section = (typeof SECTIONS)[number];

/** How prices and codes differ: equities cover the first two sections, options the third. */
export type AssetClass = "equities" | "options";

export const SECTION_LABELS: Record<Section, string> = {
  sp500: "S&P 500 stocks",
  non_sp500: "Non-S&P 500 stocks",
  options: "Options",
};

export function assetClassOf(section: Section): AssetClass {
  return section === "options" ? "options" : "equities";
}

/** The sections a `section=` filter value stands for: `equities` is both stock sections. */
export function sectionsOf(filter: Section | "equities"): readonly Section[] {
  return filter === "equities" ? ["sp500", "non_sp500"] : [filter];
}
