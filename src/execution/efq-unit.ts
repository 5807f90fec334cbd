import type { ExecutionRow } from "./execution-report";
import { AT } from "./statistics";

/** What an E/Q of 1 was filed for: a fraction of one, or one percent. */
export type EfqUnit = "fraction" | "percent";

/** How far the middle of a file may be from 1 or 100: rounding of the spreads moves single rows, not half of them. */
const ABOUT = 2;

/**
 * Whether a file writes effective ÷ quoted spread as fractions or as percent points, by the file itself: the median of the
 * filed quotient over the quotient of the filed spreads. Both are in use; the rule says "expressed as a
 * percentage", the specification's generator takes a fraction. Null: neither.
 */
export function efqUnitOf(rows: readonly Pick<ExecutionRow, "filed">[]): EfqUnit | null {
  const ratios = rows
    .flatMap(({ filed }) => {
      const efq = numberAt(filed, AT.AvgEFQPct);
      const effective = numberAt(filed, AT.AvgEffctvSprdPct);
      const quoted = numberAt(filed, AT.AvgPctQuotSprd);
      if (!efq || !effective || !quoted) return [];
      return [efq / (effective / quoted)];
    })
    .sort((a, b) => a - b);
  const middle = medianOf(ratios);
  if (middle === null) return null;
  if (isAbout(middle, 1)) return "fraction";
  return isAbout(middle, 100) ? "percent" : null;
}

/** E/Q in percent; null: not filed, or its unit is not known. */
export function efqPercent(filed: string | null, unit: EfqUnit | null): number | null {
  if (filed === null || unit === null) return null;
  return plain(unit === "percent" ? Number(filed) : 100 * Number(filed));
}

/** Without what binary arithmetic adds behind the digits: 289.3, not 289.30000000000001. */
export function plain(value: number): number {
  return Number(value.toPrecision(12));
}

export function numberAt(filed: readonly (string | null)[], at: number): number | null {
  const text = filed[at];
  return text === null || text === undefined ? null : Number(text);
}

function medianOf(sorted: readonly number[]): number | null {
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

function isAbout(value: number, wanted: number): boolean {
  return value > wanted / ABOUT && value < wanted * ABOUT;
}
