import type { QuarterArrows } from "@/series/quarter-arrows";

/** Pixels of arrows in a picture: the scale above them, and each. */
export const ARROWS = { scale: 20, row: 28 } as const;

export function arrowsHeight({ arrows }: QuarterArrows): number {
  return ARROWS.scale + ARROWS.row * arrows.length + 6;
}
