import { quarterKeyOf } from "@/report/format";
import { selectRaw } from "./database";

/** A quarter with a current report. */
export interface StoredQuarter {
  /** `2020Q1` */
  readonly quarter: string;
  readonly brokers: number;
}

/** Quarters with at least one current report, oldest first. */
export function storedQuarters(): StoredQuarter[] {
  return selectRaw(`
SELECT quarter, count(DISTINCT broker_id) FROM report
WHERE is_current = 1 AND withdrawn_at IS NULL GROUP BY quarter ORDER BY quarter`).map(
    ([quarter, brokers]) => ({
      quarter: quarterKeyOf(Number(quarter)),
      brokers: Number(brokers),
    }),
  );
}

/** What pages about the market show when no quarter is asked for: the latest with two brokers, because one is no market,
 * else the latest there is; null when nothing is stored. */
export function latestMarketQuarter(quarters: readonly StoredQuarter[]): string | null {
  return (quarters.findLast((one) => one.brokers >= 2) ?? quarters.at(-1))?.quarter ?? null;
}
