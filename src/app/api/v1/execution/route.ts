import { columnNames } from "@/dictionary/tables";
import { STATISTICS } from "@/execution/statistics";
import { csvNumber, csvText } from "@/export/flat-csv";
import { readExecutionQuery } from "@/queries/execution-parameters";
import { executionRows, filedExecutionRows } from "@/queries/execution-rows";
import { ENDPOINTS } from "../../endpoints";
import { pageOf, windowOf } from "../../paging";
import { csv, json, route } from "../../respond";

export const dynamic = "force-dynamic";

const FILED: ReadonlySet<string> = new Set(STATISTICS.map(({ key }) => key));

export const GET = route((request) => {
  const { parameters, own } = ENDPOINTS.execution;
  const query = readExecutionQuery(new URL(request.url).searchParams, parameters, own);
  const window = windowOf("execution", query);
  if (query.format === "csv") {
    return csv(
      request,
      "pfof-execution",
      lines(columnNames("execution"), filedExecutionRows(query, window)),
      query,
    );
  }
  return json(pageOf("execution", window, (one) => executionRows(query, one)));
});

/** Filed numbers are written as they were filed; a minus in front of one is no formula. */
function* lines(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, string | number | null>>[],
): Generator<string, void> {
  yield `${columns.join(",")}\n`;
  for (const row of rows) {
    const cells = columns.map((column) => {
      const value = row[column] ?? null;
      if (value === null) return "";
      if (typeof value === "number") return csvNumber(value);
      return FILED.has(column) ? value : csvText(value);
    });
    yield `${cells.join(",")}\n`;
  }
}
