import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { z } from "zod";
import { calledOf } from "@/names/called";
import { storedBroker } from "@/queries/broker-names";
import { brokerQuarters } from "@/queries/broker-quarters";
import { filters } from "@/queries/filters";
import { listBrokers } from "@/queries/list-brokers";
import { latestMarketQuarter, storedQuarters } from "@/queries/stored-quarters";
import { listInText, quarterInText } from "@/report/format";
import { formatQuarter, parseQuarter } from "@/report/quarter";
import { AsOfBanner, AsOfForm } from "@/site/as-of";
import { canonicalPath } from "@/site/canonical-path";
import { keptView } from "@/site/kept-view";
import { NothingStored } from "@/site/nothing-stored";
import { pagePath } from "@/site/page-path";
import { pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { SearchBox } from "@/site/search-box";
import { Note } from "@/site/story";
import { pageTables } from "@/tables/page-tables";
import { Answer } from "../_answer/answer";
import css from "../_answer/answer.module.css";
import { AnswersStory } from "../_answer/answers-story";
import { namedBroker } from "../_answer/named-broker";
import { readAnswers } from "../_answer/read-answers";
import { pageMetadata } from "../page-metadata";
import { ExtremesStory } from "./extremes-story";
import { ORDER_PARAMETERS, orderInAddress, questionOf } from "./order-parameters";

export const dynamic = "force-dynamic";

const TABLES = pageTables("answers");

const TAKEN = ["broker", "quarter", "asOf"] as const;

const OWN = {
  ...ORDER_PARAMETERS,
  named: z.string().max(200, { error: "allowed: at most 200 characters" }).optional(),
  ...TABLES.parameters,
};

/** Names said of brokers without a report. */
const MOST_NAMES = 6;

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
  const latest = own.at(-1)?.quarter ?? latestMarketQuarter(stored) ?? "";
  const chosen = query.from ?? parseQuarter(latest);
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
  const question = questionOf(query);
  const order = orderInAddress(question);
  const found = query.named?.trim() ? namedBroker(query.named) : null;
  const said = query.from ? formatQuarter(query.from) : "";
  if (found?.slug) {
    redirect(
      pagePath("/calculator", { broker: found.slug, quarter: said, ...order, asOf: keptView(known).asOf }),
    );
  }
  const view = { exchanges: known.exchanges, asOf };
  const asked = { question, quarter: chosen, broker, view };
  const read = readAnswers(asked);
  const isThere = broker === null || read.answers.some(({ slug }) => slug === broker.slug);
  const answers =
    isThere || !broker || !read.own
      ? read.answers
      : [...read.answers, { slug: broker.slug, name: broker.name, answer: read.own }];
  const quarter = formatQuarter(chosen);
  const quarters = [...new Set([...stored.map((one) => one.quarter), quarter])].sort().reverse();
  const state = { broker: broker?.slug ?? "", quarter, ...order };
  const without = offered.filter(
    (one) => one.slug !== broker?.slug && !answers.some(({ slug }) => slug === one.slug),
  );
  return (
    <>
      <h1 className={css.title}>{TITLE}</h1>
      {asOf ? (
        <AsOfBanner
          day={asOf}
          now={pagePath("/calculator", {
            broker: state.broker,
            quarter,
            section: question.section,
            orderType: question.orderType,
            size: String(question.size),
          })}
        />
      ) : null}
      {found?.problem ? <p role="alert">{found.problem}</p> : null}
      {
        await Answer({
          asked,
          read,
          brokers: offered,
          quarters,
          latest,
          form: { action: "/calculator" },
          finder: (
            <SearchBox
              name="Find your broker"
              placeholder="Another broker’s name"
              choose={{
                path: "/calculator",
                name: "named",
                keep: { quarter: said, ...order, asOf: keptView(known).asOf },
              }}
            />
          ),
        })
      }
      <ExtremesStory
        answers={answers}
        broker={broker && { slug: broker.slug, called: calledOf(broker) }}
        linkOf={(slug) => pagePath("/calculator", { ...state, broker: slug, asOf: keptView(known).asOf })}
      />
      <AnswersStory
        answers={answers}
        asked={asked}
        tableView={TABLES.views("/calculator", await searchParams).answers}
        isOpen
      />
      {without.length > 0 ? (
        <Note>
          No report for {quarterInText(chosen)} is stored of{" "}
          {listInText(
            without.map(({ name }) => name),
            MOST_NAMES,
          )}
          : that is not zero, nothing is known of them.
        </Note>
      ) : null}
      <Note>
        The payment is an average over all such orders of which the report says what was paid, those paid
        nothing counting as 0: one order may have earned more, less or nothing. Some brokers are paid by the
        share, some a part of the spread. Directed and not-held orders and small venues are not in it.
      </Note>
      <AsOfForm path="/calculator" day={asOf} keep={state} />
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
