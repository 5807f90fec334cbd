import type { Mark } from "@/report/mark";
import type { OrderReading } from "@/report/order-reading";
import { type Quartiles, quartilesOf } from "@/report/quartiles";
import { axisFor } from "./axis";
import type { ColorName } from "./palette";
import { lanesOf, levelsOf } from "./strip-layout";

/** A broker with a report for the quarter. */
export interface StripBroker {
  readonly key: string;
  /** As sentences and labels call it. */
  readonly name: string;
  /** What it was paid for an average order; null: its report lists no such orders. */
  readonly reading: OrderReading | null;
  /** It is of another quarter than the others: drawn, and no part of the median. */
  readonly isApart?: boolean;
}

/** The part of the strip a broker stands in: those paid nothing and net payers have zones of their own before the scale. */
export const STRIP_ZONES = ["net_payer", "paid_nothing", "paid"] as const;
export type StripZone = (typeof STRIP_ZONES)[number];

/** `own`: the one that is asked about. `peer`: named beside it. `pinned`: one of several that are compared. */
export type StripRole = "own" | "peer" | "pinned" | "other";

export interface StripDot {
  readonly key: string;
  readonly name: string;
  /** Cents per 100 shares (options: per contract) for an average order. */
  readonly cents: number;
  readonly zone: StripZone;
  readonly role: StripRole;
  /** Why it is doubtful: drawn hollow, and neither ranked nor part of the median. */
  readonly mark?: Mark | undefined;
  /** Of a pinned one its own; the others have that of their role. */
  readonly color?: ColorName | undefined;
  readonly isApart: boolean;
  /** Place along the strip, 0 to 1. */
  readonly at: number;
  /** Lane beside its middle: 0, 1, −1, 2 … */
  readonly lane: number;
}

/** A named broker's label: its place along the strip, and where the label goes so that none covers another. */
export interface StripLabel {
  readonly dot: StripDot;
  /** Of a lying strip: the line of text below the dots, from 0. */
  readonly level: number;
  /** Of an upright strip: place along it, 0 to 1. */
  readonly up: number;
}

export interface StripBand {
  readonly zone: StripZone;
  readonly from: number;
  readonly to: number;
}

/** Brokers that have no dot, by why. */
export interface Uncovered {
  readonly why: "not_enough" | "unknown" | "not_filed" | "no_orders";
  readonly names: readonly string[];
}

/** What a dot strip draws: every broker by what it was paid for an average order. */
export interface OrderStrip {
  readonly id: string;
  /** Read out as the name of the picture. */
  readonly title: string;
  /** From the lowest to the highest. */
  readonly dots: readonly StripDot[];
  readonly labels: readonly StripLabel[];
  readonly bands: readonly StripBand[];
  readonly ticks: readonly { readonly cents: number; readonly at: number }[];
  /** Of the brokers that can be ranked, those paid nothing among them at 0; null below three. */
  readonly quartiles: (Quartiles & { readonly at: Quartiles }) | null;
  /** Lanes on either side of the middle that are used. */
  readonly lanes: number;
  /** Diameter of a dot as a part of the strip's length. */
  readonly dot: number;
  readonly uncovered: readonly Uncovered[];
}

/** Pixels of the shortest strip, upright on a phone: on a longer one dots only stand further apart. */
const LENGTH = 330;
/** Diameters of dots, pixels: of few brokers they are large, of a market they still fit. */
const DIAMETERS: readonly (readonly [most: number, pixels: number])[] = [
  [60, 12],
  [160, 9],
  [400, 6],
  [Number.POSITIVE_INFINITY, 4],
];
/** Pixels to one side of the middle. */
const HALF = 48;
/** Parts of the length that zones take. */
const ZONE = { net_payer: 0.13, paid_nothing: 0.17 } as const;
const NOBODY: ReadonlyMap<string, ColorName> = new Map();

/** Shapes a strip. Dots stand at their value; where several are close, beside each other in lanes. */
export function orderStrip(
  brokers: readonly StripBroker[],
  {
    id,
    title,
    own,
    peers,
    pinned = NOBODY,
  }: {
    id: string;
    title: string;
    own: string | null;
    peers: readonly string[];
    /** Brokers that are compared, each with its color. */
    pinned?: ReadonlyMap<string, ColorName>;
  },
): OrderStrip {
  const known = brokers
    .flatMap(({ key, name, reading, isApart = false }) => {
      if (reading === null || reading.cents === null) return [];
      const { cents, mark } = reading;
      return [{ key, name, cents, zone: reading.kind as StripZone, mark, isApart }];
    })
    .sort((a, b) => a.cents - b.cents || a.name.localeCompare(b.name, "en"));
  const { bands, at, ticks } = scaleOf(known);
  const diameter = (DIAMETERS.find(([most]) => known.length <= most)?.[1] ?? 4) / LENGTH;
  const most = Math.floor(HALF / (diameter * LENGTH));
  const roleOf = (key: string): StripRole =>
    pinned.has(key) ? "pinned" : key === own ? "own" : peers.includes(key) ? "peer" : "other";
  const places = lanesOf(
    known.map(({ key, zone, cents }) => {
      const { from = 0, to = 1 } = bands.find((band) => band.zone === zone) ?? {};
      return { at: at(zone, cents), from, to, first: ["own", "pinned"].includes(roleOf(key)) };
    }),
    { diameter, most },
  );
  const dots = known.map((one, i) => ({
    ...one,
    role: roleOf(one.key),
    color: pinned.get(one.key),
    ...(places[i] ?? { at: 0, lane: 0 }),
  }));
  const named = dots.filter(({ role }) => role !== "other");
  const quartiles = quartilesOf(dots.flatMap(({ cents, mark, isApart }) => (mark || isApart ? [] : [cents])));
  const whole = (cents: number) => at(cents < 0 ? "net_payer" : cents === 0 ? "paid_nothing" : "paid", cents);
  return {
    id,
    title,
    dots,
    labels: levelsOf(named.map(({ at, name, role }) => ({ at, name, isBelow: role !== "own" }))).map(
      (place, i) => ({ dot: named[i] as StripDot, ...place }),
    ),
    bands,
    ticks,
    quartiles: quartiles && {
      ...quartiles,
      at: { low: whole(quartiles.low), median: whole(quartiles.median), high: whole(quartiles.high) },
    },
    lanes: Math.max(0, ...dots.map(({ lane }) => Math.abs(lane))),
    dot: diameter,
    uncovered: uncoveredOf(brokers),
  };
}

/** Zones that hold a broker, then the scale from 0 cents to the highest. */
function scaleOf(known: readonly { readonly zone: StripZone; readonly cents: number }[]) {
  const has = (zone: StripZone) => known.some((one) => one.zone === zone);
  const payers = has("net_payer") ? ZONE.net_payer : 0;
  const start = payers + (has("paid_nothing") ? ZONE.paid_nothing : 0);
  const { domain, ticks } = axisFor(known.flatMap(({ zone, cents }) => (zone === "paid" ? [cents] : [])));
  const highest = domain[1];
  const lowest = Math.min(-1e-9, ...known.map(({ cents }) => cents));
  const at = (zone: StripZone, cents: number): number => {
    // Never at the very edge of its zone, which is a line.
    if (zone === "net_payer") return payers * (0.8 - 0.6 * (cents / lowest));
    if (zone === "paid_nothing") return (payers + start) / 2;
    return start + (1 - start) * (cents / highest);
  };
  const bands: StripBand[] = [
    { zone: "net_payer" as const, from: 0, to: payers },
    { zone: "paid_nothing" as const, from: payers, to: start },
    { zone: "paid" as const, from: start, to: 1 },
  ].filter(({ zone }) => has(zone));
  return { bands, at, ticks: has("paid") ? ticks.map((cents) => ({ cents, at: at("paid", cents) })) : [] };
}

const WHYS = ["not_enough", "unknown", "not_filed", "no_orders"] as const;

function uncoveredOf(brokers: readonly StripBroker[]): Uncovered[] {
  return WHYS.map((why) => ({
    why,
    names: brokers.flatMap(({ name, reading }) =>
      reading?.cents != null || (reading?.kind ?? "no_orders") !== why ? [] : [name],
    ),
  })).filter(({ names }) => names.length > 0);
}

/** Brokers most readers know, by name: named in a strip when nobody has chosen others. One of each firm. */
const HOUSEHOLD_NAMES: readonly (readonly string[])[] = [
  ["fidelity-brokerage-services"],
  ["robinhood-financial", "robinhood-securities"],
  ["charles-schwab"],
  ["etrade-securities"],
  ["interactive-brokers"],
  ["webull-financial"],
  ["vanguard-marketing"],
  ["merrill-lynch"],
  ["sofi-securities"],
  ["td-ameritrade", "td-ameritrade-clearing"],
];
const MOST_NAMED = 3;

/** Of each firm that most readers know the broker that is there; not of the firm of `own`. */
export function householdNames(has: (key: string) => boolean, own: string | null = null): string[] {
  return HOUSEHOLD_NAMES.flatMap((firm) =>
    own !== null && firm.includes(own) ? [] : (firm.find(has) ?? []),
  );
}

/** Whom to name beside a broker: those most readers know, then those paid most and least. Only ones that have a dot. */
export function usualPeers(brokers: readonly StripBroker[], own: string | null): string[] {
  const known = brokers
    .filter(({ key, reading }) => key !== own && reading?.cents != null)
    .sort((a, b) => (b.reading?.cents ?? 0) - (a.reading?.cents ?? 0));
  const has = (key: string) => known.some((one) => one.key === key);
  const household = householdNames(has, own);
  // Who stands at the same place says nothing more.
  const here = brokers.find(({ key }) => key === own)?.reading?.cents ?? null;
  const ends = [known[0], known.at(-1)].flatMap((one) =>
    one && one.reading?.cents !== here ? [one.key] : [],
  );
  return [...new Set([...household, ...ends])].slice(0, MOST_NAMED);
}
