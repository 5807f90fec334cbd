import { columnNames } from "@/dictionary/tables";
import { readExecutionQuery } from "@/queries/execution-parameters";
import { executionReports } from "@/queries/execution-reports";
import { ENDPOINTS } from "../../endpoints";
import { pageOf, windowOf } from "../../paging";
import { csv, csvChunks, json, route } from "../../respond";

export const dynamic = "force-dynamic";

export const GET = route((request) => {
  const { parameters, own } = ENDPOINTS.executionReports;
  const query = readExecutionQuery(new URL(request.url).searchParams, parameters, own);
  const window = windowOf("execution-reports", query);
  if (query.format === "csv") {
    const rows = executionReports(query, window);
    return csv(request, "pfof-execution-reports", csvChunks(columnNames("execution-reports"), rows), query);
  }
  return json(pageOf("execution-reports", window, (one) => executionReports(query, one)));
});
