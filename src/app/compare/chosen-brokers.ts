/** A stored broker as a reader may name it. */
export interface KnownBroker {
  readonly slug: string;
  readonly name: string;
  readonly crd: string | null;
}

export const MOST_BROKERS = 6;

/** What the parameter's texts name, each separated by commas. */
export function namedIn(texts: readonly string[]): string[] {
  return texts
    .flatMap((value) => value.split(","))
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

/**
 * The brokers of `brokers=a,b`, by slug or CRD number, each once, in the order given. Comes repeated (a form sends it so) or
 * separated by commas. What is not stored, or too many, comes back as `problem`, in words for the reader.
 */
export function chosenBrokers(
  given: string | readonly string[] | undefined,
  known: readonly KnownBroker[],
): { readonly slugs: readonly string[]; readonly problem: string | null } {
  const found = namedIn([given ?? []].flat()).map((text) => ({
    text,
    slug: known.find((one) => one.slug === text.toLowerCase() || one.crd === text)?.slug,
  }));
  const unknown = found.filter((one) => one.slug === undefined).map((one) => `“${one.text.slice(0, 80)}”`);
  const slugs = [...new Set(found.flatMap((one) => one.slug ?? []))];
  if (unknown.length > 0) {
    return {
      slugs,
      problem: `No report of ${unknown.slice(0, 6).join(", ")} is stored here. Allowed for “brokers”: slugs as in the addresses of the brokers’ pages, or CRD numbers.`,
    };
  }
  if (slugs.length > MOST_BROKERS) {
    return {
      slugs,
      problem: `${slugs.length} brokers are too many to compare; allowed: at most ${MOST_BROKERS}.`,
    };
  }
  return { slugs, problem: null };
}

/** The latest quarter that most of some brokers have a report for. `quarters`: the broker and quarter of every report. */
export function commonQuarter(
  slugs: readonly string[],
  quarters: readonly { readonly broker_slug: string; readonly quarter: string }[],
): string | null {
  const counts = new Map<string, number>();
  for (const { broker_slug, quarter } of quarters) {
    if (slugs.includes(broker_slug)) counts.set(quarter, (counts.get(quarter) ?? 0) + 1);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1));
  return best?.[0] ?? null;
}
