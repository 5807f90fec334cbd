import type { Metadata } from "next";
import Link from "next/link";
import { doubts } from "@/queries/doubts";
import { filterNames } from "@/queries/filter-names";
import type { Filters } from "@/queries/filters";
import { type Trace, trace } from "@/queries/trace";
import { traceCells } from "@/queries/trace-cells";
import { TRACE_METRICS, TRACE_PARAMETERS, type TraceMetric } from "@/queries/trace-parameters";
import { writeQuery } from "@/queries/write-query";
import { AppError } from "@/report/errors";
import type { Doubted } from "@/report/findings";
import { countOf, formatPercent, quarterInText } from "@/report/format";
import { distinctMarks } from "@/report/mark";
import { coverageOf, NOTHING_SHOWN_FROM } from "@/report/order-reading";
import { formatQuarter, quarterOfMonth } from "@/report/quarter";
import { canonicalPath } from "@/site/canonical-path";
import { MarkNotes } from "@/site/marks";
import { pagePath } from "@/site/page-path";
import { pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Note, Story } from "@/site/story";
import { Traced, traceHref } from "@/site/traced";
import { pageTables } from "@/tables/page-tables";
import { pageMetadata } from "../page-metadata";
import { CellsTable } from "./cells-table";
import { assetOf, countedCells, formulaOf, METRIC_NAMES } from "./formula";
import { FormulaLines } from "./formula-story";
import { LeftOut } from "./left-out";
import { MetricLinks } from "./metric-links";
import { scopeInText } from "./scope-words";
import { withoutSources, withSources } from "./shown-cells";

export const dynamic = "force-dynamic";

const TABLES = pageTables("cells", "left-out");

const FILTERS = [
  "broker",
  "venue",
  "venueKind",
  "section",
  "orderType",
  "from",
  "to",
  "quarter",
  "month",
  "exchanges",
  "reReported",
  "asOf",
] as const;
const OWN = { metric: TRACE_PARAMETERS.metric, ...TABLES.parameters };
const TITLE = "Where this number comes from";
const SHOWN = 20;
const SHOWN_LEFT_OUT = 10;

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const { query } = await pageQuery(searchParams, FILTERS, OWN);
  const how = "The formula with its numbers filled in, and the filed cells it is made of.";
  const scope = query && scopeInText(query, filterNames(query));
  return pageMetadata({
    title: scope ? `${TITLE}: ${scope}` : TITLE,
    description: query ? `${METRIC_NAMES[query.metric]}: ${scope}. ${how}` : how,
    path: canonicalPath("/trace", query, { metric: query?.metric === "payment" ? "" : query?.metric }),
    picture: null,
    unlisted: true,
  });
}

export default async function TracePage({ searchParams }: { searchParams: SearchParams }) {
  const { query, problem } = await pageQuery(searchParams, FILTERS, OWN);
  if (problem !== null) return <NotTraced why={problem} />;
  try {
    return await Traces({
      metric: query.metric,
      filters: query,
      tables: TABLES.views("/trace", await searchParams),
    });
  } catch (error) {
    // An unknown broker or venue shows only when the store is asked.
    if (error instanceof AppError && error.kind === "invalid_input") return <NotTraced why={error.message} />;
    throw error;
  }
}

async function Traces({
  metric,
  filters,
  tables,
}: {
  metric: TraceMetric;
  filters: Filters;
  tables: ReturnType<typeof TABLES.views>;
}) {
  const found = trace(filters);
  const asset = assetOf(filters.section);
  const formula = formulaOf(metric, found, asset);
  const names = filterNames(filters);
  const scope = scopeInText(filters, names);
  const total = countedCells(metric, found);
  const counted = await withSources(
    traceCells(filters, { metric, cells: "counted" }, { limit: SHOWN, offset: 0 }),
  );
  const left = withoutSources(
    traceCells(filters, { metric, cells: "left_out" }, { limit: SHOWN_LEFT_OUT, offset: 0 }).filter(
      ({ state }) => state !== "zero_dollars" && state !== "paid_nothing",
    ),
  );
  const query = writeQuery(filters);
  const api = (path: string, more: string) =>
    `/api/v1/${path}?${[query.toString(), more].filter(Boolean).join("&")}`;
  const of = `metric=${metric}`;
  // Rows come with re-reported flow unless told otherwise.
  const rows = filters.reReported === "exclude" ? "reReported=exclude&format=csv" : "format=csv";
  return (
    <>
      <BackLink filters={filters} broker={names.brokers[0]} />
      <h1>{TITLE}</h1>
      <p className="standfirst">
        {formula.filled === null
          ? `${METRIC_NAMES[metric]}: none was filed for ${scope}.`
          : `${METRIC_NAMES[metric]} of ${formula.value}: ${scope}.`}
      </p>
      <MarkNotes marks={distinctMarks([doubts(filters, []).markOf({}, ...DOUBTED_OF[metric])])} />
      <MetricLinks metrics={TRACE_METRICS} current={metric} filters={filters} />

      <Story id="formula" name="The formula">
        <FormulaLines formula={formula} none={noneWords(found.reports)} />
        {asset === "both" && metric !== "payment" && metric !== "rated_share" ? (
          <Note>Stocks and options are together here: a contract counts as 100 shares.</Note>
        ) : null}
        {speaksFor(metric, filters, found)}
        <Note>
          From {countOf(found.reports, "report")}, in the version that{" "}
          {filters.asOf ? "counted on that day" : "counts"}. Definitions: <Link href="/methods">methods</Link>
          .
        </Note>
      </Story>

      <Story id="cells" name="The filed cells" says={cellsSentence(total, counted.length, metric)} wide>
        <CellsTable
          tableView={tables.cells}
          cells={counted}
          metric={metric}
          caption="Filed cells the figure is made of"
        />
        <Note>
          Dollars and rates are links to their place in the report. All of them:{" "}
          <a href={api("trace", `${of}&format=csv`)}>cells as CSV</a>, <a href={api("trace", of)}>as JSON</a>;{" "}
          <a href={api("rows", rows)}>whole filed rows as CSV</a>.
        </Note>
      </Story>

      <Story id="left-out" name="What is left out, and why" wide>
        <LeftOut metric={metric} trace={found} filters={filters} />
        {left.length > 0 ? (
          <>
            <CellsTable
              tableView={tables["left-out"]}
              cells={left}
              metric={metric}
              caption="Filed cells that are left out"
              withState
            />
            <Note>
              The largest first.{" "}
              <a href={api("trace", `${of}&cells=left_out&format=csv`)}>All of them as CSV</a>
            </Note>
          </>
        ) : null}
      </Story>
    </>
  );
}

/** What casts doubt on each figure. */
const DOUBTED_OF: Record<TraceMetric, readonly Doubted[]> = {
  payment: ["payment"],
  rate: ["rate"],
  volume: ["volume"],
  rated_share: ["payment"],
  order_coverage: ["shares"],
  paid_nothing: ["shares"],
  order_average: ["rate", "shares"],
};

/** How much of the orders a rate speaks for, where that is little. It is not asked of some venues alone. */
function speaksFor(
  metric: TraceMetric,
  filters: Filters,
  { order_coverage: percent, paid_nothing_pct: nothing }: Trace,
) {
  const ofAllVenues =
    filters.venue.length + filters.venueKind.length === 0 && filters.exchanges === "include";
  const coverage = coverageOf(percent);
  if (!ofAllVenues || (metric !== "rate" && metric !== "volume")) return null;
  const isThin = coverage === "not_enough";
  const isNothing = (nothing ?? 0) >= NOTHING_SHOWN_FROM;
  if (coverage === "unknown" || (coverage === "enough" && !isNothing)) return null;
  return (
    <p>
      {coverage === "enough" ? null : (
        <>
          {isThin ? "Not enough was filed to rank or chart it: the" : "The"} filing speaks for{" "}
          <Traced of={{ ...filters, metric: "order_coverage" }}>{formatPercent(percent)}</Traced> of the
          orders.{" "}
        </>
      )}
      {isNothing ? (
        <>
          It is of paid orders alone:{" "}
          <Traced of={{ ...filters, metric: "paid_nothing" }}>{formatPercent(nothing)}</Traced> of the orders
          were paid nothing, which{" "}
          <a href={traceHref({ ...filters, metric: "order_average" })}>the average for an order</a> counts as
          0.
        </>
      ) : null}
    </p>
  );
}

const OF_ORDERS: readonly TraceMetric[] = ["order_coverage", "paid_nothing", "order_average"];

function cellsSentence(total: number, shown: number, metric: TraceMetric): string {
  if (total === 0) return "No filed cell enters this figure.";
  const made = `It is made of ${countOf(total, "filed cell")}`;
  if (total <= shown) return `${made}.`;
  return `${made}; the ${shown} largest by ${OF_ORDERS.includes(metric) ? "share of the orders" : "dollars"} are listed.`;
}

function noneWords(reports: number): string {
  return reports === 0
    ? "No stored report has a row under these filters. That is not zero: nothing is known."
    : "The cells under these filters were filed blank or give no such figure. That is not zero: nothing is known.";
}

/** To the page of the broker or quarter the figure belongs to. */
function BackLink({ filters, broker: name }: { filters: Filters; broker: string | undefined }) {
  const { broker, from, to, month, asOf } = filters;
  const single = from && to && formatQuarter(from) === formatQuarter(to) ? from : null;
  const quarter = month ? quarterOfMonth(month.year, month.month) : single;
  const state = { quarter: quarter && formatQuarter(quarter), asOf };
  const said = quarter ? `, ${quarterInText(quarter)}` : "";
  return (
    <p>
      {broker.length === 1 && broker[0] ? (
        <Link href={pagePath(`/brokers/${broker[0]}`, state)}>
          ← {name}
          {said}
        </Link>
      ) : (
        <Link href={pagePath("/brokers", state)}>← Brokers{said}</Link>
      )}
    </p>
  );
}

function NotTraced({ why }: { why: string }) {
  return (
    <Refusal title={TITLE} why={why}>
      <Link href="/trace">Trace the payment of all stored brokers</Link>
    </Refusal>
  );
}
