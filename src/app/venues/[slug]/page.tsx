import type { Metadata } from "next";
import Link from "next/link";
import { notFound, permanentRedirect } from "next/navigation";
import { ChoiceForm } from "@/forms/choice-form";
import { quarterChoice, quarterSteps } from "@/forms/quarter-choice";
import { type ListedVenue, listVenues as listDirectory } from "@/names/list-directory";
import { chartToTake } from "@/pictures/take-away";
import { brokerParts } from "@/queries/broker-parts";
import { brokerQuarters, completeAmong } from "@/queries/broker-quarters";
import { doubts } from "@/queries/doubts";
import { filedVenues } from "@/queries/filed-venues";
import { type Filters, filters } from "@/queries/filters";
import { listVenues } from "@/queries/list-venues";
import { markedRates } from "@/queries/marked-rates";
import { rates } from "@/queries/rates";
import { latestMarketQuarter, listedQuarters } from "@/queries/stored-quarters";
import { countOf, quarterInText, quarterLabel } from "@/report/format";
import { doubtSentence } from "@/report/mark";
import { ORDER_TYPES } from "@/report/order-types";
import { formatQuarter, parseQuarter, type Quarter, shiftQuarter } from "@/report/quarter";
import { SECTIONS } from "@/report/sections";
import { AsOfBanner, AsOfForm } from "@/site/as-of";
import { canonicalPath } from "@/site/canonical-path";
import { FeedLink } from "@/site/feed-link";
import { pagePath } from "@/site/page-path";
import { orMissing, pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Note, Standfirst, Story } from "@/site/story";
import { FiledNamesTable } from "@/tables/filed-names-table";
import { ReReportedNote } from "@/tables/league-table";
import { pageTables } from "@/tables/page-tables";
import { SectionTable } from "@/tables/section-table";
import { venueSentence } from "@/words/venue-sentence";
import { ExecutionStory } from "../../execution/execution-story";
import { pageMetadata } from "../../page-metadata";
import { RecipientsStory } from "./recipients-story";
import { VenueIdentity } from "./venue-identity";
import { VenueTrendStory } from "./venue-trend-story";

export const dynamic = "force-dynamic";

const TABLES = pageTables("brokers", "sections", "quarters", "names", "codes", "filed", "execution");
type Tables = ReturnType<typeof TABLES.views>;

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { slug } = await params;
  const stored = storedVenue(slug);
  const venue = stored ?? entryOf(slug);
  if (!venue) return { title: "No such venue" };
  const { query } = await pageQuery(searchParams, ["quarter", "asOf"], TABLES.parameters);
  const { asOf, from } = query ?? filters();
  const about = { title: venue.name, path: canonicalPath(`/venues/${venue.slug}`, query) };
  const what = "By broker, section and quarter, with the names it is filed under.";
  const own = filters({ venue: [venue.slug], asOf });
  const quarter = stored && (from ?? parseQuarter(latestMarketQuarter(listedQuarters(own)) ?? ""));
  if (!quarter) {
    const description = `${venue.name}: its kind, names and codes. No report known lists it.`;
    return pageMetadata({ ...about, description, picture: null });
  }
  const scope = { ...own, from: quarter, to: quarter };
  const total = rates(scope, [])[0]?.payment_usd ?? null;
  const brokers = listVenues(scope)[0]?.brokers ?? 0;
  const payment = { total, equities: null, options: null };
  return pageMetadata({
    ...about,
    description: `${venueSentence(venue.name, quarterInText(quarter), payment, brokers)} ${what}`,
    picture: { name: "payments-by-broker", filters: scope },
  });
}

export default async function VenuePage({ params, searchParams }: Props) {
  const { slug } = await params;
  const stored = storedVenue(slug);
  const entry = entryOf(slug);
  const venue = stored ?? entry;
  if (!venue) notFound();
  if (venue.slug !== slug) permanentRedirect(pagePath(`/venues/${venue.slug}`, await searchParams));
  const { query, problem } = await pageQuery(searchParams, ["quarter", "asOf"], TABLES.parameters);
  if (problem !== null) {
    return (
      <Refusal title={venue.name} why={problem}>
        <Link href={`/venues/${venue.slug}`}>Show the latest quarter</Link>
      </Refusal>
    );
  }
  const { asOf } = query;
  const path = `/venues/${venue.slug}`;
  const quarter = query.from ? formatQuarter(query.from) : "";
  const given = await searchParams;
  const tables = TABLES.views(`/venues/${venue.slug}`, given);
  return (
    <>
      <h1>{venue.name}</h1>
      {asOf ? <AsOfBanner day={asOf} now={pagePath(path, { quarter })} /> : null}
      {stored ? (
        // Awaited, so that parts are rendered in their order: a term is explained where it stands first.
        await Payments({ venue: stored, chosen: query.from, asOf, given: TABLES.chosen(given) })
      ) : (
        <Standfirst>
          No stored report lists {venue.name}. That is not zero: venues with few of a broker’s orders are not
          listed.
        </Standfirst>
      )}
      <ExecutionStory
        slug={venue.slug}
        name={venue.name}
        isBroker={false}
        paid={paidBy(stored, query.from, asOf)}
        asOf={asOf}
        tableView={tables.execution}
      />
      <VenueIdentity
        namesView={tables.names}
        codesView={tables.codes}
        name={venue.name}
        entry={entry}
        related={entry ? relatedTo(entry) : []}
        view={{ asOf }}
      />
      {stored ? <FiledNames venue={stored} asOf={asOf} tableView={tables.filed} /> : null}
      {stored ? <FeedLink kind="venue" slug={stored.slug} name={stored.name} /> : null}
      {stored ? <AsOfForm path={path} day={asOf} keep={{ quarter }} /> : null}
    </>
  );
}

/** The filters under which payments are a venue's own, and the quarter shown. */
function paidBy(venue: StoredVenue | null, chosen: Quarter | null, asOf: string | null) {
  const quarter = chosen ?? parseQuarter(venue?.last_quarter ?? "");
  return venue && quarter ? { scope: filters({ venue: [venue.slug], asOf }), quarter } : null;
}

async function Payments({
  venue,
  chosen,
  asOf,
  given,
}: {
  venue: StoredVenue;
  chosen: Quarter | null;
  asOf: string | null;
  /** What is chosen of the tables. */
  given: Readonly<Record<string, string>>;
}) {
  const own = filters({ venue: [venue.slug], asOf });
  const rows = markedRates(own, ["quarter", "section"]);
  const quarters = [...new Set(rows.map((row) => row.quarter ?? ""))].sort();
  const quarter = chosen ?? parseQuarter(latestMarketQuarter(listedQuarters(own)) ?? "");
  if (!quarter) {
    return (
      <Standfirst>
        No report generated by then lists {venue.name}. That is not zero: nothing was known yet.
      </Standfirst>
    );
  }
  const key = formatQuarter(quarter);
  const path = `/venues/${venue.slug}`;
  const state = { quarter: key, asOf, ...given };
  const tables = TABLES.views(path, state);
  const neighbors = { asOf, from: shiftQuarter(quarter, -1), to: quarter };
  return (
    <>
      <ChoiceForm
        path={path}
        keep={{ ...given, asOf: asOf ?? "" }}
        steps={quarterSteps(quarters, key, (other) => pagePath(path, { ...state, quarter: other }))}
        choices={[quarterChoice(quarters, key)]}
      />
      {await QuarterPayments({ venue, quarter, asOf, tables })}
      <VenueTrendStory
        tableView={tables.quarters}
        venue={venue.name}
        quarter={key}
        rows={rows}
        parts={brokerParts(
          own,
          SECTIONS.map((section) => ({ key: section, sections: [section], types: ORDER_TYPES })),
          "quarter",
          { rated: false },
        )}
        neighbors={markedRates({ ...own, ...neighbors }, ["broker", "quarter"])}
        complete={completeAmong(brokerQuarters(filters(neighbors)))}
        scope={own}
        take={await chartToTake("payments-by-quarter", own)}
      />
    </>
  );
}

async function QuarterPayments({
  venue,
  quarter,
  asOf,
  tables,
}: {
  venue: StoredVenue;
  quarter: Quarter;
  asOf: string | null;
  tables: Tables;
}) {
  const scope = filters({ venue: [venue.slug], from: quarter, to: quarter, asOf });
  const said = quarterLabel(formatQuarter(quarter));
  const [listed] = listVenues(scope);
  const usd = (some: Partial<Filters>) => rates({ ...scope, ...some }, [])[0]?.payment_usd ?? null;
  const total = usd({});
  const leftOut = (usd({ reReported: "include" }) ?? 0) - (total ?? 0);
  const sections = markedRates(scope, ["section"]);
  return (
    <>
      <Standfirst>
        {venueSentence(
          venue.name,
          said,
          {
            total,
            equities: usd({ section: ["sp500", "non_sp500"] }),
            options: usd({ section: ["options"] }),
          },
          listed?.brokers ?? 0,
        )}{" "}
        {doubtSentence(doubts(scope, []).markOf({}, "payment"), "several")}
      </Standfirst>
      {Math.abs(leftOut) < 0.01 ? null : (
        <Note>
          <ReReportedNote usd={leftOut} />
        </Note>
      )}
      {listed ? (
        <>
          <RecipientsStory
            venue={venue.name}
            quarter={formatQuarter(quarter)}
            totals={markedRates(scope, ["broker"])}
            rows={markedRates(scope, ["broker", "section"])}
            scope={scope}
            tableView={tables.brokers}
            take={await chartToTake("payments-by-broker", scope)}
          />
          <Story id="sections" name={`Stocks and options, ${said}`}>
            <SectionTable
              covering="money"
              rows={sections}
              caption={`Payment and rate of ${venue.name} by section, ${said}`}
              scope={scope}
              tableView={tables.sections}
            />
          </Story>
        </>
      ) : null}
    </>
  );
}

function FiledNames({
  venue,
  asOf,
  tableView,
}: {
  venue: StoredVenue;
  asOf: string | null;
  tableView: Tables["filed"];
}) {
  const names = filedVenues(filters({ venue: [venue.slug], asOf }));
  if (names.length === 0) return null;
  return (
    <Story
      id="filed"
      name="As filed"
      says={`${venue.name} stands in stored reports under ${countOf(new Set(names.map((one) => one.filed_name)).size, "name")}.`}
      wide
    >
      <FiledNamesTable
        tableView={tableView}
        names={names}
        caption={`Names under which ${venue.name} is filed`}
      />
    </Story>
  );
}

interface StoredVenue {
  readonly slug: string;
  readonly name: string;
  /** `2020Q1` */
  readonly last_quarter: string;
}

/** Null where no current report lists it. */
function storedVenue(slug: string): StoredVenue | null {
  return orMissing(() => {
    // Listed for flow that another report has, too.
    const last = rates(filters({ venue: [slug], reReported: "include" }), ["venue", "quarter"]).at(-1);
    if (!last) return null;
    return {
      slug: last.venue_slug ?? slug,
      name: last.venue ?? slug,
      last_quarter: last.quarter ?? "",
    };
  });
}

function entryOf(slug: string): ListedVenue | null {
  return listDirectory().find((one) => one.slug === slug.toLowerCase()) ?? null;
}

function relatedTo(entry: ListedVenue): ListedVenue[] {
  if (entry.group === null) return [];
  return listDirectory().filter((one) => one.group === entry.group && one.slug !== entry.slug);
}
