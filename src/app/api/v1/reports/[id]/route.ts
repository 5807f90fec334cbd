import { readQuery } from "@/queries/filters";
import { reportDetail } from "@/queries/report-detail";
import { ENDPOINTS } from "../../../endpoints";
import { json, route } from "../../../respond";

export const dynamic = "force-dynamic";

export const GET = route<{ id: string }>((request, { id }) => {
  readQuery(new URL(request.url).searchParams, ENDPOINTS.report.parameters);
  return json(reportDetail(id));
});
