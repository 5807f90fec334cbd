import type { Metadata } from "next";
import Link from "next/link";
import { z } from "zod";
import { CellsTable } from "@/app/trace/cells-table";
import { assetOf, METRIC_NAMES } from "@/app/trace/formula";
import { FormulaLines } from "@/app/trace/formula-story";
import { growthFormula, growthPart } from "@/app/trace/growth-formula";
import { scopeInText } from "@/app/trace/scope-words";
import { filterNames } from "@/queries/filter-names";
import type { Filters } from "@/queries/filters";
import { quarterTable } from "@/queries/quarter-table";
import { trace } from "@/queries/trace";
import { traceCells } from "@/queries/trace-cells";
import { countOf, quarterInText } from "@/report/format";
import { formatQuarter, type Quarter, shiftQuarter } from "@/report/quarter";
import { canonicalPath } from "@/site/canonical-path";
import { quarterPath } from "@/site/entity-path";
import { orProblem, pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Note, Standfirst, Story } from "@/site/story";
import { traceHref } from "@/site/traced";
import { pageTables } from "@/tables/page-tables";
import { pageMetadata } from "../../page-metadata";
import { withSources } from "../shown-cells";

export const dynamic = "force-dynamic";

const TABLES = pageTables("now", "before");
const FILTERS = [
  "broker",
  "venue",
  "section",
  "orderType",
  "from",
  "to",
  "quarter",
  "exchanges",
  "reReported",
  "asOf",
] as const;
const CHANGES = ["payment", "rate", "volume"] as const;
const OWN = {
  metric: z.enum(CHANGES, { error: `allowed: ${CHANGES.join(", ")}` }).default("payment"),
  ...TABLES.parameters,
};
const TITLE = "Where this change comes from";
const SHOWN = 10;
/** An address of more brokers than this would be too long. */
const MOST_IN_ADDRESS = 30;

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const { query } = await pageQuery(searchParams, FILTERS, OWN);
  const how = "A change from the quarter before, and the filed cells of both quarters.";
  return pageMetadata({
    title: TITLE,
    description: query
      ? `${METRIC_NAMES[query.metric]}: ${scopeInText(query, filterNames(query))}. ${how}`
      : how,
    path: canonicalPath("/trace/growth", query, { metric: query?.metric === "payment" ? "" : query?.metric }),
    picture: null,
    unlisted: true,
  });
}

export default async function GrowthTracePage({ searchParams }: { searchParams: SearchParams }) {
  const { query, problem } = await pageQuery(searchParams, FILTERS, OWN);
  if (problem !== null) return <NotTraced why={problem} />;
  const { metric, from, to } = query;
  if (!from || !to || formatQuarter(from) !== formatQuarter(to)) {
    return <NotTraced why="A change is traced for one quarter: quarter=2020Q2." />;
  }
  const { value, problem: unknown } = orProblem(() => bothQuarters(query, from));
  if (unknown !== null) return <NotTraced why={unknown} />;
  const { alike, now, before } = value;
  const asset = assetOf(query.section);
  const formula = growthFormula(metric, trace(now), trace(before), asset);
  const scope = scopeInText(query, filterNames(query));
  const tables = TABLES.views("/trace/growth", await searchParams);
  return (
    <>
      <p>
        <Link href={quarterPath(formatQuarter(from), { asOf: query.asOf })}>
          ← {quarterInText(from)} in review
        </Link>
      </p>
      <h1>{TITLE}</h1>
      <Standfirst>
        {formula.filled === null
          ? `Change in ${METRIC_NAMES[metric].toLowerCase()}: not comparable for ${scope}.`
          : `Change in ${METRIC_NAMES[metric].toLowerCase()} of ${formula.value} from the quarter before: ${scope}.`}
      </Standfirst>
      <Story id="formula" name="The formula">
        <FormulaLines
          formula={formula}
          none="No broker under these filters has all three months in both quarters and such a figure above or below zero in the first. That is not zero: nothing is known."
        />
        <Note>
          Counted over {countOf(alike, "broker")} with all three months in both quarters. Definitions:{" "}
          <Link href="/methods#growth">methods</Link>.
        </Note>
      </Story>
      {
        await Promise.all(
          (
            [
              ["now", now, from],
              ["before", before, shiftQuarter(from, -1)],
            ] as const
          ).map(async ([id, filters, quarter]) => (
            <Story
              key={id}
              id={id}
              name={`The filed cells of ${quarterInText(quarter)}`}
              says={`${METRIC_NAMES[metric]}: ${growthPart(metric, trace(filters), asset)}.`}
              wide
            >
              <CellsTable
                cells={
                  alike === 0
                    ? []
                    : await withSources(
                        traceCells(filters, { metric, cells: "counted" }, { limit: SHOWN, offset: 0 }),
                      )
                }
                metric={metric}
                caption={`Filed cells of ${quarterInText(quarter)}`}
                tableView={tables[id]}
              />
              {filters.broker.length > MOST_IN_ADDRESS ? null : (
                <Note>
                  The {SHOWN} largest at most.{" "}
                  <a href={traceHref({ ...filters, metric })}>All that is known of this figure</a>
                </Note>
              )}
            </Story>
          )),
        )
      }
    </>
  );
}

/** The filters of both quarters, over the brokers that can be compared, as growth is counted everywhere. */
function bothQuarters(query: Filters, quarter: Quarter): { alike: number; now: Filters; before: Filters } {
  const { brokers } = quarterTable(quarter, query).like_for_like;
  const broker = brokers.map((one) => one.broker_slug);
  const previous = shiftQuarter(quarter, -1);
  // No broker at all would mean every one.
  const of = broker.length === 0 ? query : { ...query, broker };
  return {
    alike: broker.length,
    now: { ...of, from: quarter, to: quarter },
    before: { ...of, from: previous, to: previous },
  };
}

function NotTraced({ why }: { why: string }) {
  return (
    <Refusal title={TITLE} why={why}>
      <Link href="/quarters">Choose a quarter</Link>
    </Refusal>
  );
}
