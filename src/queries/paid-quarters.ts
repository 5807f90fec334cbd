import { selectRaw } from "./database";
import type { Filters } from "./filters";
import { remembered } from "./remembered";
import { reportPayments } from "./rollup-source";
import { shownReports } from "./scope";

/** Net dollars of some lines; positive: received; null: all blank. */
export interface PaidLines {
  readonly lines: number;
  readonly usd: number | null;
}

/** What one broker filed for one quarter; `repeated`: what another stored report contains as well. */
export interface PaidQuarter {
  readonly brokerId: number;
  /** As the store counts quarters. */
  readonly quarter: number;
  readonly own: PaidLines;
  readonly repeated: PaidLines;
}

/**
 * Payments by broker and quarter: of reports that one set of filters chooses, the lines that another does. Read once for all
 * lists of a page, as it is most of what they take. Only quarters with such a line; in no order.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function paidQuarters(ofReports: Filters, ofLines: Filters): readonly PaidQuarter[] {
  const { broker, from, to, month, asOf } = ofReports;
  const { venue, venueKind, section, exchanges, month: monthOfLines } = ofLines;
  const key = [broker, from, to, month, asOf, venue, venueKind, section, exchanges, monthOfLines];
  return remembered("paid quarters", key, () => readQuarters(ofReports, ofLines));
}

/** Report by report, as they lie in the store: sorted by broker they would be read all over it. */
function readQuarters(ofReports: Filters, ofLines: Filters): PaidQuarter[] {
  const reports = shownReports({ ...ofReports, versions: "current" });
  const paid = reportPayments({ ...ofLines, reReported: "include" });
  const rows = selectRaw(
    `
SELECT r.broker_id, r.quarter,
  count(*) FILTER (WHERE t.re_reported = 0), sum(${paid.usd}) FILTER (WHERE t.re_reported = 0),
  count(*) FILTER (WHERE t.re_reported = 1), sum(${paid.usd}) FILTER (WHERE t.re_reported = 1)
FROM report r ${paid.rows}
WHERE ${reports.sql}
  AND ${paid.condition.sql}
GROUP BY r.id`,
    [...reports.values, ...paid.condition.values],
  );
  const found = new Map<number, Map<number, PaidQuarter>>();
  for (const [broker, at, lines, usd, repeatedLines, repeatedUsd] of rows) {
    const [brokerId, quarter] = [Number(broker), Number(at)];
    const own = { lines: Number(lines), usd: usd as number | null };
    const repeated = { lines: Number(repeatedLines), usd: repeatedUsd as number | null };
    const quarters = found.get(brokerId) ?? new Map<number, PaidQuarter>();
    if (quarters.size === 0) found.set(brokerId, quarters);
    const known = quarters.get(quarter);
    quarters.set(quarter, {
      brokerId,
      quarter,
      own: known ? addLines(known.own, own) : own,
      repeated: known ? addLines(known.repeated, repeated) : repeated,
    });
  }
  return [...found.values()].flatMap((quarters) => [...quarters.values()]);
}

export function addLines(a: PaidLines, b: PaidLines): PaidLines {
  return {
    lines: a.lines + b.lines,
    usd: a.usd === null ? b.usd : b.usd === null ? a.usd : a.usd + b.usd,
  };
}
