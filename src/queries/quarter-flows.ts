import { formatQuarter, type Quarter, shiftQuarter } from "@/report/quarter";
import { selectRaw } from "./database";
import { type Filters, filters } from "./filters";
import { toCents } from "./measures";
import { rates } from "./rates";
import { reportVenuesTable, shownReportVenues } from "./rollup-source";
import { shownReports } from "./scope";

/** What one venue paid one broker in one quarter. Net dollars, positive: the broker received; null: all blank. */
export interface QuarterFlow {
  readonly quarter: string;
  readonly broker: string;
  readonly broker_slug: string;
  readonly venue: string;
  readonly venue_slug: string;
  readonly payment_usd: number | null;
}

/** Every (broker, venue) of a quarter and of the one before, without re-reported flow unless the filters say otherwise.
 * Quarters of the filters are not looked at. */
export function quarterFlows(
  quarter: Quarter,
  chosen: Filters = filters(),
): { now: QuarterFlow[]; before: QuarterFlow[] } {
  const previous = shiftQuarter(quarter, -1);
  return { now: flowsOf(quarter, chosen), before: flowsOf(previous, chosen) };
}

/** Payments alone: a market has 20,000 flows a quarter, and their rates would take three times as long. */
function flowsOf(quarter: Quarter, chosen: Filters): QuarterFlow[] {
  const scope = { ...chosen, from: quarter, to: quarter };
  if (scope.orderType.length > 0) return rates(scope, ["broker", "venue"]).map((row) => flowOf(row, quarter));
  const reports = shownReports({ ...scope, versions: "current" });
  const rows = shownReportVenues(scope);
  const paid = selectRaw(
    `
WITH paid AS (
  SELECT r.broker_id, t.venue_id, sum(t.usd) AS usd
  FROM report r CROSS JOIN ${reportVenuesTable(scope)} t ON t.report_id = r.id
    CROSS JOIN venue e ON e.id = t.venue_id
  WHERE ${reports.sql}
    AND ${rows.sql}
  GROUP BY r.broker_id, t.venue_id
)
SELECT b.name, b.slug, e.name, e.slug, paid.usd
FROM paid JOIN broker b ON b.id = paid.broker_id JOIN venue e ON e.id = paid.venue_id
ORDER BY b.name COLLATE NOCASE, b.slug, e.name COLLATE NOCASE, e.slug`,
    [...reports.values, ...rows.values],
  );
  return paid.map(([broker, broker_slug, venue, venue_slug, usd]) =>
    flowOf({ broker, broker_slug, venue, venue_slug, payment_usd: toCents(usd as number | null) }, quarter),
  );
}

function flowOf(
  row: {
    readonly [Key in "broker" | "broker_slug" | "venue" | "venue_slug"]?: string | number | null;
  } & { readonly payment_usd: number | null },
  quarter: Quarter,
): QuarterFlow {
  return {
    quarter: formatQuarter(quarter),
    broker: String(row.broker ?? ""),
    broker_slug: String(row.broker_slug ?? ""),
    venue: String(row.venue ?? ""),
    venue_slug: String(row.venue_slug ?? ""),
    payment_usd: row.payment_usd,
  };
}
