import { ReferenceDot, ReferenceLine } from "recharts";
import type { Paint } from "./paint";

/**
 * Marks the point of a line or column chart that is being read; one that was not filed by a dashed line at its place. A
 * function and not a component: the chart library looks at the kind of its direct children.
 */
export function activePoint(x: string | undefined, value: number | null, paint: Paint) {
  if (x === undefined) return null;
  return value === null ? (
    <ReferenceLine x={x} stroke={paint("ink")} strokeDasharray="3 3" />
  ) : (
    <ReferenceDot x={x} y={value} r={7} fill="none" stroke={paint("ink")} strokeWidth={2} isFront />
  );
}
