import { columnNames } from "@/dictionary/tables";
import { readQuery } from "@/queries/filters";
import { trace } from "@/queries/trace";
import { iterateTraceCells, traceCells } from "@/queries/trace-cells";
import { ENDPOINTS } from "../../endpoints";
import { pageOf, windowOf } from "../../paging";
import { csv, csvChunks, json, route } from "../../respond";

export const dynamic = "force-dynamic";

export const GET = route((request) => {
  const { parameters, own } = ENDPOINTS.trace;
  const query = readQuery(new URL(request.url).searchParams, parameters, { own });
  const { metric, cells } = query;
  const window = windowOf("trace", query);
  if (query.format === "csv") {
    const whole = window.limit === null && window.offset === 0;
    const rows = whole
      ? iterateTraceCells(query, { metric, cells })
      : traceCells(query, { metric, cells }, window);
    return csv(request, "pfof-trace", csvChunks(columnNames("trace"), rows), query);
  }
  const page = pageOf("trace", window, (one) => traceCells(query, { metric, cells }, one));
  return json({ metric, ...trace(query), ...page });
});
