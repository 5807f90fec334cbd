import type { OrderStrip } from "@/series/order-strip";

/** Pixels of a strip in a picture: above the dots the own broker's label and the name of the median, below them the scale and peers. */
export const STRIP = { above: 44, half: 58, line: 20 } as const;

export function stripHeight({ labels }: OrderStrip): number {
  const lines = Math.max(0, ...labels.map(({ dot, level }) => (dot.role === "own" ? 0 : level + 1)));
  return STRIP.above + 2 * STRIP.half + STRIP.line * (1 + lines) + 8;
}
