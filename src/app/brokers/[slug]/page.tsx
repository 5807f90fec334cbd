import type { Metadata } from "next";
import Link from "next/link";
import { notFound, permanentRedirect } from "next/navigation";
import type { ReactNode } from "react";
import { identityOf } from "@/app/brokers/broker-entry";
import type { ChartName } from "@/charts/charts";
import { ChoiceForm } from "@/forms/choice-form";
import { exchangesChoice, quarterSteps } from "@/forms/quarter-choice";
import { calledOf } from "@/names/called";
import { chartToTake } from "@/pictures/take-away";
import { arrangements } from "@/queries/arrangements";
import { brokerNames } from "@/queries/broker-names";
import { brokerQuarters } from "@/queries/broker-quarters";
import { doubts } from "@/queries/doubts";
import { type Filters, filters } from "@/queries/filters";
import { isFromExchanges } from "@/queries/from-exchanges";
import { reportedThrough, reportsFor } from "@/queries/introducing-brokers";
import { type BrokerRow, listBrokers } from "@/queries/list-brokers";
import { listReports } from "@/queries/list-reports";
import { listVenues } from "@/queries/list-venues";
import { markedRates } from "@/queries/marked-rates";
import { orderMix } from "@/queries/order-mix";
import { rates } from "@/queries/rates";
import { venueShares } from "@/queries/venue-shares";
import { quarterInText } from "@/report/format";
import { doubtSentence } from "@/report/mark";
import { formatQuarter, parseQuarter, type Quarter } from "@/report/quarter";
import { AsOfBanner, AsOfForm } from "@/site/as-of";
import { canonicalPath } from "@/site/canonical-path";
import { FeedLink } from "@/site/feed-link";
import { keptView } from "@/site/kept-view";
import { RememberBroker } from "@/site/my-broker";
import { pagePath } from "@/site/page-path";
import { orMissing, pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Note, Standfirst, Story } from "@/site/story";
import { TraceLink } from "@/site/traced";
import { Usd } from "@/tables/figures";
import { pageTables } from "@/tables/page-tables";
import { ReportsTable } from "@/tables/reports-table";
import { monthsSentence } from "@/words/months-sentence";
import { paymentSentence } from "@/words/payment-sentence";
import { Answer, toBrokerPages } from "../../_answer/answer";
import answerCss from "../../_answer/answer.module.css";
import { AnswersStory } from "../../_answer/answers-story";
import { readAnswers } from "../../_answer/read-answers";
import { ORDER_PARAMETERS, orderInAddress, questionOf } from "../../calculator/order-parameters";
import type { OrderQuestion } from "../../calculator/order-question";
import { ExecutionStory } from "../../execution/execution-story";
import { pageMetadata } from "../../page-metadata";
import { ArrangementsStory } from "./arrangements-story";
import css from "./broker.module.css";
import { BrokerIdentity } from "./broker-identity";
import { BrokerTrendStory } from "./broker-trend-story";
import { InShort } from "./in-short";
import { OrderMixStory } from "./order-mix-story";
import { OverTimeStory } from "./over-time-story";
import { RateStory } from "./rate-story";
import { VenuesStory } from "./venues-story";
import { brokerWithoutReport, WithoutReport } from "./without-report";

export const dynamic = "force-dynamic";

const TABLES = pageTables(
  "rates",
  "answers",
  "venues",
  "shares",
  "mix",
  "quarters",
  "names",
  "reports",
  "execution",
);

type Tables = ReturnType<typeof TABLES.views>;

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: SearchParams;
}

/** Reports listed at first, the newest: three years of a broker that amended none. */
const FIRST_REPORTS = 12;

const OWN = { ...ORDER_PARAMETERS, ...TABLES.parameters };
const TAKEN = ["quarter", "exchanges", "asOf"] as const;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { slug } = await params;
  const broker = brokerOf(slug);
  if (!broker) {
    const known = brokerWithoutReport(slug);
    if (!known) return { title: "No such broker" };
    return pageMetadata({
      title: known.name,
      description: `${known.name}: its names, its firm and where its orders are reported. No SEC Rule 606 report of it counts here.`,
      path: `/brokers/${known.slug}`,
      picture: null,
    });
  }
  const { query } = await pageQuery(searchParams, TAKEN, OWN);
  const { exchanges, asOf, from } = query ?? filters();
  const own = filters({ exchanges, asOf, broker: [broker.slug], reReported: "include" });
  const quarters = brokerQuarters(own);
  const quarter = from ?? parseQuarter(quarters.at(-1)?.quarter ?? "");
  const about = {
    title: broker.name,
    path: canonicalPath(
      `/brokers/${broker.slug}`,
      query && { exchanges, asOf, from, to: from },
      query ? orderInAddress(questionOf(query)) : {},
    ),
  };
  const what = "Rates by order type, venues, arrangements and reports.";
  if (!quarter || !quarters.some((one) => one.quarter === formatQuarter(quarter))) {
    const when = quarter ? ` for ${quarterInText(quarter)}` : "";
    const description = `No report of ${broker.name}${when} is known. ${what}`;
    return pageMetadata({ ...about, description, picture: null });
  }
  const scope = { ...own, from: quarter, to: quarter };
  const total = rates(scope, [])[0]?.payment_usd ?? null;
  const paid = paymentSentence(broker.name, quarterInText(quarter), {
    total,
    equities: null,
    options: null,
    fromExchanges: isFromExchanges(scope),
  });
  return pageMetadata({
    ...about,
    description: `${paid} ${what}`,
    picture: { name: "rates-by-order-type", filters: scope },
  });
}

export default async function BrokerPage({ params, searchParams }: Props) {
  const { slug } = await params;
  const broker = brokerOf(slug);
  if (!broker) {
    const known = brokerWithoutReport(slug);
    if (!known) notFound();
    if (known.slug !== slug) permanentRedirect(pagePath(`/brokers/${known.slug}`, await searchParams));
    return <WithoutReport broker={known} />;
  }
  if (broker.slug !== slug) permanentRedirect(pagePath(`/brokers/${broker.slug}`, await searchParams));
  const { query, problem } = await pageQuery(searchParams, TAKEN, OWN);
  if (problem !== null) {
    return (
      <Refusal title={broker.name} why={problem}>
        <Link href={`/brokers/${broker.slug}`}>Show the latest quarter</Link>
      </Refusal>
    );
  }
  // A broker's own page shows all it filed; flow that another report contains as well is only left out of totals of
  // several brokers.
  const { exchanges, asOf } = query;
  const own = filters({ broker: [broker.slug], reReported: "include", exchanges, asOf });
  const quarters = brokerQuarters(own);
  const chosen = query.from ?? parseQuarter(quarters.at(-1)?.quarter ?? "");
  const stored = chosen !== null && quarters.some((one) => one.quarter === formatQuarter(chosen));
  const called = calledOf(broker);
  const path = `/brokers/${broker.slug}`;
  const held = quarters.map((one) => one.quarter);
  const quarter = query.from ? formatQuarter(query.from) : "";
  const kept = keptView(query);
  const tables = TABLES.views(path, await searchParams);
  const question = questionOf(query);
  const order = orderInAddress(question);
  const asked = chosen && { question, quarter: chosen, broker, view: { exchanges, asOf } };
  const answers = asked && readAnswers(asked);
  return (
    <>
      <div className={css.head}>
        <h1 className={answerCss.title}>{broker.name}</h1>
        <RememberBroker broker={{ slug: broker.slug, name: called }} />
      </div>
      {asOf ? <AsOfBanner day={asOf} now={pagePath(path, { quarter, exchanges: kept.exchanges })} /> : null}
      {asked && answers
        ? // Awaited, so that parts are rendered in their order: a term is explained where it stands first.
          await Answer({
            asked,
            read: answers,
            brokers: listBrokers(filters({ asOf })),
            quarters: held.toReversed(),
            latest: held.at(-1) ?? "",
            form: toBrokerPages(path),
          })
        : null}
      {chosen !== null && stored ? (
        <>
          {await OverTimeStory({ broker: broker.slug, called, question, asOf })}
          {
            await QuarterStories({
              called,
              own,
              quarter: chosen,
              months: quarters.find((one) => one.quarter === formatQuarter(chosen))?.filed_months ?? 0,
              tables,
              question,
              choices: (
                <ChoiceForm
                  path={path}
                  choices={[exchangesChoice(exchanges)]}
                  steps={quarterSteps(held, formatQuarter(chosen), (other) =>
                    pagePath(path, { quarter: other, ...order, ...kept }),
                  )}
                  keep={{ quarter, ...order, asOf: kept.asOf }}
                />
              ),
              answers: answers && (
                <AnswersStory
                  answers={answers.answers}
                  asked={{ question, quarter: chosen, broker, view: { exchanges, asOf } }}
                  tableView={tables.answers}
                />
              ),
            })
          }
        </>
      ) : (
        <p>
          {chosen
            ? `${broker.name} has no report for ${quarterInText(chosen)} here. That is not zero: nothing is known.`
            : "No report of it was generated by then."}
        </p>
      )}
      <ExecutionStory
        slug={broker.slug}
        name={called}
        isBroker
        paid={chosen && stored ? { scope: own, quarter: chosen } : null}
        asOf={asOf}
        tableView={tables.execution}
      />
      <BrokerTrendStory
        tableView={tables.quarters}
        broker={called}
        quarters={quarters}
        rows={markedRates(own, ["quarter", "section"])}
        totals={markedRates(own, ["quarter"])}
        scope={own}
        takePayments={await chartToTake("payments-by-quarter", own)}
        takeRates={await chartToTake("rates-by-quarter", own)}
      />
      <BrokerIdentity
        namesView={tables.names}
        name={broker.name}
        crd={broker.crd}
        {...identityOf(broker, brokerNames(), chosen && formatQuarter(chosen))}
        reportedThrough={reportedThrough(broker.slug)}
        reportsFor={reportsFor(broker.slug)}
        view={{ exchanges, asOf }}
      />
      <Story id="reports" name="Reports" wide>
        <ReportsTable
          tableView={tables.reports}
          reports={listReports(filters({ broker: [broker.slug], versions: "all", asOf }))}
          caption={`Reports of ${broker.name}`}
          first={FIRST_REPORTS}
          withBroker={false}
        />
        <FeedLink kind="broker" slug={broker.slug} name={broker.name} />
        <AsOfForm path={path} day={asOf} keep={{ quarter, exchanges: kept.exchanges }} />
      </Story>
    </>
  );
}

async function QuarterStories({
  called,
  own,
  quarter,
  months,
  tables,
  question,
  choices,
  answers,
}: {
  called: string;
  own: Filters;
  quarter: Quarter;
  /** Of its months, those with a figure. */
  months: number;
  tables: Tables;
  question: OrderQuestion;
  /** What of the broker's reports is shown. */
  choices: ReactNode;
  /** Every broker's answer as a table. */
  answers: ReactNode;
}) {
  const scope = { ...own, from: quarter, to: quarter };
  const said = quarterInText(quarter);
  const sections = markedRates(scope, ["section"]);
  const usd = (section: Filters["section"]) => rates({ ...scope, section }, [])[0]?.payment_usd ?? null;
  const counted = rates({ ...scope, reReported: "exclude" }, [])[0]?.payment_usd ?? null;
  const total = usd([]);
  const repeated = total === null ? 0 : total - (counted ?? 0);
  const take = (picture: ChartName) => chartToTake(picture, scope);
  const { section } = question;
  const told = arrangements(scope);
  const mix = orderMix(scope);
  return (
    <>
      <InShort
        called={called}
        section={section}
        payments={markedRates({ ...scope, section: [section] }, ["venue"])}
        arrangements={told}
        mix={mix.find((row) => row.section === section)}
        scope={scope}
      />
      {answers}
      <h2 className={answerCss.filed} id="filed">
        What it filed for {said}
      </h2>
      {choices}
      <Standfirst>
        {paymentSentence(called, said, {
          total,
          equities: usd(["sp500", "non_sp500"]),
          options: usd(["options"]),
          fromExchanges: isFromExchanges(scope),
        })}{" "}
        {monthsSentence(months)} {doubtSentence(doubts(scope, []).markOf({}, "payment"), "one report")}{" "}
        <TraceLink of={{ ...scope, metric: "payment" }} />
      </Standfirst>
      {Math.abs(repeated) >= 0.01 ? (
        <Note>
          <Usd value={repeated} /> of it another stored report contains as well; totals of several brokers
          leave it out (see <Link href="/methods#re-reported">methods</Link>).
        </Note>
      ) : null}
      <RateStory
        tableView={tables.rates}
        broker={called}
        quarter={said}
        rows={markedRates(scope, ["section", "orderType"])}
        totals={sections}
        scope={scope}
        take={await take("rates-by-order-type")}
      />
      <VenuesStory
        tableView={tables.venues}
        sharesView={tables.shares}
        broker={called}
        quarter={said}
        totals={markedRates(scope, ["venue"])}
        stocks={markedRates({ ...scope, section: ["sp500", "non_sp500"] }, ["venue"])}
        options={markedRates({ ...scope, section: ["options"] }, ["venue"])}
        venues={listVenues(scope)}
        shares={venueShares(scope)}
        scope={scope}
        take={await take("payments-by-venue")}
      />
      <ArrangementsStory quarter={said} year={quarter.year} rows={told} />
      <OrderMixStory
        scope={scope}
        tableView={tables.mix}
        broker={called}
        quarter={said}
        rows={mix}
        take={await take("order-mix")}
      />
    </>
  );
}

/** By slug or CRD number; null when there is none, or none of its reports counts. */
function brokerOf(slug: string): BrokerRow | null {
  return orMissing(() => listBrokers(filters({ broker: [slug] }))[0] ?? null);
}
