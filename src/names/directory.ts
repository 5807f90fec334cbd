import { AppError } from "@/report/errors";
import type { AssetClass } from "@/report/sections";
import type { VenueKind } from "@/report/venue-kinds";
import brokersFile from "./brokers.json";
import { fold, foldCode, foldWithForm, tight } from "./fold";
import venuesFile from "./venues.json";

/*
 * The directories as written in brokers.json and venues.json (docs/names.md says how to add to them),
 * and the look-ups made from them once. A name or code that stands for two firms in one asset class is
 * a mistake in the files and stops the program where it starts.
 */

export type Scope = AssetClass | "any";

export interface Alias {
  readonly name: string;
  /** Venues: the sections it holds in. Default: the asset classes the venue has a kind for. */
  readonly scope?: Scope;
  /** Sub-account of the firm that the name stands for: `PRO`. */
  readonly detail?: string;
  /** The legal form counts: "Interactive Brokers Corp." is not Interactive Brokers LLC. */
  readonly withForm?: boolean;
  /** Years or quarters (`2017`, `2020Q1`) in which the name was used; for people, not for resolution. */
  readonly since?: string;
  readonly until?: string;
  /** Who filed it so and when, or where else the name is from. */
  readonly source: string;
}

export interface VenueCode {
  readonly code: string;
  /** `mic`: ISO 10383; `mpid`: market participant identifier, filed in either field. */
  readonly type: "mic" | "mpid";
  readonly scope?: Scope;
  /** A MIC that stands for all markets of its operator as well as for this one. */
  readonly operating?: boolean;
  readonly source: string;
}

export interface BrokerEntry {
  readonly slug: string;
  readonly name: string;
  /** What a person calls it. Several brokers can share it. */
  readonly called: string;
  /** FINRA's Central Registration Depository number; null: not known with certainty. */
  readonly crd: string | null;
  readonly group: string;
  readonly note?: string;
  readonly aliases: readonly Alias[];
}

export interface VenueEntry {
  readonly slug: string;
  readonly name: string;
  /** Firms of one owner; null where there is no firm. */
  readonly group: string | null;
  readonly kinds: { readonly [assetClass in AssetClass]?: VenueKind };
  readonly note?: string;
  readonly codes: readonly VenueCode[];
  readonly aliases: readonly Alias[];
}

export const BROKER_ENTRIES = brokersFile as readonly BrokerEntry[];
export const VENUE_ENTRIES = venuesFile as readonly VenueEntry[];

/** A name found in the directory, with the sub-account it stands for. */
export interface Named<Entry> {
  readonly entry: Entry;
  readonly detail: string | null;
}

/** Names of one directory and scope → entry. Names in which the legal form counts are tried first. */
class NameIndex<Entry extends { readonly slug: string; readonly name: string }> {
  readonly #withForm = new Map<string, Named<Entry>>();
  readonly #folded = new Map<string, Named<Entry>>();

  add(entry: Entry, alias: Alias): void {
    const { map, key } = this.#place(alias);
    const named = { entry, detail: alias.detail ?? null };
    const other = map.get(key);
    if (other && (other.entry !== entry || other.detail !== named.detail)) {
      throw directoryFault(`the name "${alias.name}"`, other.entry.slug, entry.slug);
    }
    map.set(key, named);
  }

  find(name: string): Named<Entry> | null {
    return this.#withForm.get(tight(foldWithForm(name))) ?? this.#folded.get(tight(fold(name))) ?? null;
  }

  #place({ name, withForm }: Alias): { map: Map<string, Named<Entry>>; key: string } {
    return withForm
      ? { map: this.#withForm, key: tight(foldWithForm(name)) }
      : { map: this.#folded, key: tight(fold(name)) };
  }
}

/** The aliases of an entry with its own name among them, unless it is written there already. */
export function namesOf(entry: {
  readonly name: string;
  readonly aliases: readonly Alias[];
}): readonly Alias[] {
  if (entry.aliases.some((alias) => alias.name === entry.name)) return entry.aliases;
  return [{ name: entry.name, source: "name in this directory" }, ...entry.aliases];
}

/** The asset classes an alias or code of a venue holds in. */
export function classesOf(venue: VenueEntry, scope: Scope | undefined): readonly AssetClass[] {
  if (scope === "any") return ["equities", "options"];
  if (scope !== undefined) return [scope];
  return (["equities", "options"] as const).filter((one) => venue.kinds[one] !== undefined);
}

const brokerNames = new NameIndex<BrokerEntry>();
const brokersByCrd = new Map<string, BrokerEntry>();
for (const entry of BROKER_ENTRIES) {
  for (const alias of namesOf(entry)) brokerNames.add(entry, alias);
  if (entry.crd !== null) brokersByCrd.set(entry.crd, entry);
}

const venueNames = { equities: new NameIndex<VenueEntry>(), options: new NameIndex<VenueEntry>() };
const venueCodes = {
  equities: new Map<string, { entry: VenueEntry; operating: boolean }>(),
  options: new Map<string, { entry: VenueEntry; operating: boolean }>(),
};
for (const entry of VENUE_ENTRIES) {
  for (const alias of namesOf(entry)) {
    for (const one of classesOf(entry, alias.scope)) venueNames[one].add(entry, alias);
  }
  for (const { code, scope, operating = false } of entry.codes) {
    for (const one of classesOf(entry, scope)) {
      const other = venueCodes[one].get(code);
      if (other) throw directoryFault(`the code ${code}`, other.entry.slug, entry.slug);
      venueCodes[one].set(code, { entry, operating });
    }
  }
}

function directoryFault(what: string, first: string, second: string): AppError {
  return new AppError("store", `In the directory of names, ${what} stands for ${first} and for ${second}.`);
}

export function findBroker(name: string): BrokerEntry | null {
  return brokerNames.find(name)?.entry ?? null;
}

export function findBrokerByCrd(crd: string): BrokerEntry | null {
  return brokersByCrd.get(crd) ?? null;
}

export function findVenue(name: string, assetClass: AssetClass): Named<VenueEntry> | null {
  return venueNames[assetClass].find(name);
}

/** Whose code it is in this asset class. `operating`: it is filed for its operator's other markets too. */
export function findVenueByCode(
  code: string,
  assetClass: AssetClass,
): { readonly entry: VenueEntry; readonly operating: boolean } | null {
  return venueCodes[assetClass].get(foldCode(code)) ?? null;
}

const brokerSlugs = new Set(BROKER_ENTRIES.map((entry) => entry.slug));
const venueSlugs = new Set(VENUE_ENTRIES.map((entry) => entry.slug));

export function isBrokerSlug(slug: string): boolean {
  return brokerSlugs.has(slug);
}

export function isVenueSlug(slug: string): boolean {
  return venueSlugs.has(slug);
}
