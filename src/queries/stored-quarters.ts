import { quarterKeyOf } from "@/report/format";
import { SAMPLE_BELOW_BROKERS } from "@/report/sample";
import { selectRaw } from "./database";
import { type Filters, filters } from "./filters";
import { rates } from "./rates";
import { remembered } from "./remembered";
import { shownReports } from "./scope";

/** A quarter with a current report. */
export interface StoredQuarter {
  /** `2020Q1` */
  readonly quarter: string;
  readonly brokers: number;
}

/** Quarters with at least one current report, today or as known on the filters' day, oldest first.
 * @throws AppError invalid_input for an unknown broker */
export function storedQuarters(chosen: Filters = filters()): readonly StoredQuarter[] {
  return remembered("quarters", chosen, () => quartersUnder(chosen));
}

function quartersUnder(chosen: Filters): StoredQuarter[] {
  const reports = shownReports({ ...chosen, versions: "current" });
  return selectRaw(
    `
SELECT r.quarter, count(DISTINCT r.broker_id) FROM report r
WHERE ${reports.sql} GROUP BY r.quarter ORDER BY r.quarter`,
    reports.values,
  ).map(([quarter, brokers]) => ({ quarter: quarterKeyOf(Number(quarter)), brokers: Number(brokers) }));
}

/** Quarters in which a venue is listed, and by how many brokers.
 * @throws AppError invalid_input for an unknown venue */
export function listedQuarters(venue: Filters): readonly StoredQuarter[] {
  const brokers = new Map<string, number>();
  for (const { quarter = "" } of rates(venue, ["quarter", "broker"])) {
    brokers.set(quarter, (brokers.get(quarter) ?? 0) + 1);
  }
  return [...brokers].map(([quarter, number]) => ({ quarter, brokers: number }));
}

/** What pages about the market or a venue show when no quarter is asked for: the latest of the whole market, else the latest
 * with two brokers, because one is no market, else the latest there is; undefined when there is none. Oldest first. */
export function latestMarket<Quarter extends { readonly brokers: number }>(
  quarters: readonly Quarter[],
): Quarter | undefined {
  return (
    quarters.findLast((one) => one.brokers >= SAMPLE_BELOW_BROKERS) ??
    quarters.findLast((one) => one.brokers >= 2) ??
    quarters.at(-1)
  );
}

/** The same as `2025Q3`; null when nothing is stored. */
export function latestMarketQuarter(quarters: readonly StoredQuarter[]): string | null {
  return latestMarket(quarters)?.quarter ?? null;
}
