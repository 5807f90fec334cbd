import { CHART_NAMES } from "@/charts/charts";
import { embedPage, embedProblem } from "@/export/embed-page";
import { pictureAddresses } from "@/pictures/picture-addresses";
import { pictureTable } from "@/pictures/picture-table";
import { readPicture } from "@/pictures/read-picture";
import { readQuery } from "@/queries/filters";
import { AppError } from "@/report/errors";
import { CLICK_COUNTERS } from "@/site/page-query";
import { siteOrigin } from "@/site/site-origin";
import { ENDPOINTS } from "../../api/endpoints";
import { EMBED_OWN } from "./embed-parameters";

export const dynamic = "force-dynamic";

/** A chart as a small page of its own, which other sites may put into a frame. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ chart: string }> },
): Promise<Response> {
  const origin = siteOrigin(request.headers);
  try {
    const { chart } = await params;
    const name = CHART_NAMES.find((one) => one === chart);
    if (!name)
      throw new AppError("not_found", `There is no chart "${chart}"; allowed: ${CHART_NAMES.join(", ")}.`);
    const given = new URL(request.url).searchParams;
    for (const parameter of [...given.keys()]) if (CLICK_COUNTERS.test(parameter)) given.delete(parameter);
    const query = readQuery(given, ENDPOINTS.chart.parameters, {
      own: EMBED_OWN,
    });
    const picture = readPicture(name, query, query, origin);
    const addresses = pictureAddresses(name, query, query);
    const page = embedPage({
      title: picture.title,
      says: picture.says ?? "",
      image: addresses.image("svg"),
      page: `${origin}${addresses.chart}`,
      data: addresses.csv,
      theme: query.theme,
      shape: query.shape,
      background: query.background,
      tables: picture.parts.map(pictureTable),
    });
    return html(page, 200);
  } catch (error) {
    // By name: Next puts server code into several bundles, and each has a class of its own.
    if (!(error instanceof Error && error.name === "AppError")) throw error;
    return html(embedProblem(error.message, origin), (error as AppError).status);
  }
}

function html(text: string, status: number): Response {
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": status === 200 ? "no-cache" : "no-store",
  };
  return new Response(text, { status, headers });
}
