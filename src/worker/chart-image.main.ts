import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";
import { Resvg } from "@resvg/resvg-js";
import { drawPicture, PICTURE_FONT, type PictureStyle } from "@/pictures/draw-picture";
import type { Picture } from "@/pictures/picture";
import { messageOf } from "@/report/errors";

/* The thread that draws charts as images: React's server renderer cannot be used inside the app's routes, and drawing
 * would hold up every other request. It keeps the font and the chart library between images. */

export interface ImageRequest {
  readonly job: number;
  readonly picture: Picture;
  readonly style: PictureStyle;
  readonly format: "svg" | "png";
}

export type ImageAnswer = { readonly job: number } & (
  | { readonly bytes: Uint8Array }
  | { readonly problem: string }
);

/** Twice the size in pixels, for screens of that density and for print; other shapes have the pixels they are asked for. */
const SCALE = 2;

const here = createRequire(import.meta.url);
const fontFiles = ["400Regular/SourceSans3_400Regular.ttf", "600SemiBold/SourceSans3_600SemiBold.ttf"].map(
  (file) => here.resolve(`@expo-google-fonts/source-sans-3/${file}`),
);

parentPort?.on("message", ({ job, picture, style, format }: ImageRequest) => {
  let answer: ImageAnswer;
  try {
    const svg = drawPicture(picture, style);
    answer = { job, bytes: format === "svg" ? Buffer.from(svg) : pngOf(svg, style) };
  } catch (error) {
    answer = { job, problem: messageOf(error) };
  }
  parentPort?.postMessage(answer);
});

// It draws no text unless it is given a font, and must not depend on those of the machine.
function pngOf(svg: string, { shape = "page" }: PictureStyle): Uint8Array {
  return new Resvg(svg, {
    fitTo: { mode: "zoom", value: shape === "page" ? SCALE : 1 },
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: PICTURE_FONT },
  })
    .render()
    .asPng();
}
