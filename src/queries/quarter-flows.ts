import { formatQuarter, type Quarter, shiftQuarter } from "@/report/quarter";
import { selectRaw } from "./database";
import { type Filters, filters } from "./filters";
import { toCents } from "./measures";
import { placedBrokers, placedVenues } from "./placed-names";
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
  const key = formatQuarter(quarter);
  if (scope.orderType.length > 0) {
    return rates(scope, ["broker", "venue"]).map((row) => ({
      quarter: key,
      broker: row.broker ?? "",
      broker_slug: row.broker_slug ?? "",
      venue: row.venue ?? "",
      venue_slug: row.venue_slug ?? "",
      payment_usd: row.payment_usd,
    }));
  }
  const reports = shownReports({ ...scope, versions: "current" });
  const rows = shownReportVenues(scope);
  const looksAtKinds = scope.venueKind.length > 0 || scope.exchanges === "exclude";
  const paid = selectRaw(
    `
SELECT r.broker_id, t.venue_id, sum(t.usd)
FROM report r CROSS JOIN ${reportVenuesTable(scope)} t ON t.report_id = r.id
  ${looksAtKinds ? "CROSS JOIN venue e ON e.id = t.venue_id" : ""}
WHERE ${reports.sql}
  AND ${rows.sql}
GROUP BY r.broker_id, t.venue_id`,
    [...reports.values, ...rows.values],
  );
  const ofBroker = new Map<number, { id: number; usd: number | null }[]>();
  for (const [broker, venue, usd] of paid) {
    const own = ofBroker.get(Number(broker)) ?? [];
    if (own.length === 0) ofBroker.set(Number(broker), own);
    own.push({ id: Number(venue), usd: toCents(usd as number | null) });
  }
  const venues = new Map([...placedVenues()].map(([id, named], place) => [id, { ...named, place }]));
  return [...placedBrokers()].flatMap(([id, broker]) =>
    (ofBroker.get(id) ?? [])
      .flatMap(({ id: venueId, usd }) => {
        const venue = venues.get(venueId);
        return venue ? { venue, usd } : [];
      })
      .sort((a, b) => a.venue.place - b.venue.place)
      .map(({ venue, usd }) => ({
        quarter: key,
        broker: broker.name,
        broker_slug: broker.slug,
        venue: venue.name,
        venue_slug: venue.slug,
        payment_usd: usd,
      })),
  );
}
