import { selectRaw } from "./database";
import type { Filters } from "./filters";
import { remembered } from "./remembered";
import { reportPayments } from "./rollup-source";
import { shownReports } from "./scope";

/** What some lines of one report say was paid: net dollars, positive: received; null: all blank. `repeated`: the lines that
 * another stored report contains as well. */
export interface PaidReport {
  readonly brokerId: number;
  /** As the store counts quarters. */
  readonly quarter: number;
  readonly lines: number;
  readonly usd: number | null;
  readonly repeatedLines: number;
  readonly repeatedUsd: number | null;
}

/**
 * Payments report by report: of those that one set of filters chooses, the lines that another does. Read once for all lists
 * of a page, as it is most of what they take. Only reports with such a line, in no order.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function paidReports(ofReports: Filters, ofLines: Filters): readonly PaidReport[] {
  const { broker, from, to, month, asOf } = ofReports;
  const { venue, venueKind, section, exchanges, month: monthOfLines } = ofLines;
  const key = [broker, from, to, month, asOf, venue, venueKind, section, exchanges, monthOfLines];
  return remembered("paid reports", key, () => readPaid(ofReports, ofLines));
}

/** One row per report, in the order of the store: sorted by broker, SQLite would read pages from all over the file. */
function readPaid(ofReports: Filters, ofLines: Filters): PaidReport[] {
  const reports = shownReports({ ...ofReports, versions: "current" });
  const paid = reportPayments(ofLines);
  return selectRaw(
    `
SELECT r.broker_id, r.quarter,
  count(*) FILTER (WHERE ${paid.counted}), sum(t.usd) FILTER (WHERE ${paid.counted}),
  count(*) FILTER (WHERE ${paid.repeated}), sum(t.usd) FILTER (WHERE ${paid.repeated})
FROM report r ${paid.rows}
WHERE ${reports.sql}
  AND ${paid.condition.sql}
GROUP BY r.id`,
    [...reports.values, ...paid.condition.values],
  ).map(([brokerId, quarter, lines, usd, repeatedLines, repeatedUsd]) => ({
    brokerId: Number(brokerId),
    quarter: Number(quarter),
    lines: Number(lines),
    usd: usd as number | null,
    repeatedLines: Number(repeatedLines),
    repeatedUsd: repeatedUsd as number | null,
  }));
}
