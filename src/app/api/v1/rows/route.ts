import { z } from "zod";
import { flatCsvChunks } from "@/export/flat-csv";
import { readQuery } from "@/queries/filters";
import type { FlatRow, PlacedRow } from "@/queries/report-lines";
import { flatObject, flatRows } from "@/queries/rows";
import { ENDPOINTS } from "../../endpoints";
import { DEFAULT_LIMIT, readCursor, writeCursor } from "../../paging";
import { csv, json, route } from "../../respond";

export const dynamic = "force-dynamic";

const Place = z.object({
  report: z.tuple([z.string(), z.int(), z.string(), z.int(), z.int()]),
  month: z.int(),
  section: z.int(),
  row: z.int(),
});

export const GET = route((request) => {
  const { parameters, defaults } = ENDPOINTS.rows;
  const query = readQuery(new URL(request.url).searchParams, parameters, { defaults });
  const after = query.cursor === null ? null : readCursor("rows", query.cursor, Place);
  if (query.format === "csv") {
    const rows = flatRows(query, { after, limit: query.limit });
    return csv(request, "pfof-rows", flatCsvChunks(valuesOf(rows)), query);
  }
  const limit = query.limit ?? DEFAULT_LIMIT;
  const page = [...flatRows(query, { after, limit: limit + 1 })];
  const last = page.length > limit ? page[limit - 1] : undefined;
  return json({
    rows: page.slice(0, limit).map(({ values }) => flatObject(values)),
    next: last ? writeCursor("rows", last.place) : null,
  });
});

function* valuesOf(rows: Iterable<PlacedRow>): Generator<FlatRow> {
  for (const { values } of rows) yield values;
}
