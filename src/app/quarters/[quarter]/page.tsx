import type { Metadata } from "next";
import Link from "next/link";
import { notFound, permanentRedirect } from "next/navigation";
import { ChoiceForm } from "@/forms/choice-form";
import { exchangesChoice, quarterChoice, quarterSteps } from "@/forms/quarter-choice";
import { namesAmong } from "@/names/called";
import { chartToTake, tableToTake } from "@/pictures/take-away";
import { doubts } from "@/queries/doubts";
import { type Filters, filters } from "@/queries/filters";
import { listVersions, type ReportRow } from "@/queries/list-reports";
import { markedRates } from "@/queries/marked-rates";
import { quarterFindings } from "@/queries/quarter-findings";
import { type QuarterFlow, quarterFlows } from "@/queries/quarter-flows";
import { quarterMarks } from "@/queries/quarter-marks";
import { type QuarterTable, quarterTable } from "@/queries/quarter-table";
import { reportChanges } from "@/queries/report-changes";
import { storedQuarters } from "@/queries/stored-quarters";
import { countOf, dateInText, quarterInText } from "@/report/format";
import { doubtSentence, type Mark } from "@/report/mark";
import type { OrderType } from "@/report/order-types";
import { dueDate, formatQuarter, parseQuarter, type Quarter, shiftQuarter } from "@/report/quarter";
import { brokersInWords } from "@/report/sample";
import type { Section } from "@/report/sections";
import { listedOnlyIn, movesOf } from "@/series/quarter-moves";
import { AsOfBanner, AsOfForm } from "@/site/as-of";
import { canonicalPath } from "@/site/canonical-path";
import { quarterPath } from "@/site/entity-path";
import { Facts } from "@/site/facts";
import { keptView } from "@/site/kept-view";
import { pagePath } from "@/site/page-path";
import { pageQuery, type SearchParams } from "@/site/page-query";
import { AnsweredWith, Refusal } from "@/site/problem";
import { Note, Standfirst, Story } from "@/site/story";
import { TakeAway } from "@/site/take-away";
import { ReReportedNote } from "@/tables/league-table";
import { pageTables } from "@/tables/page-tables";
import { SectionTable } from "@/tables/section-table";
import { amendedReports } from "@/words/amended-reports";
import { growthSentence } from "@/words/growth-sentence";
import { incompleteSentence } from "@/words/months-sentence";
import { countPaid, marketSentence } from "@/words/payment-sentence";
import { sectionSentence } from "@/words/section-sentence";
import { exchangesInWords } from "@/words/venue-sentence";
import { ORDER_PARAMETERS } from "../../calculator/order-parameters";
import { pageMetadata } from "../../page-metadata";
import { AnalystsTable } from "./analysts-table";
import { ChangesStory } from "./changes-story";
import { AmendedStory, MissingStory } from "./filing-status-story";
import { FlowStory } from "./flow-story";
import { ListingChangesStory } from "./listing-changes-story";
import { MovesStory } from "./moves-story";
import { QuarterFindingsStory } from "./quarter-findings-story";

export const dynamic = "force-dynamic";

const TABLES = pageTables(
  "brokers",
  "broker-moves",
  "venue-moves",
  "sections",
  "flows",
  "gained",
  "lost",
  "amended",
);

/** The orders that are compared with the quarter before. */
const { section, orderType } = ORDER_PARAMETERS;
const OWN = { section, orderType, ...TABLES.parameters };

/** The orders as the page's address says them; empty where they are those shown when nothing is said. */
function ordersInAddress({ section, orderType }: { section: Section; orderType: OrderType }) {
  return {
    section: section === "sp500" ? "" : section,
    orderType: orderType === "market" ? "" : orderType,
  };
}

interface Props {
  params: Promise<{ quarter: string }>;
  searchParams: SearchParams;
}

/** Amended reports whose figures are compared; each comparison reads two whole reports. */
const MOST_COMPARED = 20;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const quarter = parseQuarter((await params).quarter);
  if (!quarter) return { title: "No such quarter" };
  const { query } = await pageQuery(searchParams, ["exchanges", "asOf"], OWN);
  const { exchanges, asOf } = query ?? filters();
  const scope = filters({ exchanges, asOf, from: quarter, to: quarter });
  const said = quarterInText(quarter);
  const { rows, total } = quarterTable(quarter, scope);
  return pageMetadata({
    title: `${said} in review`,
    description: `${marketSentence(said, countPaid(rows), total.payment_usd)}. Payments, rates and volumes by broker, and what changed from the quarter before.`,
    path: canonicalPath(
      `/quarters/${formatQuarter(quarter)}`,
      query && { exchanges, asOf },
      query ? ordersInAddress(query) : {},
    ),
    picture: rows.length === 0 ? null : { name: "payments-by-broker", filters: scope },
  });
}

export default async function QuarterPage({ params, searchParams }: Props) {
  const { quarter: text } = await params;
  const quarter = parseQuarter(text);
  if (!quarter) notFound();
  const key = formatQuarter(quarter);
  if (text !== key) permanentRedirect(pagePath(`/quarters/${key}`, await searchParams));
  const said = quarterInText(quarter);
  const { query, problem } = await pageQuery(searchParams, ["exchanges", "asOf"], OWN);
  if (problem !== null) {
    return (
      <Refusal title={`${said} in review`} why={problem}>
        <Link href={`/quarters/${key}`}>Show the quarter without choices</Link>
      </Refusal>
    );
  }
  const { exchanges, asOf } = query;
  const quarters = storedQuarters(filters({ asOf })).map((one) => one.quarter);
  const kept = keptView(query);
  const orders = ordersInAddress(query);
  const path = `/quarters/${key}`;
  return (
    <>
      <h1>{said} in review</h1>
      {asOf ? <AsOfBanner day={asOf} now={pagePath(path, { exchanges: kept.exchanges })} /> : null}
      <ChoiceForm
        path="/quarters"
        into="quarter"
        steps={quarterSteps(quarters, key, (other) => pagePath(`/quarters/${other}`, { ...orders, ...kept }))}
        choices={[quarterChoice(quarters, key), exchangesChoice(exchanges)]}
        keep={{ ...orders, asOf: kept.asOf }}
      />
      {quarters.includes(key) ? (
        <Review
          quarter={quarter}
          view={{ exchanges, asOf }}
          orders={query}
          chosen={{ ...orders, ...TABLES.chosen(await searchParams) }}
        />
      ) : asOf && storedQuarters().some((one) => one.quarter === key) ? (
        <p>
          No report for {said} was generated on or before {dateInText(asOf)}. That is not zero: nothing was
          known yet. The due date of its reports was {dateInText(dueDate(quarter))}.
        </p>
      ) : (
        <p>
          <AnsweredWith status={404} />
          No current report for {said} is stored here. That is not zero: nothing is known. The due date of its
          reports: {dateInText(dueDate(quarter))}. <Link href="/upload">Load one</Link>
        </p>
      )}
      {quarters.length > 0 || asOf ? (
        <AsOfForm path={path} day={asOf} keep={{ exchanges: kept.exchanges }} />
      ) : null}
    </>
  );
}

async function Review({
  quarter,
  view,
  orders: { section, orderType },
  chosen,
}: {
  quarter: Quarter;
  view: Pick<Filters, "exchanges" | "asOf">;
  /** Those compared with the quarter before. */
  orders: { readonly section: Section; readonly orderType: OrderType };
  /** What is chosen of them and of the tables. */
  chosen: Readonly<Record<string, string>>;
}) {
  const [key, said] = [formatQuarter(quarter), quarterInText(quarter)];
  const tables = TABLES.views(`/quarters/${key}`, { ...keptView(view), ...chosen });
  const link = quarterPath(key, view);
  const before = shiftQuarter(quarter, -1);
  const scope = filters({ ...view, from: quarter, to: quarter });
  const table = quarterTable(quarter, scope);
  const marks = quarterMarks(quarter, scope);
  const both = { ...scope, from: before };
  const venueMarks = doubts(both, ["venue", "quarter"]);
  const flowMarks = doubts(both, ["broker", "venue", "quarter"]);
  const flows = quarterFlows(quarter, scope);
  const sections = markedRates(scope, ["section"]);
  const versions = listVersions(filters({ from: quarter, to: quarter, asOf: view.asOf }));
  const amended = amendedReports(versions);
  const alike = new Set(table.like_for_like.brokers.map((one) => one.broker_slug));
  const compared = (list: readonly QuarterFlow[]) => list.filter((flow) => alike.has(flow.broker_slug));
  const [now, earlier] = [compared(flows.now), compared(flows.before)];
  const listings = (list: readonly QuarterFlow[]) =>
    list.map((flow) => ({ ...flow, mark: flowMarks.markOf(flow, "payment") }));
  const names = table.rows.map((row) => ({ slug: row.broker_slug ?? "", name: row.broker }));
  const called = namesAmong(names);
  const byBroker = (list: readonly QuarterFlow[]) =>
    list.map((flow) => ({
      key: flow.broker_slug,
      name: called({ slug: flow.broker_slug, name: flow.broker }),
      usd: flow.payment_usd,
      mark: marks.ofChange(flow.broker_slug, [], "payment"),
    }));
  const byVenue = (list: readonly QuarterFlow[]) =>
    list.map(({ venue_slug, venue, payment_usd }) => ({
      key: venue_slug,
      name: venue,
      usd: payment_usd,
      mark:
        venueMarks.markOf({ venue_slug, quarter: key }, "payment") ??
        venueMarks.markOf({ venue_slug, quarter: formatQuarter(before) }, "payment"),
    }));
  const saidBefore = quarterInText(before);
  return (
    <>
      <Standfirst>
        {marketSentence(said, countPaid(table.rows), table.total.payment_usd)}.{" "}
        {sectionSentence(sections, countPaid(table.rows))} {incompleteSentence(table.rows)}{" "}
        {doubtSentence(marks.of(null, [], "payment"), "several")}
      </Standfirst>
      <AsOf quarter={quarter} reports={versions} asOf={view.asOf} />

      {
        await ChangesStory({
          quarter,
          section,
          orderType,
          asOf: view.asOf,
          keep: { ...keptView(view), ...TABLES.chosen(chosen) },
        })
      }

      <Story
        id="table"
        name={`Payments, rates and volumes, ${said}`}
        says={growthOf(table, said, saidBefore, marks.ofChange(null, [], "payment"))}
        wide
      >
        <AnalystsTable
          table={table}
          scope={scope}
          caption={`Payments, rates and implied volumes by broker, ${said}, with changes from ${saidBefore}`}
          tableView={tables.brokers}
          marks={marks}
        />
        <Note>
          {exchangesInWords(view.exchanges)} <ReReportedNote usd={table.total.re_reported_usd} />
          {alike.size === 0
            ? ""
            : `The second line of each cell is the change from ${saidBefore}, counted only for brokers with all three months in both quarters${table.rows.length > 1 ? `; the last line’s is over ${countOf(alike.size, "such broker")}` : ""}. `}
          Implied volume is payment ÷ rate: orders nobody paid for are not in it. A dash means not filed or
          not comparable, not zero.{" "}
        </Note>
        <TakeAway
          {...(await tableToTake(
            `Payments, rates and volumes: ${brokersInWords(table.rows.length)}, ${said}`,
            pagePath(`quarters/${key}`, keptView(view)),
            `${link}#table`,
          ))}
        />
      </Story>

      <MovesStory
        brokersView={tables["broker-moves"]}
        venuesView={tables["venue-moves"]}
        quarter={key}
        before={formatQuarter(before)}
        brokers={movesOf(byBroker(earlier), byBroker(now))}
        venues={movesOf(byVenue(earlier), byVenue(now))}
        view={view}
      />

      <Story
        id="sections"
        name={`Stocks and options, ${said}`}
        says={sectionSentence(sections, countPaid(table.rows))}
      >
        <SectionTable
          tableView={tables.sections}
          rows={sections}
          caption={`Payment and rate by section, ${brokersInWords(table.rows.length)}, ${said}`}
          scope={scope}
        />
      </Story>

      <FlowStory
        tableView={tables.flows}
        quarter={key}
        scope={scope}
        rows={flows.now.map((flow) => ({
          brokerKey: flow.broker_slug,
          broker: called({ slug: flow.broker_slug, name: flow.broker }),
          venueKey: flow.venue_slug,
          venue: flow.venue,
          usd: flow.payment_usd,
          mark: flowMarks.markOf(flow, "payment"),
        }))}
        take={await chartToTake("flows", scope)}
      />

      <ListingChangesStory
        gainedView={tables.gained}
        lostView={tables.lost}
        quarter={key}
        before={formatQuarter(before)}
        gained={listedOnlyIn(listings(now), listings(earlier))}
        lost={listedOnlyIn(listings(earlier), listings(now))}
        compared={alike.size}
        view={view}
      />

      <MissingStory
        quarter={key}
        before={formatQuarter(before)}
        missing={table.like_for_like.missing}
        entered={table.like_for_like.entered}
        incomplete={table.like_for_like.incomplete}
        complete={alike.size}
        view={view}
      />

      <AmendedStory
        tableView={tables.amended}
        quarter={said}
        amended={amended}
        changes={
          new Map(
            amended
              .flatMap(({ current, versions: all }) => (current && all.length > 1 ? [current.id] : []))
              .slice(0, MOST_COMPARED)
              .map((id) => [id, reportChanges(id).rows.length]),
          )
        }
      />

      <QuarterFindingsStory
        quarter={said}
        groups={quarterFindings(quarter, 5, view.asOf)}
        reports={versions.filter((row) => row.is_current).length}
      />
    </>
  );
}

/** What of the quarter is here, as of when, and when reports are due. */
function AsOf({
  quarter,
  reports,
  asOf,
}: {
  quarter: Quarter;
  reports: readonly ReportRow[];
  /** The day the page is of; null: what is known now. */
  asOf: string | null;
}) {
  const current = reports.filter((row) => row.is_current && row.withdrawn_at === null);
  const latest = (dates: readonly (string | null)[]) =>
    dates
      .filter((date) => date !== null)
      .sort()
      .at(-1) ?? null;
  const generated = latest(current.map((row) => row.generated_at));
  const next = shiftQuarter(quarter, 1);
  return (
    <Facts
      facts={[
        [
          "Reports here",
          `${countOf(current.length, "report")} of ${countOf(new Set(current.map((row) => row.broker_slug)).size, "broker")}`,
        ],
        ["As of", dateInText(asOf ?? latest(current.map((row) => row.imported_at)))],
        ["Latest one generated", generated === null ? null : dateInText(generated)],
        [`${quarterInText(quarter)} was due`, dateInText(dueDate(quarter))],
        [`Next: ${quarterInText(next)} due`, dateInText(dueDate(next))],
      ]}
    />
  );
}

function growthOf(table: QuarterTable, said: string, saidBefore: string, mark: Mark | null): string {
  const { like_for_like: alike } = table;
  const called = (list: readonly { broker: string; broker_slug: string }[]) => {
    const brokers = list.map((one) => ({ slug: one.broker_slug, name: one.broker }));
    return brokers.map(namesAmong(brokers));
  };
  return growthSentence({
    before: saidBefore,
    after: said,
    brokers: called(alike.brokers),
    beforeUsd: alike.previous_payment_usd,
    afterUsd: alike.payment_usd,
    entered: called(alike.entered),
    missing: called(alike.missing),
    incomplete: called(alike.incomplete),
    mark,
  });
}
