import { createHash } from "node:crypto";
import type { AssetClass } from "@/report/sections";
import type { VenueKind } from "@/report/venue-kinds";
import {
  type Alias,
  BROKER_ENTRIES,
  classesOf,
  namesOf,
  VENUE_ENTRIES,
  type VenueCode,
  type VenueEntry,
} from "./directory";
import { kindsOf } from "./known-venue";
import { RE_REPORTED_FLOW } from "./re-reported";
import { REPORTER_ENTRIES } from "./resolve-reporter";

/** A name of a firm with the asset classes it holds in (brokers: both) and its source. */
export interface ListedAlias extends Omit<Alias, "scope"> {
  readonly classes: readonly AssetClass[];
}

export interface ListedCode extends Omit<VenueCode, "scope"> {
  readonly classes: readonly AssetClass[];
}

export interface ListedBroker {
  readonly slug: string;
  readonly name: string;
  readonly called: string;
  readonly crd: string | null;
  readonly group: string;
  readonly note: string | null;
  /** Its own name among them. */
  readonly aliases: readonly ListedAlias[];
  /** Everything a person might type to find it. */
  readonly searchTerms: readonly string[];
}

export interface ListedVenue {
  readonly slug: string;
  readonly name: string;
  /** Owner that several venues can share; null where there is no firm. */
  readonly group: string | null;
  readonly kindEquities: VenueKind;
  readonly kindOptions: VenueKind;
  /** Where it has a market: an options exchange is listed for options only. */
  readonly classes: readonly AssetClass[];
  readonly note: string | null;
  readonly aliases: readonly ListedAlias[];
  readonly codes: readonly ListedCode[];
  readonly searchTerms: readonly string[];
}

const BOTH: readonly AssetClass[] = ["equities", "options"];

/** Every broker of the directory, in its order, with or without reports. */
export function listBrokers(): readonly ListedBroker[] {
  return BROKER_ENTRIES.map((entry) => {
    const aliases = namesOf(entry).map(({ scope: _, ...alias }) => ({ ...alias, classes: BOTH }));
    const { slug, name, called, crd, group, note = null } = entry;
    const names = aliases.map((alias) => alias.name);
    return {
      slug,
      name,
      called,
      crd,
      group,
      note,
      aliases,
      searchTerms: distinct(name, called, ...names, crd, group),
    };
  });
}

/** Every venue of the directory, in its order, with or without payments. */
export function listVenues(): readonly ListedVenue[] {
  return VENUE_ENTRIES.map((entry) => {
    const aliases = namesOf(entry).map((alias) => inClasses(entry, alias));
    const codes = entry.codes.map((code) => inClasses(entry, code));
    const { slug, name, group, note = null } = entry;
    const terms = distinct(name, ...aliases.map((one) => one.name), ...codes.map((one) => one.code), group);
    return {
      slug,
      name,
      group,
      ...kindsOf(entry),
      classes: classesOf(entry, undefined),
      note,
      aliases,
      codes,
      searchTerms: terms,
    };
  });
}

function inClasses<Item extends Pick<Alias, "scope">>(
  entry: VenueEntry,
  { scope, ...item }: Item,
): Omit<Item, "scope"> & { classes: readonly AssetClass[] } {
  return { ...item, classes: classesOf(entry, scope) };
}

function distinct(...terms: readonly (string | null)[]): string[] {
  return [...new Set(terms.filter((term) => term !== null))];
}

/** Counted up when folding or resolution changes what the same data files resolve to. */
const RULES = 2;

let version: string | null = null;

/** Changes when data or rules change: stored names older than this are re-applied. 16 hex digits. */
export function directoryVersion(): string {
  version ??= createHash("sha256")
    .update(JSON.stringify([RULES, BROKER_ENTRIES, VENUE_ENTRIES, RE_REPORTED_FLOW, REPORTER_ENTRIES]))
    .digest("hex")
    .slice(0, 16);
  return version;
}
