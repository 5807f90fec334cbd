import { spreadLabels } from "./axis";

/** A dot that wants a place, and the part of the strip it must not leave. */
export interface Placed {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** It has the middle to itself. */
  readonly first: boolean;
}

/**
 * Lanes for dots of one size: each takes the lane nearest to the middle where it covers none. Where all lanes are taken it
 * moves along as little as it must, so that hundreds at one place become a block; where the block is full too, dots lie on
 * each other.
 */
export function lanesOf(
  dots: readonly Placed[],
  { diameter, most }: { diameter: number; most: number },
): { at: number; lane: number }[] {
  const lanes = Array.from({ length: 2 * most + 1 }, (_, i) => (i % 2 === 1 ? (i + 1) / 2 : -i / 2 + 0));
  const taken = new Map<number, number[]>(lanes.map((lane) => [lane, []]));
  const isFree = (lane: number, at: number) =>
    (taken.get(lane) ?? []).every((other) => Math.abs(other - at) >= diameter * 0.999);
  const placed = ({ at, from, to }: Placed): { at: number; lane: number } => {
    const free = (place: number) => {
      const lane = lanes.find((one) => isFree(one, place));
      return lane === undefined ? null : { at: place, lane };
    };
    const here = free(at);
    if (here) return here;
    for (let moved = diameter; moved < to - from; moved += diameter) {
      for (const place of [at + moved, at - moved]) {
        const found = place - diameter / 2 < from || place + diameter / 2 > to ? null : free(place);
        if (found) return found;
      }
    }
    return { at, lane: 0 };
  };
  const places = new Map<Placed, { at: number; lane: number }>();
  for (const dot of [...dots.filter(({ first }) => first), ...dots.filter(({ first }) => !first)]) {
    const place = placed(dot);
    taken.get(place.lane)?.push(place.at);
    places.set(dot, place);
  }
  return dots.map((dot) => places.get(dot) ?? { at: dot.at, lane: 0 });
}

/** Parts of a lying strip's length that a character takes, and that stay free between two labels. */
const CHARACTER = 0.0155;
const BETWEEN = 0.03;
/** Part of an upright strip's length a line of text takes. */
const LINE = 0.08;

/** Places for labels: lines below a lying strip, and places beside an upright one. A label begins left of its dot by as much of
 * its width as the dot is along the strip, so it never leaves it. */
export function levelsOf(
  named: readonly {
    readonly at: number;
    readonly name: string;
    /** Of a lying strip it is below the dots, where it must not cover another. */
    readonly isBelow: boolean;
  }[],
): { level: number; up: number }[] {
  const ends: [from: number, to: number][][] = [];
  const levels = new Array<number>(named.length).fill(0);
  [...named.keys()]
    .filter((i) => named[i]?.isBelow)
    .sort((a, b) => (named[a]?.at ?? 0) - (named[b]?.at ?? 0))
    .forEach((i) => {
      const { at, name } = named[i] ?? { at: 0, name: "" };
      const width = CHARACTER * (name.length + FIGURE);
      const from = at - at * width - BETWEEN / 2;
      const to = from + width + BETWEEN;
      const free = ends.findIndex((line) => line.every(([a, b]) => to <= a || from >= b));
      levels[i] = free === -1 ? ends.length : free;
      ends[levels[i]] = [...(ends[levels[i]] ?? []), [from, to]];
    });
  const up = spreadLabels(
    named.map(({ at }) => at),
    LINE,
    LINE / 2,
    1 - LINE / 2,
  );
  return levels.map((level, i) => ({ level, up: up[i] ?? 0 }));
}

/** Characters of the figure behind a name: ` 10.0 ¢`. */
const FIGURE = 8;
