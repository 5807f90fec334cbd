import { columnNames } from "@/dictionary/tables";
import { type Query, readQuery } from "@/queries/filters";
import type { Window } from "@/queries/window";
import type { Endpoint } from "./endpoints";
import { pageOf, windowOf } from "./paging";
import { csv, csvChunks, json, route } from "./respond";

type Row = Readonly<Record<string, unknown>>;

/** A list read by offset, as JSON `{ rows, next }` or CSV. `columns` default to those of its table. */
export function listRoute(
  endpoint: Endpoint & Required<Pick<Endpoint, "table">>,
  read: (query: Query, window: Window) => readonly Row[],
  {
    columns,
    all,
  }: {
    columns?: (query: Query) => readonly string[];
    /** All rows one by one, where there may be too many to hold. */
    all?: (query: Query) => Iterable<Row>;
  } = {},
) {
  const name = endpoint.path.split("/").at(-1) ?? "rows";
  return route((request) => {
    const query = readQuery(new URL(request.url).searchParams, endpoint.parameters);
    const window = windowOf(name, query);
    const whole = window.limit === null && window.offset === 0;
    if (query.format === "csv") {
      const rows = all && whole ? all(query) : read(query, window);
      const header = columns?.(query) ?? columnNames(endpoint.table);
      return csv(request, `pfof-${name}`, csvChunks(header, rows), query);
    }
    return json(pageOf(name, window, (one) => read(query, one)));
  });
}
