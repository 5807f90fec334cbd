import type { Metadata } from "next";
import Link from "next/link";
import { calledOf } from "@/names/called";
import { storedBroker } from "@/queries/broker-names";
import { brokerQuarters } from "@/queries/broker-quarters";
import { filters } from "@/queries/filters";
import { listBrokers } from "@/queries/list-brokers";
import { latestMarketQuarter, storedQuarters } from "@/queries/stored-quarters";
import { quarterInText, quarterLabel } from "@/report/format";
import { formatQuarter, parseQuarter } from "@/report/quarter";
import { AsOfBanner, AsOfForm } from "@/site/as-of";
import { canonicalPath } from "@/site/canonical-path";
import { NothingStored } from "@/site/nothing-stored";
import { pagePath } from "@/site/page-path";
import { pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Standfirst } from "@/site/story";
import { pageTables } from "@/tables/page-tables";
import { pageMetadata } from "../page-metadata";
import { brokersToChoose } from "../trends/brokers-to-choose";
import { Calculator } from "./calculator";
import { orderAnswers } from "./order-answers";
import { ORDER_PARAMETERS, orderInAddress, questionOf } from "./order-parameters";

export const dynamic = "force-dynamic";

const TABLES = pageTables("answers");

const TAKEN = ["broker", "quarter", "asOf"] as const;

const OWN = { ...ORDER_PARAMETERS, ...TABLES.parameters };

const TITLE = "What does my broker earn on my order?";
const WHAT =
  "What a broker was paid on average for an order like yours, beside other brokers, from its own report.";

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const { query } = await pageQuery(searchParams, TAKEN, OWN);
  const { broker: given, asOf, from } = query ?? filters();
  const about = { title: TITLE, description: WHAT, path: "/calculator", picture: null };
  const broker = given.length === 1 ? storedBroker(given[0] ?? "") : null;
  if (!query || given.length > (broker ? 1 : 0)) return pageMetadata(about);
  const own = filters({ asOf, ...(broker && { broker: [broker.slug], reReported: "include" }) });
  const latest = broker ? brokerQuarters(own).at(-1)?.quarter : latestMarketQuarter(storedQuarters(own));
  const quarter = from ?? parseQuarter(latest ?? "");
  const path = canonicalPath(
    "/calculator",
    { broker: own.broker, asOf, from, to: from },
    orderInAddress(questionOf(query)),
  );
  if (!quarter) return pageMetadata({ ...about, path });
  const whose = broker ? `${broker.name} was` : "each broker was";
  return pageMetadata({
    ...about,
    description: `What ${whose} paid on average in ${quarterInText(quarter)} for an order like yours, by its own SEC Rule 606 report.`,
    path,
    picture: { name: "rates-by-order-type", filters: { ...own, from: quarter, to: quarter } },
  });
}

export default async function CalculatorPage({ searchParams }: { searchParams: SearchParams }) {
  const { query, problem } = await pageQuery(searchParams, TAKEN, OWN);
  if (problem !== null) return <Refused why={problem} />;
  const brokers = listBrokers();
  const [given] = query.broker;
  const broker =
    brokers.find((one) => given !== undefined && (one.slug === given.toLowerCase() || one.crd === given)) ??
    null;
  if (query.broker.length > 1) return <Refused why="One broker at a time; others are listed beside it." />;
  if (given !== undefined && !broker) return <Refused why={`No report of a broker “${given}” is stored.`} />;
  const { asOf } = query;
  const known = filters({ asOf });
  const stored = storedQuarters(known);
  // Whoever had no report yet on that day is not asked about, unless by name.
  const listed = asOf ? listBrokers(known) : brokers;
  const offered = broker && !listed.some((one) => one.slug === broker.slug) ? [...listed, broker] : listed;
  const own = broker ? brokerQuarters(known).filter((one) => one.broker_slug === broker.slug) : [];
  const chosen = query.from ?? parseQuarter(own.at(-1)?.quarter ?? latestMarketQuarter(stored) ?? "");
  if (chosen === null) {
    return (
      <>
        <h1>{TITLE}</h1>
        {asOf ? <AsOfBanner day={asOf} now="/calculator" /> : null}
        <NothingStored asOf={asOf} load="your broker’s report" then="it is said here what your order earns" />
        {asOf ? <AsOfForm path="/calculator" day={asOf} keep={{}} /> : null}
      </>
    );
  }
  const suggested = brokersToChoose(stored, asOf);
  const question = questionOf(query);
  const { answers, scope } = orderAnswers(chosen, question, broker, asOf);
  const quarter = formatQuarter(chosen);
  const quarters = [...new Set([...stored.map((one) => one.quarter), quarter])].sort().reverse();
  const asked = {
    broker: broker?.slug ?? "",
    quarter,
    section: question.section,
    orderType: question.orderType,
    size: String(question.size),
  };
  return (
    <>
      <h1>{TITLE}</h1>
      {asOf ? <AsOfBanner day={asOf} now={pagePath("/calculator", asked)} /> : null}
      <Standfirst>
        Brokers report each quarter what they were paid for their customers’ orders. This is what that comes
        to for an order of yours.
      </Standfirst>
      <Calculator
        question={question}
        quarter={quarterInText(chosen)}
        broker={broker && { slug: broker.slug, called: calledOf(broker) }}
        answers={answers}
        without={offered
          .filter((one) => one.slug !== broker?.slug && !answers.some(({ slug }) => slug === one.slug))
          .map((one) => one.name)}
        scope={scope}
        tableView={TABLES.views("/calculator", await searchParams).answers}
        form={{
          path: "/calculator",
          brokers: suggested.largestOf === null ? offered : suggested.brokers,
          isAnyBroker: suggested.largestOf !== null,
          broker: broker?.slug ?? null,
          quarters: quarters.map((value) => ({ value, label: quarterLabel(value) })),
          quarter,
          keep: { asOf: asOf ?? "" },
        }}
      />
      <AsOfForm path="/calculator" day={asOf} keep={asked} />
    </>
  );
}

function Refused({ why }: { why: string }) {
  return (
    <Refusal title={TITLE} why={why}>
      <Link href="/calculator">Begin again</Link>
    </Refusal>
  );
}
