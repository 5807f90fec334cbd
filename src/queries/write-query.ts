import { formatMonth, formatQuarter } from "@/report/quarter";
import { NO_FILTERS, type ParameterName, type Query } from "./filters";

/** The query string that says the same, in one fixed order, defaults left out: for links, `next` and
 * "this view as CSV". */
export function writeQuery(query: Partial<Query>): URLSearchParams {
  const written = new URLSearchParams();
  const { section, from, to, month } = query;
  const set = (name: ParameterName, value: string | null | undefined) => {
    if (value) written.set(name, value);
  };
  for (const name of ["broker", "venue", "venueKind"] as const) set(name, query[name]?.join(","));
  const equities = section?.length === 2 && !section.includes("options");
  set("section", equities ? "equities" : section?.join(","));
  set("orderType", query.orderType?.join(","));
  set("from", from && formatQuarter(from));
  set("to", to && formatQuarter(to));
  set("month", month && formatMonth(month));
  for (const name of ["exchanges", "reReported", "asOf", "versions"] as const) {
    if (query[name] !== NO_FILTERS[name]) set(name, query[name]);
  }
  set("finding", query.finding?.join(","));
  set("severity", query.severity);
  set("by", query.by?.join(","));
  if (query.findings === "include") set("findings", "include");
  set("limit", query.limit?.toString());
  set("cursor", query.cursor);
  if (query.format === "csv") set("format", "csv");
  if (query.bom) set("bom", "1");
  return written;
}
