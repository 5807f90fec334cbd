import type { Metadata } from "next";
import Link from "next/link";
import { FormulaLines } from "@/app/trace/formula-story";
import { scopeInText } from "@/app/trace/scope-words";
import { shareFormula } from "@/app/trace/share-formula";
import { ShareTable } from "@/app/trace/share-table";
import { doubts } from "@/queries/doubts";
import { filterNames } from "@/queries/filter-names";
import { orderMix } from "@/queries/order-mix";
import { type ShareOf, traceShare } from "@/queries/share-cells";
import { distinctMarks } from "@/report/mark";
import { canonicalPath } from "@/site/canonical-path";
import { MarkNotes } from "@/site/marks";
import { pagePath } from "@/site/page-path";
import { orProblem, pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Note, Standfirst, Story } from "@/site/story";
import { pageTables } from "@/tables/page-tables";
import { pageMetadata } from "../../page-metadata";

export const dynamic = "force-dynamic";

const TABLES = pageTables("cells");
const FILTERS = ["broker", "venue", "section", "orderType", "from", "to", "quarter", "asOf"] as const;
const TITLE = "Where this share comes from";

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const { query } = await pageQuery(searchParams, FILTERS, TABLES.parameters);
  const how = "A share of orders, and the filed percentages it is the mean of.";
  return pageMetadata({
    title: TITLE,
    description: query
      ? `${scopeInText({ ...query, reReported: "include" }, filterNames(query))}. ${how}`
      : how,
    path: canonicalPath("/trace/share", query),
    picture: null,
    unlisted: true,
  });
}

export default async function ShareTracePage({ searchParams }: { searchParams: SearchParams }) {
  const { query, problem } = await pageQuery(searchParams, FILTERS, TABLES.parameters);
  if (problem !== null) return <NotTraced why={problem} />;
  const [section] = query.section;
  const [orderType = null] = query.orderType;
  const [venue] = query.venue;
  if (
    !section ||
    query.section.length + query.venue.length + query.orderType.length > 2 ||
    (venue && orderType)
  ) {
    return <NotTraced why="A share is of one section, and of one venue or one order type." />;
  }
  const of: ShareOf = venue ? { venue } : { orderType };
  // The venue is asked for by name only: shares are not of rows under its filter.
  const { value: found, problem: unknown } = orProblem(() =>
    traceShare({ ...query, venue: [] }, section, of),
  );
  if (unknown !== null) return <NotTraced why={unknown} />;
  const names = filterNames(query);
  const scope = scopeInText({ ...query, reReported: "include" }, { ...names, venues: [] });
  const what = venue
    ? `Share of the orders routed to ${names.venues[0] ?? venue}`
    : orderType
      ? "Share of the non-directed orders"
      : "Share of orders that were not directed";
  const formula = shareFormula(found);
  const scoped = { ...query, section: [section] };
  const mark = venue
    ? doubts(scoped, []).markOf({}, "shares")
    : orderMix({ ...scoped, orderType: [] }).find((row) => row.mark)?.mark;
  return (
    <>
      {query.broker.length === 1 ? (
        <p>
          <Link href={pagePath(`/brokers/${query.broker[0]}`, { asOf: query.asOf })}>
            ← {names.brokers[0]}
          </Link>
        </p>
      ) : null}
      <h1>{TITLE}</h1>
      <Standfirst>
        {`${what}${formula.filled === null ? ": none was filed for" : ` of ${formula.value}:`} ${scope}.`}
      </Standfirst>
      <Story id="formula" name="The formula">
        <FormulaLines
          formula={formula}
          none="The cells under these filters were filed blank, or there are none. That is not zero: nothing is known."
        />
        <MarkNotes marks={distinctMarks([mark])} />
        <Note>
          Definitions: <Link href="/methods#order-mix">methods</Link>.
        </Note>
      </Story>
      <Story id="cells" name="The filed cells" wide>
        <ShareTable cells={found.cells} tableView={TABLES.views("/trace/share", await searchParams).cells} />
        <Note>Each is a link to its place in the report.</Note>
      </Story>
    </>
  );
}

function NotTraced({ why }: { why: string }) {
  return (
    <Refusal title={TITLE} why={why}>
      <Link href="/brokers">Choose a broker</Link>
    </Refusal>
  );
}
