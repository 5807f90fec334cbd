import { type ListedBroker, listBrokers, listVenues } from "@/names/list-directory";
import { reReportedFlowOf, saidOf } from "@/names/re-reported";
import type { BrokerEntry, ListedFlow } from "./[slug]/broker-identity";

type NamedBroker = { readonly slug: string; readonly name: string };

let entries: ReadonlyMap<string, ListedBroker> | undefined;

/** The directory is data of this version of the app: read once. */
function entryOf(slug: string): ListedBroker | null {
  entries ??= new Map(listBrokers().map((one) => [one.slug, one]));
  return entries.get(slug) ?? null;
}

/** What people call each of some brokers named together: `Schwab` is Charles Schwab. Where several are called alike,
 * each keeps its whole name. Sentences and labels use it, headings and tables the whole name. */
export function namesAmong(brokers: readonly NamedBroker[]): (broker: NamedBroker) => string {
  const own = new Map<string, Set<string>>();
  for (const { slug } of brokers) {
    const called = entryOf(slug)?.called;
    if (called !== undefined) own.set(called, (own.get(called) ?? new Set()).add(slug));
  }
  return ({ slug, name }) => {
    const called = entryOf(slug)?.called ?? name;
    const alike = own.get(called);
    return alike && (alike.size > 1 || !alike.has(slug)) ? name : called;
  };
}

/** The same for one broker among some. */
export function calledOf(broker: NamedBroker, among: readonly NamedBroker[] = []): string {
  return namesAmong(among)(broker);
}

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
