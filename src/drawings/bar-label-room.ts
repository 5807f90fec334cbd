import type { Bar, BarPanel } from "@/series/bars";
import { textWidth } from "./text-width";

/** Size of a bar's label, and its distance from the bar's end; pixels. */
export const BAR_FONT = 13;
export const LABEL_GAP = 6;

/** The narrowest a bar panel is drawn: on a phone 320 px wide. */
const NARROWEST = 288;
/** The most of it that names have, pixels. */
const MOST_NAMES = 176;

/**
 * Pixels to keep right of the axis, so that no label is cut off. A label stands right of its bar, or of the zero line: that
 * of a short bar has the room the longer bars take. `names`: pixels left of the axis. What fits the narrowest panel fits any.
 */
export function labelRoom(
  {
    bars,
    domain: [low, high],
  }: { readonly bars: readonly Pick<Bar, "value" | "text">[]; readonly domain: BarPanel["domain"] },
  names: number,
): number {
  // More room for names there is only in wider panels.
  const across = NARROWEST - Math.min(names, MOST_NAMES);
  const rooms = bars.map(({ value, text }) => {
    // Where the label begins, as a share of the axis.
    const from = (Math.max(value ?? 0, 0) - low) / (high - low);
    const needed = LABEL_GAP + textWidth(text, BAR_FONT, value !== null);
    return from === 0 ? needed - across : (needed - (1 - from) * across) / from;
  });
  return Math.ceil(Math.max(LABEL_GAP, ...rooms));
}
