import type { BrokerEntry, ListedFlow } from "@/components/broker-identity";
import { type ListedBroker, listBrokers, listVenues } from "@/names/list-directory";
import { reReportedFlowOf } from "@/names/re-reported";

type NamedBroker = { readonly slug: string; readonly name: string };

function entryOf(slug: string): ListedBroker | null {
  return listBrokers().find((one) => one.slug === slug) ?? null;
}

/** What people call a broker: `Schwab` is Charles Schwab. Sentences use it, headings and tables the whole name. Where several
 * of those named together are called alike, each keeps its whole name. */
export function calledOf({ slug, name }: NamedBroker, among: readonly NamedBroker[] = []): string {
  const called = entryOf(slug)?.called ?? name;
  return among.some((other) => other.slug !== slug && entryOf(other.slug)?.called === called) ? name : called;
}

/** What the directory has on a broker for its page. `stored`: the brokers that have one. */
export function identityOf(
  { slug, name }: NamedBroker,
  stored: readonly NamedBroker[],
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
      broker: name,
      inside: brokerName(one.inside),
      insideSlug: one.inside,
      insideStored: stored.some((other) => other.slug === one.inside),
      venue: one.venue && (listVenues().find((venue) => venue.slug === one.venue)?.name ?? one.venue),
    })),
  };
}
