import { knownVenue } from "@/names/known-venue";
import type { CustomerReport, OrderGroup, Route } from "./customer-report";

/** A person's orders that went to one venue. An order that went to several counts at each. */
export interface VenueOrders {
  readonly key: string;
  /** The directory's; null where it does not know the venue. */
  readonly slug: string | null;
  readonly name: string;
  readonly orders: number;
  /** Of those, sent there because the customer said so. */
  readonly directed: number;
  /** Of those, executed there at least in part. */
  readonly executed: number;
  /** Executions there, and the first and last of them in UTC; null: none. */
  readonly transactions: number;
  readonly first: string | null;
  readonly last: string | null;
}

/** The orders of one list by venue, the one with the most first. */
export function venueOrders({ orders }: CustomerReport, group: OrderGroup): VenueOrders[] {
  const found = new Map<string, VenueOrders>();
  for (const order of orders) {
    if (order.group !== group) continue;
    const times = new Map<string, { venue: Venue; transactions: string[] }>();
    for (const route of order.routes) {
      const venue = venueOf(route, group);
      const own = times.get(venue.key) ?? { venue, transactions: [] };
      own.transactions.push(...route.transactions);
      times.set(venue.key, own);
    }
    for (const { venue, transactions } of times.values()) {
      const before = found.get(venue.key) ?? { ...venue, ...NONE };
      const all = [before.first, before.last, ...transactions].filter((at) => at !== null).sort();
      found.set(venue.key, {
        ...before,
        orders: before.orders + 1,
        directed: before.directed + (order.directed === true ? 1 : 0),
        executed: before.executed + (transactions.length > 0 ? 1 : 0),
        transactions: before.transactions + transactions.length,
        first: all[0] ?? null,
        last: all.at(-1) ?? null,
      });
    }
  }
  return [...found.values()].sort((a, b) => b.orders - a.orders || a.name.localeCompare(b.name));
}

const NONE = { orders: 0, directed: 0, executed: 0, transactions: 0, first: null, last: null };

type Venue = Pick<VenueOrders, "key" | "slug" | "name">;

/** The directory's venue, else one of its own under the filed name or code. */
export function venueOf(route: Route, group: OrderGroup): Venue {
  const known = knownVenue(route, group === "options" ? "options" : "equities");
  if (known) return { key: known.slug, slug: known.slug, name: known.name };
  const name = route.name ?? route.mic ?? route.mpid ?? "Venue not named";
  return { key: `filed ${name}`, slug: null, name };
}

/** How many of the orders there are, and how many were executed at all. */
export function orderCounts({ orders }: CustomerReport, group: OrderGroup) {
  const own = orders.filter((order) => order.group === group);
  return {
    orders: own.length,
    directed: own.filter((order) => order.directed === true).length,
    executed: own.filter(({ routes }) => routes.some((route) => route.transactions.length > 0)).length,
  };
}
