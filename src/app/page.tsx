import type { Metadata } from "next";
import Link from "next/link";
import { about } from "@/charts/chart";
import { paymentsByBroker } from "@/charts/payments-by-broker";
import { ChartFigure } from "@/drawings/chart-figure";
import { ChoiceForm } from "@/forms/choice-form";
import { exchangesChoice } from "@/forms/quarter-choice";
import { chartToTake } from "@/pictures/take-away";
import { filters } from "@/queries/filters";
import { listBrokers } from "@/queries/list-brokers";
import { markedRates } from "@/queries/marked-rates";
import { marketTrend } from "@/queries/market-trend";
import { quarterMarks } from "@/queries/quarter-marks";
import { quarterTable } from "@/queries/quarter-table";
import { storeState } from "@/queries/store-state";
import { latestMarket, latestMarketQuarter, storedQuarters } from "@/queries/stored-quarters";
import { quarterInText } from "@/report/format";
import { parseQuarter } from "@/report/quarter";
import { brokersInWords } from "@/report/sample";
import { AsOfBanner, AsOfForm } from "@/site/as-of";
import { canonicalPath } from "@/site/canonical-path";
import { keptView } from "@/site/kept-view";
import { NothingStored } from "@/site/nothing-stored";
import { pagePath } from "@/site/page-path";
import { pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { SearchBox } from "@/site/search-box";
import { SampleNotice } from "@/site/site-footer";
import { Note, Standfirst, Story } from "@/site/story";
import { TakeAway } from "@/site/take-away";
import { TraceLink } from "@/site/traced";
import { LeagueTable, ReReportedNote } from "@/tables/league-table";
import { pageTables } from "@/tables/page-tables";
import { SectionTable } from "@/tables/section-table";
import { incompleteSentence } from "@/words/months-sentence";
import { countPaid, marketSentence } from "@/words/payment-sentence";
import { sectionSentence } from "@/words/section-sentence";
import { exchangesInWords } from "@/words/venue-sentence";
import { Answer, toBrokerPages } from "./_answer/answer";
import { readAnswers } from "./_answer/read-answers";
import { BrokerIndex } from "./_home/broker-index";
import css from "./_home/home.module.css";
import { MarketTrendStory } from "./_home/market-trend-story";
import { StartHere } from "./_home/start-here";
import { ORDER_PARAMETERS, orderInAddress, questionOf } from "./calculator/order-parameters";
import { pageMetadata } from "./page-metadata";
import { MarketOffer } from "./upload/market-offer";

export const dynamic = "force-dynamic";

const TABLES = pageTables("league", "sections", "quarters");

const OWN = { ...ORDER_PARAMETERS, ...TABLES.parameters };

const WHOSE = "Who pays brokers for orders, how much and for which, from their SEC Rule 606 reports.";

interface Props {
  searchParams: SearchParams;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { query } = await pageQuery(searchParams, ["exchanges", "asOf"], OWN);
  const path = canonicalPath(
    "/",
    query && { exchanges: query.exchanges, asOf: query.asOf },
    query ? orderInAddress(questionOf(query)) : {},
  );
  const view = query ?? filters();
  const quarter = parseQuarter(latestMarketQuarter(storedQuarters(filters({ asOf: view.asOf }))) ?? "");
  if (!quarter) return pageMetadata({ description: WHOSE, path, picture: null });
  const scope = filters({ exchanges: view.exchanges, asOf: view.asOf, from: quarter, to: quarter });
  const { rows, total } = quarterTable(quarter, scope);
  return pageMetadata({
    description: `${marketSentence(quarterInText(quarter), countPaid(rows), total.payment_usd)}. ${WHOSE}`,
    path,
    picture: { name: "payments-by-broker", filters: scope },
  });
}

export default async function Home({ searchParams }: Props) {
  const { query, problem } = await pageQuery(searchParams, ["exchanges", "asOf"], OWN);
  if (problem !== null) {
    return (
      <Refusal title="Who pays brokers for your orders" why={problem}>
        <Link href="/">Show the latest quarter</Link>
      </Refusal>
    );
  }
  const { exchanges, asOf } = query;
  const view = { exchanges, asOf };
  const kept = keptView(view);
  const trend = marketTrend(filters(view));
  const shown = latestMarket(trend.quarters);
  const quarter = shown && parseQuarter(shown.quarter);
  if (!shown || !quarter) return <NothingYet asOf={asOf} exchanges={kept.exchanges} />;
  const tables = TABLES.views("/", await searchParams);
  const said = quarterInText(quarter);
  const scope = filters({ ...view, from: quarter, to: quarter });
  const table = quarterTable(quarter, scope);
  const brokers = listBrokers(filters({ asOf }));
  const sections = markedRates(scope, ["section"]);
  const marks = quarterMarks(quarter, scope);
  const league = paymentsByBroker.show(marks.onPayments(table.rows), about({ quarter: said, scope }));
  const [first] = table.rows;
  const question = questionOf(query);
  const asked = { question, quarter, broker: null, view };
  return (
    <>
      <h1 className={css.headline}>{marketSentence(said, countPaid(table.rows), table.total.payment_usd)}</h1>
      {asOf === null ? null : <AsOfBanner day={asOf} now={pagePath("/", { exchanges: kept.exchanges })} />}
      {
        await Answer({
          asked,
          read: readAnswers(asked),
          brokers,
          quarters: [],
          latest: "",
          form: toBrokerPages("/"),
        })
      }
      <div className={css.lead}>
        <Standfirst>
          Brokers send your orders to trading firms and exchanges, and most are paid for it. Each quarter they
          must report who paid, how much, and for which orders. This is what they filed.{" "}
          <TraceLink of={{ ...scope, metric: "payment" }}>Where the total comes from</TraceLink>
        </Standfirst>
        <SampleNotice state={storeState()} />
        <MarketOffer />
      </div>

      <Story id="find" name="Find your broker">
        <SearchBox name="Find your broker" placeholder="Broker’s name" />
        <BrokerIndex
          brokers={brokers}
          view={view}
          all={pagePath("/brokers", { "all-rows": "all", ...kept })}
        />
      </Story>

      <Story
        id="league"
        name={`Who was paid, ${said}`}
        says={[league.says, incompleteSentence(table.rows)].filter(Boolean).join(" ")}
        wide
      >
        <ChoiceForm path="/" choices={[exchangesChoice(exchanges)]} keep={{ asOf: kept.asOf }} />
        {league.parts.map((part) => (
          <ChartFigure key={part.unit} part={part} width={620} names={150} />
        ))}
        <TakeAway {...(await chartToTake("payments-by-broker", scope))} />
        <LeagueTable
          table={table}
          caption={`Payment and rates by broker, ${said}`}
          scope={view}
          tableView={tables.league}
          marks={marks}
        />
        <Note>
          {exchangesInWords(exchanges)} <ReReportedNote usd={table.total.re_reported_usd} />
          {league.notes.join(" ")} A dash means not filed, not zero.{" "}
          <Link href={pagePath("/brokers", { quarter: shown.quarter, ...kept })}>Other quarters</Link>
        </Note>
      </Story>

      <Story
        id="sections"
        name={`Stocks and options, ${said}`}
        says={sectionSentence(sections, countPaid(table.rows))}
      >
        <SectionTable
          rows={sections}
          caption={`Payment and rate by section, ${brokersInWords(table.rows.length)}, ${said}`}
          scope={scope}
          tableView={tables.sections}
        />
      </Story>

      <MarketTrendStory
        tableView={tables.quarters}
        quarters={trend.quarters}
        payments={trend.payments}
        until={shown.quarter}
        scope={view}
        take={await chartToTake("payments-by-quarter", filters(view))}
      />

      <AsOfForm path="/" day={asOf} keep={{ exchanges: kept.exchanges }} />

      <Story id="start" name="Start here" wide>
        <StartHere
          broker={first?.broker_slug ? { name: first.broker, slug: first.broker_slug } : null}
          view={view}
        />
      </Story>
    </>
  );
}

function NothingYet({ asOf, exchanges }: { asOf: string | null; exchanges: string }) {
  if (asOf === null) {
    return (
      <>
        <h1>Who pays brokers for your orders</h1>
        <NothingStored
          asOf={null}
          load="a broker’s SEC Rule 606 report"
          then="its figures appear here at once: XML, PDF, CSV, or a ZIP of them"
        />
        <MarketOffer />
      </>
    );
  }
  return (
    <>
      <h1>Nothing was known yet</h1>
      <AsOfBanner day={asOf} now={pagePath("/", { exchanges })} />
      <NothingStored asOf={asOf} load="a report" then="its figures appear here" />
      <AsOfForm path="/" day={asOf} keep={{ exchanges }} />
    </>
  );
}
