import { layOutPicture } from "./lay-out-picture";
import type { Picture } from "./picture";
import type { PictureAddresses } from "./picture-addresses";
import { type Background, type PictureShape, SHAPES } from "./picture-shapes";

export interface FrameLook {
  readonly shape: PictureShape;
  /** `auto`: the reader's own. */
  readonly theme: "auto" | "light" | "dark";
  readonly background: Background;
}

/** The width a frame's image is drawn for where there is room, pixels; on a narrower page it is drawn anew and higher. */
const WIDE = 720;
/** Pixels of the line with the link below an image, and of the closed table. */
const BELOW = 64;

/** The code for another site's page, with room for the whole image; where frames are not shown, the link in it is. */
export function frameCode(
  picture: Picture,
  {
    title,
    look: { shape, theme, background },
    addresses,
    origin,
  }: {
    readonly title: string;
    readonly look: FrameLook;
    readonly addresses: Pick<PictureAddresses, "embed" | "chart">;
    /** Of the site. */
    readonly origin: string;
  },
): string {
  const look = new URLSearchParams({
    ...(shape !== "page" && { shape }),
    ...(theme !== "auto" && { theme }),
    ...(background !== "paper" && { background }),
  }).toString();
  const { embed, chart } = addresses;
  const source = `${origin}${embed}${look === "" ? "" : `${embed.includes("?") ? "&" : "?"}${look}`}`;
  const room =
    shape === "page"
      ? `height:${Math.ceil(layOutPicture(picture, WIDE).height) + BELOW}px`
      : `aspect-ratio:${SHAPES[shape].width}/${SHAPES[shape].height}`;
  return [
    `<iframe src="${inAttribute(source)}" title="${inAttribute(title)}" style="border:0;width:100%;max-width:920px;${room}" loading="lazy">`,
    `  <a href="${inAttribute(origin + chart)}">${inAttribute(title).replaceAll("<", "&lt;")}: PFOF Explorer</a>`,
    "</iframe>",
  ].join("\n");
}

function inAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}
