import { formatRateInText } from "@/report/format";
import type { Mark } from "@/report/mark";
import type { OrderReading } from "@/report/order-reading";
import { axisFor } from "./axis";
import type { ColorName } from "./palette";

/** A broker in two quarters in a row. */
export interface ReadTwice {
  readonly key: string;
  /** As sentences and labels call it. */
  readonly name: string;
  readonly before: OrderReading;
  readonly after: OrderReading;
}

/** What one broker was paid for an average order in both quarters, cents per 100 shares (options: per contract). */
export interface Arrow {
  readonly key: string;
  readonly name: string;
  readonly before: number;
  readonly after: number;
  /** Why one of them is doubtful: drawn dashed, and not said to have moved. */
  readonly mark?: Mark | undefined;
  /** Places along the axis, 0 to 1. */
  readonly from: number;
  readonly to: number;
  readonly color: ColorName;
  /** Both are written alike. */
  readonly isStill: boolean;
}

export interface QuarterArrows {
  readonly id: string;
  /** Read out as the name of the picture. */
  readonly title: string;
  /** The largest rise first, the largest fall last. */
  readonly arrows: readonly Arrow[];
  readonly ticks: readonly { readonly cents: number; readonly at: number }[];
  /** Of all brokers with both figures, none of them doubtful. */
  readonly counts: Counts;
  /** Of those that are not drawn. */
  readonly others: Counts;
  /** The largest rise and the largest fall that are not doubtful. */
  readonly most: { readonly up: Arrow | null; readonly down: Arrow | null };
}

export interface Counts {
  readonly rose: number;
  readonly fell: number;
  /** As it is written, to the tenth of a cent. */
  readonly same: number;
}

/** Arrows from one quarter's figure to the next one's: those that moved most and the named ones, the others only counted.
 * Whose figure is not known in one of the quarters has not moved and is left out. */
export function quarterArrows(
  brokers: readonly ReadTwice[],
  { id, title, most, named }: { id: string; title: string; most: number; named: readonly string[] },
): QuarterArrows {
  const moved = brokers
    .flatMap(({ key, name, before, after }) => {
      if (before.cents === null || after.cents === null) return [];
      return [{ key, name, before: before.cents, after: after.cents, mark: after.mark ?? before.mark }];
    })
    .sort((a, b) => Math.abs(changeOf(b)) - Math.abs(changeOf(a)) || a.name.localeCompare(b.name, "en"));
  const isDrawn = (one: (typeof moved)[number], i: number) => i < most || named.includes(one.key);
  const drawn = moved.filter(isDrawn);
  const { domain, ticks } = axisFor(drawn.flatMap(({ before, after }) => [before, after]));
  const at = (cents: number) => (cents - domain[0]) / (domain[1] - domain[0]);
  const arrows = drawn
    .map(
      (one): Arrow => ({
        ...one,
        from: at(one.before),
        to: at(one.after),
        color: COLORS[directionOf(one)],
        isStill: directionOf(one) === "same",
      }),
    )
    .sort((a, b) => changeOf(b) - changeOf(a) || a.name.localeCompare(b.name, "en"));
  const told = arrows.filter(({ mark }) => !mark);
  return {
    id,
    title,
    arrows,
    ticks: ticks.map((cents) => ({ cents, at: at(cents) })),
    counts: countsOf(moved.filter(({ mark }) => !mark)),
    others: countsOf(moved.filter((one, i) => !isDrawn(one, i))),
    most: {
      up: told.find((one) => directionOf(one) === "rose") ?? null,
      down: told.findLast((one) => directionOf(one) === "fell") ?? null,
    },
  };
}

const COLORS = { rose: "payment", fell: "paid", same: "rest" } as const;

type Moved = Pick<Arrow, "before" | "after">;

function changeOf({ before, after }: Moved): number {
  return after - before;
}

function directionOf(one: Moved): keyof Counts {
  if (formatRateInText(one.before) === formatRateInText(one.after)) return "same";
  return changeOf(one) > 0 ? "rose" : "fell";
}

function countsOf(moved: readonly Moved[]): Counts {
  const count = (direction: keyof Counts) => moved.filter((one) => directionOf(one) === direction).length;
  return { rose: count("rose"), fell: count("fell"), same: count("same") };
}
