import { createHash } from "node:crypto";
import { headers } from "next/headers";
import { type ChartName, chartOf } from "@/charts/charts";
import { pictureAddresses } from "@/pictures/picture-addresses";
import type { Filters } from "@/queries/filters";
import { selectionLine, selectionWords } from "@/queries/selection-words";
import { storeState } from "@/queries/store-state";
import { USUAL_VIEW, type View } from "@/queries/view-parameters";
import { citation } from "@/report/citation";
import { siteOrigin } from "@/site/site-origin";
import type { TakeAwayProps } from "@/site/take-away";

/** The shape an image is offered in where nobody has chosen: what most papers and slides have room for. */
export const USUAL_SHAPE = "16x9";

/** What can be taken from a chart of a page. */
export async function chartToTake(
  name: ChartName,
  filters: Filters,
  view: View = USUAL_VIEW,
): Promise<TakeAwayProps> {
  const { image, csv, json, package: zip, chart: link } = pictureAddresses(name, filters, view);
  const title = titleOf(name, filters, view);
  const shaped = (format: "png" | "svg") => withParameter(image(format), `shape=${USUAL_SHAPE}`);
  return {
    id: `${name}-${createHash("sha256").update(link).digest("base64url").slice(0, 6)}`,
    name: title,
    csv,
    json,
    zip,
    image: { png: shaped("png"), svg: shaped("svg") },
    link,
    more: `${link}#take`,
    citation: await cited(title, link),
  };
}

/** What can be taken from a table without a chart. `list`: its address below /api/v1, with its query string; `link`: the path of
 * its page, with the state that makes it and the story's name after a hash. */
export async function tableToTake(title: string, list: string, link: string): Promise<TakeAwayProps> {
  return {
    id: list.replaceAll(/\W+/g, "-"),
    name: title,
    json: `/api/v1/${list}`,
    csv: withParameter(`/api/v1/${list}`, "format=csv"),
    zip: null,
    image: null,
    link,
    more: null,
    citation: await cited(title, link),
  };
}

/** What a chart is called with what is selected: `Net payment by venue: Charles Schwab, 2021 Q1`. */
export function titleOf(name: ChartName, filters: Filters, view: View): string {
  const chart = chartOf(name);
  const figures = chart.figures?.(filters) ?? filters;
  const { broker, reReported } = filters;
  return `${chart.title(view)}: ${selectionLine(selectionWords({ ...figures, broker, reReported }))}`;
}

/** An address with one parameter more. */
export function withParameter(address: string, parameter: string): string {
  return `${address}${address.includes("?") ? "&" : "?"}${parameter}`;
}

async function cited(title: string, link: string): Promise<string> {
  return citation({
    title,
    url: siteOrigin(await headers()) + link,
    accessed: new Date().toISOString().slice(0, 10),
    updated: storeState().imported_at,
    filings: [],
  }).line;
}
