import { executionCsv } from "@/export/execution-csv";
import { readExecutionQuery } from "@/queries/execution-parameters";
import { executionRows, filedExecutionRows } from "@/queries/execution-rows";
import { ENDPOINTS } from "../../endpoints";
import { pageOf, windowOf } from "../../paging";
import { csv, json, route } from "../../respond";

export const dynamic = "force-dynamic";

export const GET = route((request) => {
  const { parameters, own } = ENDPOINTS.execution;
  const query = readExecutionQuery(new URL(request.url).searchParams, parameters, own);
  const window = windowOf("execution", query);
  if (query.format === "csv") {
    return csv(request, "pfof-execution", executionCsv(filedExecutionRows(query, window)), query);
  }
  return json(pageOf("execution", window, (one) => executionRows(query, one)));
});
