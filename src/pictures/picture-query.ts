import { z } from "zod";
import { BACKGROUNDS, PICTURE_SHAPES } from "./picture-shapes";

const WIDTHS = "allowed: a whole number from 320 to 1200";

/** How an image looks: parameters of its address, of frames and of a chart's own page. */
export const LOOK_PARAMETERS = {
  shape: z
    .enum(PICTURE_SHAPES, { error: `allowed: ${PICTURE_SHAPES.join(", ")}` })
    .default("page")
    .describe(
      "`page`: as wide as `width` and as high as what is in it. The others are of these proportions, the PNG 1920 × 1080, 1600 × 1600 or 1200 × 630 pixels.",
    ),
  background: z
    .enum(BACKGROUNDS, { error: `allowed: ${BACKGROUNDS.join(", ")}` })
    .default("paper")
    .describe("`transparent`: nothing behind the drawing; `theme` still chooses its ink."),
} as const;

export const WIDTH_PARAMETER = z.coerce
  .number({ error: WIDTHS })
  .int({ error: WIDTHS })
  .min(320, { error: WIDTHS })
  .max(1200, { error: WIDTHS })
  .default(720)
  .describe("Width in pixels where `shape` is `page`; a PNG has twice as many.");

export const THEME_PARAMETER = z
  .enum(["light", "dark"], { error: "allowed: light, dark" })
  .default("light")
  .describe("Colors of the page's light or dark theme.");
