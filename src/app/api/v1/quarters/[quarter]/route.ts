import { columnNames } from "@/dictionary/tables";
import { readQuery } from "@/queries/filters";
import { quarterTable } from "@/queries/quarter-table";
import { AppError } from "@/report/errors";
import { parseQuarter } from "@/report/quarter";
import { ENDPOINTS } from "../../../endpoints";
import { pageOf, windowOf } from "../../../paging";
import { csv, csvChunks, json, route } from "../../../respond";

export const dynamic = "force-dynamic";

export const GET = route<{ quarter: string }>((request, { quarter: text }) => {
  const endpoint = ENDPOINTS.quarter;
  const query = readQuery(new URL(request.url).searchParams, endpoint.parameters);
  const quarter = parseQuarter(text);
  if (!quarter) {
    throw new AppError("invalid_input", `"${text}" is not a quarter; allowed: a quarter such as 2020Q1.`);
  }
  const window = windowOf("quarter", query);
  const table = quarterTable(quarter, query);
  if (query.format === "csv") {
    const rows = [...table.rows, table.total].slice(window.offset);
    const shown = rows.slice(0, window.limit ?? undefined);
    return csv(request, `pfof-${table.quarter}`, csvChunks(columnNames("quarters"), shown), query);
  }
  const page = pageOf("quarter", window, ({ limit, offset }) =>
    table.rows.slice(offset, limit === null ? undefined : offset + limit),
  );
  return json({ ...table, ...page });
});
