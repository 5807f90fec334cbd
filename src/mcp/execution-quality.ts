import { z } from "zod";
import { TABLES } from "@/dictionary/tables";
import { executionTraceHref } from "@/execution/traced-figures";
import { fold, tight } from "@/names/fold";
import { EXECUTION_ROW_PARAMETERS, readExecutionQuery } from "@/queries/execution-parameters";
import { executionReports } from "@/queries/execution-reports";
import { type ExecutionListRow, executionRows } from "@/queries/execution-rows";
import { closeness } from "./closeness";
import { cutRead } from "./cut-rows";
import { namedExactly } from "./known-names";
import { LIMIT } from "./scope";
import { type Link, tool, UnknownName } from "./tool";

const FIGURES = [
  "at_quote_or_better_fraction",
  "improved_fraction",
  "net_improvement_usd_per_1000",
  "net_improvement_cents_per_100_shares",
  "efq_pct",
  "effective_spread_fraction",
  "quoted_spread_fraction",
  "realized_spread_1min_fraction",
  "execution_ms",
  "avg_order_shares",
] as const satisfies readonly (keyof ExecutionListRow)[];

const { from, to, sp500 } = EXECUTION_ROW_PARAMETERS;

export const executionQuality = tool(
  {
    name: "execution_quality",
    title: "How well orders were executed",
    description:
      "Filed rows of summaries under SEC Rule 605: price improvement, spreads and speed of a venue or broker by month, kind of stock, size and type of order. Each row is an average over orders that are not counted there: rows must not be added or averaged. Never subtract it from payments.",
    input: {
      reporter: z
        .array(z.string().max(200))
        .max(20)
        .optional()
        .describe("Venues or brokers that report, by name or code."),
      from,
      to,
      sp500,
      orderSize: EXECUTION_ROW_PARAMETERS.orderSize,
      orderType: EXECUTION_ROW_PARAMETERS.orderType,
      limit: LIMIT(100),
    },
  },
  ({ reporter = [], limit = 12, ...given }, link) => {
    const known = executionReports();
    const raw = Object.fromEntries(
      Object.entries({ ...given, reporter: reporter.map((text) => resolveReporter(text, known)) })
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
    );
    const query = readExecutionQuery(raw, []);
    const chosen = { ...query, orderType: query.orderType ?? [], versions: "current" as const };
    const rows = executionRows(chosen, { limit: limit + 1, offset: 0 });
    const months = known.map((one) => one.month);
    return {
      meaning: Object.fromEntries(FIGURES.map((key) => [key, metaOf(key)?.description])),
      ...cutRead(
        rows.map((row) => said(row, link)),
        limit,
      ),
      coverage: "A row is an average over orders whose number is not in the summary.",
      ...(rows.length === 0 && {
        no_rows:
          "No summary with such rows is stored: unknown, not zero. Detailed files have no such averages; they are on the pages.",
      }),
      stored_months: months.length > 0 ? `${Math.min(...months)} to ${Math.max(...months)}` : "none",
    };
  },
);

function metaOf(key: (typeof FIGURES)[number]) {
  return TABLES.execution.row.shape[key].meta();
}

function said(row: ExecutionListRow, link: Link) {
  const marked = new Set(row.marked?.split(" ") ?? []);
  const figures = FIGURES.map((key) => [
    key,
    {
      value: row[key],
      unit: metaOf(key)?.unit ?? "",
      ...(row[key] === null && { unknown: "filed blank, or its unit is not known; that is not zero" }),
      ...(marked.has(key) && { doubtful: "it cannot be what it says; shown as filed" }),
      source: link(executionTraceHref(row, key)),
    },
  ]);
  const { reporter, reporter_slug, month, sp500, order_size, order_type, findings, report_id } = row;
  return {
    ...{ reporter, reporter_slug, month, sp500, order_size_from_usd: order_size, order_type },
    ...(row.marked !== null && { doubtful_columns: row.marked }),
    ...(findings !== null && { findings }),
    ...Object.fromEntries(figures),
    report: link(`/reports/${report_id}`),
  };
}

type Reporter = Pick<ReturnType<typeof executionReports>[number], "reporter" | "reporter_slug" | "name">;

/** The reporter's slug. @throws UnknownName with the nearest that have reports */
function resolveReporter(text: string, known: readonly Reporter[]): string {
  const wanted = tight(fold(text));
  const named = new Set(namedExactly(text, null).map((one) => one.slug));
  const found = known.find(
    (one) =>
      named.has(one.reporter_slug) ||
      [one.reporter, one.reporter_slug, one.name].some((name) => tight(fold(name)) === wanted),
  );
  if (found) return found.reporter_slug;
  const distinct = new Map(known.map((one) => [one.reporter_slug, one]));
  const nearest = [...distinct.values()]
    .map((one) => ({ one, close: closeness(fold(one.name), fold(text)) }))
    .sort((a, b) => b.close - a.close)
    .slice(0, 6)
    .map(({ one }) => ({
      kind: "reporter",
      slug: one.reporter_slug,
      name: one.name,
      crd: null,
      stored: true,
    }));
  throw new UnknownName("reporter of rule 605", text, nearest);
}
