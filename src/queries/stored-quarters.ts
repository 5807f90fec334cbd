import { quarterKeyOf } from "@/report/format";
import { SAMPLE_BELOW_BROKERS } from "@/report/sample";
import { selectRaw } from "./database";
import { type Filters, filters } from "./filters";
import { remembered } from "./remembered";
import { reportVenuesTable, shownReportVenues } from "./rollup-source";
import { and, type Condition, shownReports } from "./scope";

/** A quarter with a current report. */
export interface StoredQuarter {
  /** `2020Q1` */
  readonly quarter: string;
  readonly brokers: number;
}

/** Quarters with at least one current report, today or as known on the filters' day, oldest first.
 * @throws AppError invalid_input for an unknown broker */
export function storedQuarters(chosen: Filters = filters()): readonly StoredQuarter[] {
  return remembered("quarters", chosen, () =>
    countedBrokers("report r", shownReports({ ...chosen, versions: "current" })),
  );
}

/** Quarters in which a venue is listed, and by how many brokers.
 * @throws AppError invalid_input for an unknown venue */
export function listedQuarters(venue: Filters): readonly StoredQuarter[] {
  return remembered("listed quarters", venue, () => {
    const reports = shownReports({ ...venue, versions: "current" });
    const rows = shownReportVenues(venue);
    const kinds = rows.sql.includes("e.") ? "CROSS JOIN venue e ON e.id = t.venue_id" : "";
    return countedBrokers(
      `report r CROSS JOIN ${reportVenuesTable(venue)} t ON t.report_id = r.id ${kinds}`,
      and([reports, rows]),
    );
  });
}

function countedBrokers(from: string, { sql, values }: Condition): StoredQuarter[] {
  return selectRaw(
    `SELECT r.quarter, count(DISTINCT r.broker_id) FROM ${from} WHERE ${sql} GROUP BY r.quarter ORDER BY r.quarter`,
    values,
  ).map(([quarter, brokers]) => ({ quarter: quarterKeyOf(Number(quarter)), brokers: Number(brokers) }));
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
