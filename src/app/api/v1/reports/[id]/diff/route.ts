import { columnNames } from "@/dictionary/tables";
import { readQuery } from "@/queries/filters";
import { reportChanges } from "@/queries/report-changes";
import { ENDPOINTS } from "../../../../endpoints";
import { csv, csvChunks, json, route } from "../../../../respond";

export const dynamic = "force-dynamic";

export const GET = route<{ id: string }>((request, { id }) => {
  const { parameters, own } = ENDPOINTS.changes;
  const query = readQuery(new URL(request.url).searchParams, parameters, { own });
  const changes = reportChanges(id, query.against ?? null);
  if (query.format === "csv") {
    return csv(request, `pfof-diff-${id}`, csvChunks(columnNames("diff"), changes.rows), query);
  }
  return json(changes);
});
