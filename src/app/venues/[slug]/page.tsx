import type { Metadata } from "next";
import Link from "next/link";
import { notFound, permanentRedirect } from "next/navigation";
import { venueSentence } from "@/charts/venue-sentence";
import { ChoiceForm } from "@/components/choice-form";
import { FiledNamesTable } from "@/components/filed-names-table";
import { ReReportedNote } from "@/components/league-table";
import { Refusal } from "@/components/problem";
import { RECIPIENT_COLUMNS, RecipientsStory } from "@/components/recipients-story";
import { SectionTable } from "@/components/section-table";
import { Note, Story } from "@/components/story";
import { VenueIdentity } from "@/components/venue-identity";
import { VenueTrendStory } from "@/components/venue-trend-story";
import { type ListedVenue, listVenues as listDirectory } from "@/names/list-directory";
import { brokerQuarters } from "@/queries/broker-quarters";
import { filedVenues } from "@/queries/filed-venues";
import { type Filters, filters } from "@/queries/filters";
import { listVenues, type VenueListRow } from "@/queries/list-venues";
import { rates } from "@/queries/rates";
import { countOf } from "@/report/format";
import { formatQuarter, parseQuarter, type Quarter } from "@/report/quarter";
import { pagePath } from "../../page-path";
import { orMissing, pageQuery, type SearchParams } from "../../page-query";
import { quarterChoice, quarterLabel, quarterSteps } from "../../quarter-choice";
import { FIRST_ROWS, rowsParameter, type Sort, sortParameter, writeSort } from "../../table-sort";
import { chartToTake, socialPreview } from "../../take-away";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { slug } = await params;
  const stored = storedVenue(slug);
  const name = stored?.name ?? entryOf(slug)?.name;
  if (!name) return { title: "No such venue" };
  const description = `What ${name} pays brokers for orders, by broker and section.`;
  if (!stored) return { title: name, description };
  const { query } = await pageQuery(searchParams, ["quarter"], { sort: sortParameter(RECIPIENT_COLUMNS) });
  const quarter = query?.from ?? parseQuarter(stored.last_quarter);
  const scope = filters({ venue: [stored.slug], from: quarter, to: quarter });
  return socialPreview("payments-by-broker", scope, {
    title: name,
    description,
    path: `/venues/${stored.slug}`,
  });
}

export default async function VenuePage({ params, searchParams }: Props) {
  const { slug } = await params;
  const stored = storedVenue(slug);
  const entry = entryOf(slug);
  const venue = stored ?? entry;
  if (!venue) notFound();
  if (venue.slug !== slug) permanentRedirect(pagePath(`/venues/${venue.slug}`, await searchParams));
  const { query, problem } = await pageQuery(searchParams, ["quarter"], {
    sort: sortParameter(RECIPIENT_COLUMNS),
    rows: rowsParameter,
  });
  if (problem !== null) {
    return (
      <Refusal title={venue.name} why={problem}>
        <Link href={`/venues/${venue.slug}`}>Show the latest quarter</Link>
      </Refusal>
    );
  }
  return (
    <>
      <h1>{venue.name}</h1>
      {stored ? (
        <Payments venue={stored} chosen={query.from} sort={query.sort} rows={query.rows} />
      ) : (
        <p className="standfirst">
          No stored report lists {venue.name}. That is not zero: venues with few of a broker’s orders are not
          listed.
        </p>
      )}
      <VenueIdentity name={venue.name} entry={entry} related={entry ? relatedTo(entry) : []} />
      {stored ? <FiledNames venue={stored} /> : null}
    </>
  );
}

async function Payments({
  venue,
  chosen,
  sort,
  rows,
}: {
  venue: VenueListRow;
  chosen: Quarter | null;
  sort: Sort | undefined;
  rows: "all" | undefined;
}) {
  const own = filters({ venue: [venue.slug] });
  const totals = rates(own, ["broker", "quarter"]);
  const quarters = [...new Set(totals.map((row) => row.quarter ?? ""))].sort();
  const quarter = chosen ?? parseQuarter(quarters.at(-1) ?? venue.last_quarter);
  if (!quarter) return null;
  const key = formatQuarter(quarter);
  const path = `/venues/${venue.slug}`;
  const state = { quarter: key, sort: sort ? writeSort(sort.by, sort.descending) : "", rows };
  return (
    <>
      <ChoiceForm
        path={path}
        keep={{ sort: state.sort }}
        steps={quarterSteps(quarters, key, (other) => pagePath(path, { ...state, quarter: other }))}
        choices={[quarterChoice(quarters, key)]}
      />
      <QuarterPayments
        venue={venue}
        quarter={quarter}
        table={{
          sort: {
            by: sort?.by ?? null,
            descending: sort?.descending ?? false,
            href: (by, descending) => pagePath(path, { ...state, sort: writeSort(by, descending) }),
          },
          limit: rows === "all" ? undefined : FIRST_ROWS,
          allHref: pagePath(path, { ...state, rows: "all" }),
        }}
      />
      <VenueTrendStory
        venue={venue.name}
        slug={venue.slug}
        quarter={key}
        rows={rates(own, ["quarter", "section"])}
        parts={rates(own, ["broker", "quarter", "section"])}
        totals={totals}
        complete={
          new Set(
            brokerQuarters()
              .filter((one) => one.complete)
              .map((one) => `${one.broker_slug} ${one.quarter}`),
          )
        }
        take={await chartToTake("payments-by-quarter", own, `${path}#trend`)}
      />
    </>
  );
}

async function QuarterPayments({
  venue,
  quarter,
  table,
}: {
  venue: VenueListRow;
  quarter: Quarter;
  table: Pick<Parameters<typeof RecipientsStory>[0], "sort" | "limit" | "allHref">;
}) {
  const scope = filters({ venue: [venue.slug], from: quarter, to: quarter });
  const said = quarterLabel(formatQuarter(quarter));
  const [listed] = listVenues(scope);
  const usd = (some: Partial<Filters>) => rates({ ...scope, ...some }, [])[0]?.payment_usd ?? null;
  const total = usd({});
  const leftOut = (usd({ reReported: "include" }) ?? 0) - (total ?? 0);
  // Coverage is not asked of one venue: its rate speaks for its own orders.
  const sections = rates(scope, ["section"]).map((row) => ({ ...row, order_coverage: null }));
  return (
    <>
      <p className="standfirst">
        {venueSentence(
          venue.name,
          said,
          {
            total,
            equities: usd({ section: ["sp500", "non_sp500"] }),
            options: usd({ section: ["options"] }),
          },
          listed?.brokers ?? 0,
        )}
      </p>
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
            totals={rates(scope, ["broker"])}
            rows={rates(scope, ["broker", "section"])}
            scope={scope}
            {...table}
            take={
              await chartToTake(
                "payments-by-broker",
                scope,
                `/venues/${venue.slug}?quarter=${formatQuarter(quarter)}#brokers`,
              )
            }
          />
          <Story id="sections" name={`Stocks and options, ${said}`}>
            <SectionTable rows={sections} caption={`Payment and rate of ${venue.name} by section, ${said}`} />
          </Story>
        </>
      ) : null}
    </>
  );
}

function FiledNames({ venue }: { venue: VenueListRow }) {
  const names = filedVenues(filters({ venue: [venue.slug] }));
  return (
    <Story
      id="filed"
      name="As filed"
      says={`${venue.name} stands in stored reports under ${countOf(new Set(names.map((one) => one.filed_name)).size, "name")}.`}
      wide
    >
      <FiledNamesTable names={names} caption={`Names under which ${venue.name} is filed`} />
    </Story>
  );
}

/** Null where no current report lists it. */
function storedVenue(slug: string): VenueListRow | null {
  return orMissing(() => listVenues(filters({ venue: [slug] }))[0] ?? null);
}

function entryOf(slug: string): ListedVenue | null {
  return listDirectory().find((one) => one.slug === slug.toLowerCase()) ?? null;
}

function relatedTo(entry: ListedVenue): ListedVenue[] {
  if (entry.group === null) return [];
  return listDirectory().filter((one) => one.group === entry.group && one.slug !== entry.slug);
}
