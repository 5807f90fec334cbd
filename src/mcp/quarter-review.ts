import { GROWTH_OF } from "@/dictionary/quarter-row";
import { TABLES } from "@/dictionary/tables";
import type { Filters } from "@/queries/filters";
import { type QuarterMarks, quarterMarks } from "@/queries/quarter-marks";
import { type QuarterTableRow, quarterTable } from "@/queries/quarter-table";
import { latestMarketQuarter, storedQuarters } from "@/queries/stored-quarters";
import type { TraceMetric } from "@/queries/trace-parameters";
import { parseQuarter, type Quarter } from "@/report/quarter";
import type { Section } from "@/report/sections";
import { quarterPath } from "@/site/entity-path";
import { growthHref, traceHref } from "@/site/traced";
import { cutRows } from "./cut-rows";
import { figure, UNKNOWN } from "./figure";
import { LIMIT, missing, readScope, SCOPE } from "./scope";
import { type Link, tool } from "./tool";

const STOCKS: readonly Section[] = ["sp500", "non_sp500"];
const OPTIONS: readonly Section[] = ["options"];

type Column = Exclude<
  keyof QuarterTableRow,
  "broker" | "broker_slug" | "complete" | "reports" | "re_reported_usd"
>;
type Of = readonly [section: readonly Section[], metric: TraceMetric];

const OF: Readonly<Partial<Record<Column, Of>>> = {
  payment_usd: [[], "payment"],
  equities_usd: [STOCKS, "payment"],
  options_usd: [OPTIONS, "payment"],
  equities_cents_per_100_shares: [STOCKS, "rate"],
  options_cents_per_contract: [OPTIONS, "rate"],
  equities_implied_shares: [STOCKS, "volume"],
  options_implied_contracts: [OPTIONS, "volume"],
  equities_order_coverage: [STOCKS, "order_coverage"],
  options_order_coverage: [OPTIONS, "order_coverage"],
};
const DOUBT = { payment: "payment", rate: "rate", volume: "volume", order_coverage: "shares" } as const;

const { broker, venue, exchanges, reReported, asOf, quarter } = SCOPE;

export const quarterReview = tool(
  {
    name: "quarter_review",
    title: "A quarter in review",
    description:
      "One quarter: every broker's payments, rates, implied volumes and their growth against the quarter before, the largest payment first, the total, and who came, went or filed in part. Growth is counted only over brokers complete in both quarters.",
    input: { quarter, broker, venue, exchanges, reReported, asOf, limit: LIMIT(100) },
  },
  ({ limit = 15, ...given }, link) => {
    const latest = latestMarketQuarter(storedQuarters());
    const scope = readScope({ quarter: latest ?? undefined, ...given });
    const { filters, isEmpty } = scope;
    const chosen = filters.from ?? (latest ? parseQuarter(latest) : null);
    if (chosen === null || isEmpty) return { ...cutRows([], limit), ...missing(scope) };
    const table = quarterTable(chosen, filters);
    const marks = quarterMarks(chosen, filters);
    const said = (row: QuarterTableRow) => rowSaid(row, { chosen, filters, marks, link });
    const { like_for_like: alike } = table;
    return {
      quarter: table.quarter,
      previous_quarter: table.previous_quarter,
      ...cutRows(table.rows.map(said), limit),
      ...(table.rows.length > 0
        ? { total: said(table.total) }
        : { no_rows: "No report is stored for this selection. That is unknown, not zero." }),
      growth_is_counted_over: `${alike.brokers.length} brokers complete in both quarters`,
      entered: cutRows(
        alike.entered.map((one) => one.broker),
        40,
      ),
      missing_since: cutRows(
        alike.missing.map((one) => one.broker),
        40,
      ),
      incomplete: cutRows(
        alike.incomplete.map((one) => one.broker),
        40,
      ),
      source: link(quarterPath(table.quarter, filters)),
      ...missing(scope),
    };
  },
);

interface About {
  readonly chosen: Quarter;
  readonly filters: Filters;
  readonly marks: QuarterMarks;
  readonly link: Link;
}

function rowSaid(row: QuarterTableRow, { chosen, filters, marks, link }: About) {
  const own = row.broker_slug === null ? filters.broker : [row.broker_slug];
  const target = ([section, metric]: Of) => ({
    ...filters,
    broker: own,
    section,
    from: chosen,
    to: chosen,
    metric,
  });
  const unitOf = (column: Column) => TABLES.quarters.row.shape[column].meta()?.unit ?? "";
  const figures = Object.entries(OF).map(([name, of]) => {
    const column = name as Column;
    const [section, metric] = of;
    const unknown =
      metric === "payment"
        ? UNKNOWN.filedBlank
        : metric === "order_coverage"
          ? UNKNOWN.noShares
          : UNKNOWN.notEnough;
    const mark = marks.of(row.broker_slug, section, DOUBT[metric as keyof typeof DOUBT]);
    const path = traceHref(target(of));
    return [column, figure(row[column], unitOf(column), { unknown, mark, path, link })];
  });
  const growths = Object.entries(GROWTH_OF).map(([name, column]) => {
    const of = OF[column] as Of;
    const mark = marks.ofChange(row.broker_slug, of[0], DOUBT[of[1] as keyof typeof DOUBT]);
    const path = growthHref(target(of));
    const value = row[name as keyof typeof GROWTH_OF];
    return [name, figure(value, unitOf(name as Column), { unknown: UNKNOWN.growth, mark, path, link })];
  });
  const { broker, broker_slug, complete, reports } = row;
  return {
    ...{ broker, broker_slug, reports, complete_quarter: complete },
    ...Object.fromEntries([...figures, ...growths]),
  };
}
