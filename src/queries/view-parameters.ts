import { z } from "zod";

/** Which of the three metrics a page shows. */
export const MEASURES = ["rate", "dollars", "volume"] as const;
export type Measure = (typeof MEASURES)[number];

/** As it is; 100 at the start; change in percent against the period before. */
export const SCALES = ["absolute", "indexed", "growth"] as const;
export type Scale = (typeof SCALES)[number];

export const GRAINS = ["quarter", "month"] as const;
export type Grain = (typeof GRAINS)[number];

/** What each line of a trend stands for. */
export const LINES = ["section", "orderType", "broker"] as const;
export type Lines = (typeof LINES)[number];

/** Parameters of pages only: how to look at what the filters choose. An empty value counts as not given. */
export const VIEW_PARAMETERS = {
  measure: choice(MEASURES),
  scale: choice(SCALES),
  grain: choice(GRAINS),
  lines: choice(LINES),
} as const;

/** How `trend` and `compare` look at what the filters choose; the other charts do not ask. */
export type View = {
  readonly [Key in keyof typeof VIEW_PARAMETERS]: z.output<(typeof VIEW_PARAMETERS)[Key]>;
};
export const USUAL_VIEW: View = { measure: "rate", scale: "absolute", grain: "quarter", lines: "section" };

function choice<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: `allowed: ${values.join(", ")}` }).default(values[0] as never);
}
