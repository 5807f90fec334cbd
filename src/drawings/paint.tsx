import { createContext, useContext } from "react";
import { type ColorName, cssColor } from "@/series/palette";

/** Turns a color's name into what the SVG says: a custom property on pages, which follows the theme; a literal
 * value where the picture is drawn outside a browser. */
export type Paint = (name: ColorName) => string;

export const PaintContext = createContext<Paint>(cssColor);

export function usePaint(): Paint {
  return useContext(PaintContext);
}
