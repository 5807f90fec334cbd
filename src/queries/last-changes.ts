import { quarterKeyOf } from "@/report/format";
import { selectRaw } from "./database";
import { filters } from "./filters";
import { rates } from "./rates";
import { storeState } from "./store-state";

/** Something with a page of its own, and when its reports last changed, ISO 8601 UTC. */
export interface LastChange {
  /** Slug, or `2020Q1`. */
  readonly key: string;
  readonly at: string;
}

export interface LastChanges {
  /** Of the store as a whole; null: nothing is stored. */
  readonly store: string | null;
  readonly quarters: readonly LastChange[];
  readonly brokers: readonly LastChange[];
  /** By the quarters that list them: whatever came in for one of those may have changed it. */
  readonly venues: readonly LastChange[];
}

/** When what pages show last changed: the import or withdrawal of a report. Only what has a report that counts is listed, the newest
 * quarter first, brokers and venues by slug. @throws AppError store */
export function lastChanges(): LastChanges {
  const quarters = changesBy("r.quarter", "r.quarter DESC").map(({ key, at }) => ({
    key: quarterKeyOf(Number(key)),
    at,
  }));
  const ofQuarter = new Map(quarters.map(({ key, at }) => [key, at]));
  const venues = new Map<string, string>();
  // A venue has a page for flow that another report has, too.
  for (const { venue_slug, quarter } of rates(filters({ reReported: "include" }), ["venue", "quarter"])) {
    const at = ofQuarter.get(quarter ?? "");
    if (!venue_slug || at === undefined) continue;
    if (at > (venues.get(venue_slug) ?? "")) venues.set(venue_slug, at);
  }
  return {
    store: storeState().imported_at,
    quarters,
    brokers: changesBy("b.slug", "b.slug"),
    venues: [...venues].map(([key, at]) => ({ key, at })).sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

function changesBy(key: string, order: string): LastChange[] {
  return selectRaw(`
SELECT ${key}, max(max(r.imported_at, coalesce(r.withdrawn_at, '')))
FROM report r JOIN broker b ON b.id = r.broker_id
GROUP BY ${key} HAVING max(r.is_current = 1 AND r.withdrawn_at IS NULL)
ORDER BY ${order}`).map(([one, at]) => ({ key: String(one), at: String(at) }));
}
