import { entryOf, type NamedBroker } from "@/names/called";
import { listVenues } from "@/names/list-directory";
import { reReportedFlowOf, saidOf } from "@/names/re-reported";
import type { BrokerEntry, ListedFlow } from "./[slug]/broker-identity";

/** What the directory has on a broker for its page. `stored`: the brokers that have one; `quarter`: the one shown, `2020Q1`. */
export function identityOf(
  { slug, name }: NamedBroker,
  stored: readonly NamedBroker[],
  quarter: string | null = null,
): { entry: BrokerEntry | null; related: NamedBroker[]; flow: ListedFlow[] } {
  const entry = entryOf(slug);
  const brokerName = (of: string) => entryOf(of)?.name ?? of;
  return {
    entry,
    related: entry
      ? stored.filter((other) => other.slug !== slug && entryOf(other.slug)?.group === entry.group)
      : [],
    flow: reReportedFlowOf(slug).map((one) => ({
      ...one,
      said: quarter === null ? [] : saidOf(one, quarter).map(({ text }) => text),
      broker: name,
      inside: brokerName(one.inside),
      insideSlug: one.inside,
      insideStored: stored.some((other) => other.slug === one.inside),
      venue: one.venue && (listVenues().find((venue) => venue.slug === one.venue)?.name ?? one.venue),
    })),
  };
}
