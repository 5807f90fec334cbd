import { z } from "zod";
import { flatCsvOf } from "@/export/flat-csv-lines";
import { readQuery } from "@/queries/filters";
import { flatObject } from "@/queries/flat-object";
import { flatRows } from "@/queries/rows";
import { isLongCsv, rowsCsv } from "@/worker/rows-csv";
import { ENDPOINTS } from "../../endpoints";
import { DEFAULT_LIMIT, readCursor, writeCursor } from "../../paging";
import { csv, csvOf, json, route } from "../../respond";

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
    const wanted = { filters: query, after, limit: query.limit };
    if (isLongCsv(query)) return csvOf(request, "pfof-rows", rowsCsv(wanted), query);
    return csv(request, "pfof-rows", flatCsvOf(query, wanted), query);
  }
  const limit = query.limit ?? DEFAULT_LIMIT;
  const page = [...flatRows(query, { after, limit: limit + 1 })];
  const last = page.length > limit ? page[limit - 1] : undefined;
  return json({
    rows: page.slice(0, limit).map(({ values }) => flatObject(values)),
    next: last ? writeCursor("rows", last.place) : null,
  });
});
