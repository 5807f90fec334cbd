import { executionDetail } from "@/queries/execution-detail";
import { readQuery } from "@/queries/filters";
import { ENDPOINTS } from "../../../endpoints";
import { json, route } from "../../../respond";

export const dynamic = "force-dynamic";

export const GET = route<{ id: string }>((request, { id }) => {
  readQuery(new URL(request.url).searchParams, ENDPOINTS.executionReport.parameters);
  return json(executionDetail(id));
});
