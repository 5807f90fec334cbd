import { fold, tight } from "@/names/fold";
import { listBrokers as directoryBrokers, listVenues as directoryVenues } from "@/names/list-directory";
import { brokerNames } from "@/queries/broker-names";
import { storeVersion } from "@/queries/store-version";
import { venueNames } from "@/queries/venue-names";
import { closeness } from "./closeness";
import { UnknownName } from "./tool";

export type NameKind = "broker" | "venue";

/** A broker or venue by all its names: those filed and those of the directory. */
export interface KnownName {
  readonly kind: NameKind;
  readonly slug: string;
  readonly name: string;
  readonly crd: string | null;
  /** A stored report has it; else only the directory knows it. */
  readonly stored: boolean;
}

export interface NearName extends Omit<KnownName, "kind"> {
  readonly kind: string;
}

interface Entry extends KnownName {
  readonly folded: readonly string[];
}

let kept: { version: string; entries: readonly Entry[] } | null = null;

function entries(): readonly Entry[] {
  const version = storeVersion();
  if (kept?.version !== version) {
    kept = {
      version,
      entries: [
        ...entriesOf("broker", brokerNames(), directoryBrokers()),
        ...entriesOf(
          "venue",
          venueNames(),
          directoryVenues().map((one) => ({ ...one, crd: null })),
        ),
      ],
    };
  }
  return kept.entries;
}

interface Listed {
  readonly slug: string;
  readonly name: string;
  readonly crd: string | null;
  readonly called?: string;
  readonly aliases: readonly { readonly name: string }[];
  readonly codes?: readonly { readonly code: string }[];
}

function entriesOf(
  kind: NameKind,
  stored: readonly { slug: string; name: string; also: readonly string[] }[],
  directory: readonly Listed[],
): Entry[] {
  const listed = new Map(directory.map((one) => [one.slug, one]));
  const isStored = new Set(stored.map((one) => one.slug));
  const entry = (slug: string, name: string, also: readonly string[]): Entry => {
    const own = listed.get(slug);
    const names = [slug, name, ...also, ...(own ? namesOf(own) : [])];
    const folded = [...new Set(names.map(fold))].filter((one) => one !== "");
    return { kind, slug, name, crd: own?.crd ?? null, stored: isStored.has(slug), folded };
  };
  return [
    ...stored.map(({ slug, name, also }) => entry(slug, name, also)),
    ...directory.filter((one) => !isStored.has(one.slug)).map(({ slug, name }) => entry(slug, name, [])),
  ];
}

/** Not the group: several firms share it. */
function namesOf({ name, called, crd, aliases, codes = [] }: Listed): string[] {
  const codeNames = codes.map((one) => one.code);
  return [name, called ?? "", crd ?? "", ...aliases.map((one) => one.name), ...codeNames];
}

const plain = ({ folded: _, ...known }: Entry): KnownName => known;

/** What has exactly this name, number or slug, folded; those with reports first. */
export function namedExactly(text: string, kind: NameKind | null): KnownName[] {
  const slug = text.trim().toLowerCase();
  const wanted = tight(fold(text));
  const of = entries().filter((one) => kind === null || one.kind === kind);
  const bySlug = of.filter((one) => one.slug === slug);
  const found = bySlug.length > 0 || wanted === "" ? bySlug : of.filter((one) => hasName(one, wanted));
  return [...found.filter((one) => one.stored), ...found.filter((one) => !one.stored)].map(plain);
}

function hasName({ folded }: Entry, wanted: string): boolean {
  return folded.some((one) => tight(one) === wanted);
}

const MOST_NEAREST = 6;
/** Below this a name has nothing to do with what was asked. */
const LEAST_CLOSE = 0.3;

/** Those whose names are nearest, the nearest first, of equally near ones those with reports; none when nothing is near. */
export function nearestNames(text: string, kind: NameKind | null, most = MOST_NEAREST): KnownName[] {
  const wanted = fold(text.slice(0, 200));
  return entries()
    .filter((one) => kind === null || one.kind === kind)
    .map((one) => ({ one, close: Math.max(0, ...one.folded.map((name) => closeness(name, wanted))) }))
    .filter(({ close }) => close >= LEAST_CLOSE)
    .sort((a, b) => b.close - a.close || Number(b.one.stored) - Number(a.one.stored))
    .slice(0, most)
    .map(({ one }) => plain(one));
}

/** The one broker or venue of this name. @throws UnknownName when there is none, or more than one */
export function resolveName(text: string, kind: NameKind): KnownName {
  const exact = namedExactly(text, kind);
  const [first, second] = exact;
  if (first && (!second || (first.stored && !second.stored))) return first;
  throw new UnknownName(kind, text, first ? exact.slice(0, MOST_NEAREST) : nearestNames(text, kind));
}
