import { headers } from "next/headers";
import { type ChartName, chartOf } from "@/charts/charts";
import { pictureAddresses } from "@/pictures/picture-addresses";
import type { Filters } from "@/queries/filters";
import { countSelectedFilings, selectedFilings } from "@/queries/selected-filings";
import { selectionLine, selectionWords } from "@/queries/selection-words";
import { storeState } from "@/queries/store-state";
import { USUAL_VIEW, type View } from "@/queries/view-parameters";
import { citation, MOST_FILINGS } from "@/report/citation";
import { siteOrigin } from "@/site/site-origin";
import type { TakeAwayProps } from "@/site/take-away";

/** What can be taken from a chart of a page. `link`: the path of the view, with the state that makes it and the story's
 * name after a hash. */
export async function chartToTake(
  name: ChartName,
  filters: Filters,
  link: string,
  view: View = USUAL_VIEW,
): Promise<TakeAwayProps> {
  const { image, embed, csv, json, package: zip } = pictureAddresses(name, filters, view);
  const chart = chartOf(name);
  const figures = chart.figures?.(filters) ?? filters;
  const { broker, reReported } = filters;
  const title = `${chart.title(view)}: ${selectionLine(selectionWords({ ...figures, broker, reReported }))}`;
  return {
    name: title,
    csv,
    json,
    zip,
    image: { png: image("png"), svg: image("svg"), embed },
    ...(await cited(title, figures, link)),
  };
}

/** What can be taken from a table without a chart. `list`: its address below /api/v1, with its query string. */
export async function tableToTake(
  title: string,
  filters: Filters,
  list: string,
  link: string,
): Promise<TakeAwayProps> {
  const join = list.includes("?") ? "&" : "?";
  return {
    name: title,
    json: `/api/v1/${list}`,
    csv: `/api/v1/${list}${join}format=csv`,
    zip: null,
    image: null,
    ...(await cited(title, filters, link)),
  };
}

async function cited(title: string, filters: Filters, link: string) {
  const origin = siteOrigin(await headers());
  return {
    link,
    origin,
    citation: citation({
      title,
      url: origin + link,
      accessed: new Date().toISOString().slice(0, 10),
      updated: storeState().imported_at,
      filings: selectedFilings(filters, MOST_FILINGS),
      count: countSelectedFilings(filters),
    }),
  };
}
