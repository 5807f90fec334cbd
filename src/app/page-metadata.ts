import type { Metadata } from "next";
import { headers } from "next/headers";
import { type ChartName, chartOf } from "@/charts/charts";
import { pictureAddresses } from "@/pictures/picture-addresses";
import { SHAPES } from "@/pictures/picture-shapes";
import { withParameter } from "@/pictures/take-away";
import type { Filters } from "@/queries/filters";
import { selectionLine, selectionWords } from "@/queries/selection-words";
import { USUAL_VIEW, type View } from "@/queries/view-parameters";
import { siteOrigin } from "@/site/site-origin";

/** A chart for previews of links to a page: drawn only when one is asked for. */
export interface PreviewPicture {
  readonly name: ChartName;
  readonly filters: Filters;
  readonly view?: View;
}

export interface AboutPage {
  /** Without the site's name; left out: the site's own. */
  readonly title?: string;
  /** One or two sentences about this very page, dollars as in a text. */
  readonly description: string;
  /** The one address of what it shows; see `canonicalPath`. */
  readonly path: string;
  /** Null: no chart is of this page, or nothing is stored that it could show. */
  readonly picture: PreviewPicture | null;
  /** Not for search engines: every figure has such a page, or it is for people only. */
  readonly unlisted?: true;
}

/** What search engines, and sites that show previews of links, are told of a page. */
export async function pageMetadata(about: AboutPage): Promise<Metadata> {
  const { title, description, path, picture, unlisted } = about;
  const origin = siteOrigin(await headers());
  const images = [picture ? chartImage(origin, picture) : siteCard(origin)];
  const said = { description, ...(title !== undefined && { title }) };
  return {
    ...said,
    alternates: { canonical: origin + path },
    ...(unlisted && { robots: { index: false } }),
    openGraph: { ...said, type: "article", siteName: "PFOF Explorer", url: origin + path, images },
    twitter: { ...said, card: "summary_large_image", images: images.map(({ url }) => url) },
  };
}

/** Of pages that say nothing of themselves, such as those of an error: they have no address of their own. */
export async function siteMetadata(): Promise<Metadata> {
  const images = [siteCard(siteOrigin(await headers()))];
  return {
    title: { default: "PFOF Explorer: who pays brokers for your orders", template: "%s · PFOF Explorer" },
    description:
      "Payment for order flow, read from brokers' SEC Rule 606 reports: who pays whom, how much, for which orders.",
    manifest: "/manifest.webmanifest",
    icons: {
      icon: [
        { url: "/favicon.ico", sizes: "48x48" },
        { url: "/icon.svg", sizes: "any", type: "image/svg+xml" },
      ],
      apple: "/apple-touch-icon.png",
    },
    openGraph: { type: "website", siteName: "PFOF Explorer", images },
    twitter: { card: "summary_large_image", images: images.map(({ url }) => url) },
  };
}

/** The shape that sites show previews in. */
const PREVIEW = "1200x630";

function chartImage(origin: string, { name, filters, view = USUAL_VIEW }: PreviewPicture) {
  const { width, height } = SHAPES[PREVIEW];
  return {
    url: withParameter(origin + pictureAddresses(name, filters, view).image("png"), `shape=${PREVIEW}`),
    alt: `${chartOf(name).title(view)}: ${selectionLine(selectionWords(filters))}`,
    type: "image/png",
    width,
    height,
  };
}

function siteCard(origin: string) {
  const alt = "PFOF Explorer: who pays brokers for your orders";
  return { url: `${origin}/social-card.png`, alt, type: "image/png", width: 1200, height: 630 };
}
