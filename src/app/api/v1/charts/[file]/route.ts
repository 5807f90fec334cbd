import { CHART_NAMES } from "@/charts/charts";
import { readPicture } from "@/pictures/read-picture";
import { readQuery } from "@/queries/filters";
import { AppError } from "@/report/errors";
import { siteOrigin } from "@/site/site-origin";
import { chartImage, IMAGE_FORMATS } from "@/worker/chart-image";
import { CHART_FILES, ENDPOINTS } from "../../../endpoints";
import { image, route } from "../../../respond";

export const dynamic = "force-dynamic";

export const GET = route<{ file: string }>(async (request, { file }) => {
  const { parameters, own } = ENDPOINTS.chart;
  const query = readQuery(new URL(request.url).searchParams, parameters, { own });
  const name = CHART_NAMES.find((one) => file.startsWith(`${one}.`));
  const format = IMAGE_FORMATS.find((one) => file.endsWith(`.${one}`));
  if (!name || !format || file !== `${name}.${format}`) {
    throw new AppError("not_found", `There is no chart "${file}"; allowed: ${CHART_FILES.join(", ")}.`);
  }
  const picture = readPicture(name, query, query, siteOrigin(request.headers));
  const { width, theme, shape, background } = query;
  const style = { width, theme, shape, background };
  const bytes = await chartImage(picture, style, format);
  return image(request, file, format, bytes);
});
