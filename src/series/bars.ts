import type { Mark } from "@/report/mark";
import type { ColorName } from "./palette";

/** What `bar-panel.tsx` draws: horizontal bars with their names left and their values as text. */
export interface Bar {
  readonly key: string;
  readonly label: string;
  /** null draws no bar: nothing filed, or too little to show. */
  readonly value: number | null;
  /** Written at the bar, with its unit where the axis does not say it. */
  readonly text: string;
  readonly color: ColorName;
  /** Address of where the value comes from. */
  readonly trace?: string | null;
  /** Why the value is doubtful: drawn hollow, its text with a sign. */
  readonly mark?: Mark | null;
}

export interface BarPanel {
  /** Fixed and unique on the page: the chart's ids are made from it. */
  readonly id: string;
  /** Read out as the name of the picture. */
  readonly title: string;
  readonly bars: readonly Bar[];
  /** Axis from–to, zero included. Panels that share a unit share it. */
  readonly domain: readonly [number, number];
  /** Bars of all panels on the same axis, this one's too: their labels take the same room, so that lengths compare. */
  readonly alongside?: readonly Pick<Bar, "value" | "text">[];
}

/** From the lowest to the highest value, zero included; 0–1 when there is none. */
export function domainOf(values: readonly (number | null)[]): [number, number] {
  const present = values.filter((value) => value !== null);
  const low = Math.min(0, ...present);
  const high = Math.max(0, ...present);
  return low === high ? [0, 1] : [low, high];
}

/** Panels that have one axis in common, made to draw it at one scale: with the same room for the labels of all. */
export function onOneScale<T extends BarPanel>(panels: readonly T[]): (T & Pick<BarPanel, "alongside">)[] {
  return panels.map((panel) => {
    const onAxis = panels.filter((one) => one.domain.every((end, i) => end === panel.domain[i]));
    const alongside = onAxis.flatMap((one) => one.bars.map(({ value, text }) => ({ value, text })));
    return { ...panel, alongside };
  });
}
