import { z } from "zod";
import { LOOK_PARAMETERS } from "@/pictures/picture-query";
import { VIEW_PARAMETERS } from "@/queries/view-parameters";
import { ENDPOINTS } from "../../api/endpoints";

export const EMBED_THEMES = ["auto", "light", "dark"] as const;

/** What a frame takes beside the filters of its chart; `auto` is the reader's own theme. */
export const EMBED_OWN = {
  ...VIEW_PARAMETERS,
  theme: z.enum(EMBED_THEMES, { error: `allowed: ${EMBED_THEMES.join(", ")}` }).default("auto"),
  ...LOOK_PARAMETERS,
} as const;

/** Everything a frame's address can say. */
export const EMBED_PARAMETERS: readonly string[] = [...ENDPOINTS.chart.parameters, ...Object.keys(EMBED_OWN)];
