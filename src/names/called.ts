import { type ListedBroker, listBrokers } from "./list-directory";

export type NamedBroker = { readonly slug: string; readonly name: string };

let entries: ReadonlyMap<string, ListedBroker> | undefined;

/** The directory is data of this version of the app: read once. */
export function entryOf(slug: string): ListedBroker | null {
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
