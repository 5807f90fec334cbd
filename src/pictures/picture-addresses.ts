import { type ChartName, chartOf } from "@/charts/charts";
import { type Filters, filters } from "@/queries/filters";
import { USUAL_VIEW, type View } from "@/queries/view-parameters";
import { writeQuery } from "@/queries/write-query";
import { formatQuarter } from "@/report/quarter";
import { keptView } from "@/site/kept-view";
import { pagePath } from "@/site/page-path";

/** Where a chart and its figures are had: paths on this site, without an origin. */
export interface PictureAddresses {
  /** The image without its ending's dot and format: `image("png")`. */
  readonly image: (format: "svg" | "png") => string;
  readonly embed: string;
  /** The page of the chart alone, which stays: every shape and color of its image, frame, citations. */
  readonly chart: string;
  /** The figures behind it as JSON and as CSV. */
  readonly json: string;
  readonly csv: string;
  /** The figures with metadata, README and citation. */
  readonly package: string;
  /** The page that shows it with everything around it. */
  readonly page: string;
}

export function pictureAddresses(
  name: ChartName,
  chosen: Filters,
  view: View = USUAL_VIEW,
): PictureAddresses {
  const chart = chartOf(name);
  const written = writeQuery(chosen);
  for (const one of chart.looksAt ?? []) if (view[one] !== USUAL_VIEW[one]) written.set(one, view[one]);
  const query = readable(written);
  const by = chart.by(chosen, view);
  // The order mix is filed with the rows; there re-reported flow counts unless told otherwise.
  const figures = chart.figures?.(chosen) ?? chosen;
  const own = by
    ? writeQuery({ ...figures, by: [...by], findings: "include" })
    : writeQuery(filters({ broker: chosen.broker, from: chosen.from, to: chosen.to, asOf: chosen.asOf }));
  const table = by ? "rates" : "rows";
  const list = `/api/v1/${table}?${readable(own)}`;
  return {
    image: (format) => join(`/api/v1/charts/${name}.${format}`, query),
    embed: join(`/embed/${name}`, query),
    chart: join(`/charts/${name}`, query),
    json: list,
    csv: `${list}&format=csv`,
    package: `/api/v1/package?${by ? readable(writeQuery({ ...figures, by: [...by] })) : `table=rows&${readable(own)}`}`,
    page: chart.page?.(chosen, view, query) ?? pageOf(chosen),
  };
}

/** One broker's, one venue's or one quarter's page, else the start page. */
function pageOf({ broker, venue, from, to, ...others }: Filters): string {
  const quarter = from && to && formatQuarter(from) === formatQuarter(to) ? formatQuarter(from) : null;
  const kept = keptView(others);
  if (broker.length === 1) return pagePath(`/brokers/${broker[0]}`, { quarter, ...kept });
  if (venue.length === 1) return pagePath(`/venues/${venue[0]}`, { quarter, asOf: kept.asOf });
  return pagePath(quarter ? `/quarters/${quarter}` : "/", kept);
}

function join(path: string, query: string): string {
  return query === "" ? path : `${path}?${query}`;
}

/** Commas of lists as they are. */
function readable(query: URLSearchParams): string {
  return query.toString().replaceAll("%2C", ",");
}
