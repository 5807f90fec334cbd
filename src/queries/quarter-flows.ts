import { formatQuarter, type Quarter, shiftQuarter } from "@/report/quarter";
import { type Filters, filters } from "./filters";
import { rates } from "./rates";

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
  const flows = rates({ ...chosen, from: previous, to: quarter }, ["broker", "venue", "quarter"]).map(
    (row) => ({
      quarter: row.quarter ?? "",
      broker: row.broker ?? "",
      broker_slug: row.broker_slug ?? "",
      venue: row.venue ?? "",
      venue_slug: row.venue_slug ?? "",
      payment_usd: row.payment_usd,
    }),
  );
  const key = formatQuarter(quarter);
  return {
    now: flows.filter((flow) => flow.quarter === key),
    before: flows.filter((flow) => flow.quarter !== key),
  };
}
