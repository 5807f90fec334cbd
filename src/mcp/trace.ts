import { TABLES } from "@/dictionary/tables";
import { markedRates } from "@/queries/marked-rates";
import { Trace, trace as traceOf } from "@/queries/trace";
import { traceCells } from "@/queries/trace-cells";
import { TRACE_PARAMETERS } from "@/queries/trace-parameters";
import { traceHref } from "@/site/traced";
import { cutRows } from "./cut-rows";
import { meanings, rateFigures } from "./rate-figures";
import { LIMIT, missing, readScope, SCOPE } from "./scope";
import { tool } from "./tool";

const UNITS = Object.fromEntries(
  Object.entries(TABLES.trace.row.shape).flatMap(([column, field]) => {
    const unit = field.meta()?.unit;
    return unit ? [[column, unit]] : [];
  }),
);
const SUMS = Object.fromEntries(
  Object.entries(Trace.shape.sums.shape).map(([name, field]) => [name, field.description]),
);

/** Rows read at most; the page and the API have all. */
const MOST_CELLS = 100;

export const trace = tool(
  {
    name: "trace",
    title: "Where a figure comes from",
    description:
      "The filed cells one figure is made of, the largest first, with report, place in the document and filed text of the venue, the sums in its formula, how many cells are blank, and what was left out because another report contains it too.",
    input: { ...SCOPE, ...TRACE_PARAMETERS, limit: LIMIT(MOST_CELLS) },
  },
  ({ metric = "payment", cells = "counted", limit = 20, ...given }, link) => {
    const scope = readScope(given);
    const { filters, isEmpty } = scope;
    if (isEmpty) return { ...cutRows([], limit), ...missing(scope) };
    const { sums, cells: states, re_reported, reports } = traceOf(filters);
    const [row] = markedRates(filters, []);
    const path = traceHref({ ...filters, metric });
    const found = traceCells(filters, { metric, cells }, { limit: limit + 1, offset: 0 });
    return {
      metric,
      meaning: meanings([metric])[metric],
      ...(row && rateFigures(row, filters, link, [metric, "order_coverage", "rated_share"])),
      reports: { value: reports, unit: "reports", source: link(path) },
      formula_sums: sums,
      formula_sums_mean: SUMS,
      cells_by_state: { unit: "cells, and their net USD", states },
      left_out_as_re_reported: cutRows(re_reported, 20),
      cells,
      units: UNITS,
      rows: found.slice(0, limit).map(({ cell, report_id, ...one }) => ({
        ...one,
        report_id,
        source: link(`/reports/${report_id}?cell=${cell}#${cell}`),
      })),
      ...(found.length > limit && {
        cut: `Only the ${limit} largest cells are here; ${link(path)} and /api/v1/trace have all.`,
      }),
      source: link(path),
      ...missing(scope),
    };
  },
);
