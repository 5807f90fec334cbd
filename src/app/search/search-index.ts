import { listBrokers, listVenues } from "@/names/list-directory";
import { brokerNames } from "@/queries/broker-names";
import { storeVersion } from "@/queries/store-version";
import { storedQuarters } from "@/queries/stored-quarters";
import { venueNames } from "@/queries/venue-names";
import { quarterLabel } from "@/report/format";
import { type Findable, matchNames, quarterNamed } from "./match-names";

export const FOUND_KINDS = ["broker", "venue", "quarter"] as const;

/** A broker, venue or quarter that a text found. */
export interface Found {
  readonly kind: (typeof FOUND_KINDS)[number];
  readonly name: string;
  /** Of a quarter `2021Q1`. */
  readonly slug: string;
  /** The name, code or number that fits the text, where it is not `name`. */
  readonly by: string | null;
  /** A stored report has it; else only the directory knows it. */
  readonly stored: boolean;
}

interface Entry extends Findable {
  readonly kind: "broker" | "venue";
  readonly slug: string;
  readonly stored: boolean;
}

let kept: { version: string; entries: readonly Entry[]; quarters: readonly string[] } | null = null;

/** Everything that has a name, by all its names: those filed and those of the directory. */
function searchIndex() {
  const version = storeVersion();
  if (kept?.version !== version) {
    kept = {
      version,
      entries: [
        ...entriesOf("broker", brokerNames(), listBrokers()),
        ...entriesOf("venue", venueNames(), listVenues()),
      ],
      quarters: storedQuarters().map((one) => one.quarter),
    };
  }
  return kept;
}

function entriesOf(
  kind: Entry["kind"],
  stored: readonly { slug: string; name: string; also: readonly string[] }[],
  listed: readonly { slug: string; name: string; searchTerms: readonly string[] }[],
): Entry[] {
  const terms = new Map(listed.map((one) => [one.slug, one.searchTerms]));
  const slugs = new Set(stored.map((one) => one.slug));
  return [
    ...stored.map(({ slug, name, also }) => ({
      kind,
      slug,
      name,
      also: [...(terms.get(slug) ?? []), ...also],
      stored: true,
    })),
    ...listed
      .filter((one) => !slugs.has(one.slug))
      .map(({ slug, name, searchTerms }) => ({ kind, slug, name, also: searchTerms, stored: false })),
  ];
}

/** What a text finds, at most `limit`: a quarter, then brokers and venues, those with reports first. */
export function searchNames(text: string, limit: number): Found[] {
  const { entries, quarters } = searchIndex();
  const found = matchNames(entries, text, entries.length);
  const named = found.map(({ thing: { kind, name, slug, stored }, by }) => ({
    kind,
    name,
    slug,
    // That "Schwab" fits Charles Schwab needs no words.
    by: matchNames([{ name }], by).length > 0 ? null : by,
    stored,
  }));
  return [
    ...quartersIn(text, quarters),
    ...named.filter((one) => one.stored),
    ...named.filter((one) => !one.stored),
  ].slice(0, limit);
}

/** The quarter a text names, stored or not; every stored one of a year. */
function quartersIn(text: string, stored: readonly string[]): Found[] {
  const one = quarterNamed(text);
  const year = /^\s*(20\d\d)\s*$/.exec(text)?.[1];
  const quarters = one ? [one] : stored.filter((quarter) => year !== undefined && quarter.startsWith(year));
  return quarters.map((quarter) => ({
    kind: "quarter",
    name: quarterLabel(quarter),
    slug: quarter,
    by: null,
    stored: stored.includes(quarter),
  }));
}
