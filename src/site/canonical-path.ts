import type { Query } from "@/queries/filters";
import { writeQuery } from "@/queries/write-query";
import { formatQuarter } from "@/report/quarter";
import { pagePath } from "./page-path";

/**
 * The one address of what a page shows: with what changes its figures, and without what is as usual or only another look at
 * them, such as the order of a table. A span of one quarter is written as pages take it. `own`: parameters of this page alone,
 * empty where they are as usual. Null: the reader's choice cannot be read, and there is only the page itself.
 */
export function canonicalPath(
  path: string,
  shown: Partial<Query> | null,
  own: Readonly<Record<string, string | readonly string[] | null | undefined>> = {},
): string {
  if (shown === null) return path;
  const { from, to, ...others } = shown;
  const quarter = from && to && formatQuarter(from) === formatQuarter(to) ? formatQuarter(from) : null;
  const written = writeQuery(quarter === null ? shown : others);
  return pagePath(path, { quarter, ...Object.fromEntries(written), ...own });
}
