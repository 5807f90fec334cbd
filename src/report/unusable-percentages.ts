import type { FindingCode } from "./findings";

/**
 * Findings for which a report's percentages are no shares of the section's orders, all of them: what rests on them
 * (order coverage, the average for an order, paid nothing, venue shares, order mix) is unknown for the report. Its
 * dollars and rates are as good as any.
 */
export const UNUSABLE_PERCENTAGES = [
  "venue_mix_by_row",
  "percent_as_fraction",
] as const satisfies readonly FindingCode[];

/** Whether a report with findings of these codes has no usable percentages. */
export function hasUnusablePercentages(codes: Iterable<string>): boolean {
  const unusable: ReadonlySet<string> = new Set(UNUSABLE_PERCENTAGES);
  for (const code of codes) if (unusable.has(code)) return true;
  return false;
}
