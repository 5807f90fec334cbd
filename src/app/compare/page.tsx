import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { z } from "zod";
import { latestOfEach } from "@/charts/averages-by-broker";
import { about } from "@/charts/chart";
import { compare } from "@/charts/compare";
import { ChoiceForm } from "@/forms/choice-form";
import { exchangesChoice, quarterSteps } from "@/forms/quarter-choice";
import { calledOf } from "@/names/called";
import { pictureAddresses } from "@/pictures/picture-addresses";
import { chartToTake } from "@/pictures/take-away";
import { brokerQuarters, completeAmong } from "@/queries/broker-quarters";
import { type Filters, filters } from "@/queries/filters";
import { isFromExchanges } from "@/queries/from-exchanges";
import { listBrokers } from "@/queries/list-brokers";
import { markedRates } from "@/queries/marked-rates";
import { rates } from "@/queries/rates";
import { latestMarketQuarter, storedQuarters } from "@/queries/stored-quarters";
import { METRIC_OF } from "@/queries/trace-parameters";
import { MEASURES, type Measure, USUAL_VIEW, VIEW_PARAMETERS } from "@/queries/view-parameters";
import { listInText, quarterInText, quarterLabel } from "@/report/format";
import { formatQuarter, parseQuarter, type Quarter } from "@/report/quarter";
import { MEASURE_LABELS } from "@/series/measure-words";
import { AsOfBanner, AsOfForm } from "@/site/as-of";
import { keptView } from "@/site/kept-view";
import { NothingStored } from "@/site/nothing-stored";
import { pagePath } from "@/site/page-path";
import { orMissing, pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Note, Standfirst, Story } from "@/site/story";
import { pageTables } from "@/tables/page-tables";
import { paymentsSentence } from "@/words/compare-sentence";
import { exchangesInWords } from "@/words/venue-sentence";
import css from "../_answer/answer.module.css";
import { namedBroker } from "../_answer/named-broker";
import { ORDER_PARAMETERS, orderInAddress, questionOf } from "../calculator/order-parameters";
import type { OrderQuestion } from "../calculator/order-question";
import { pageMetadata } from "../page-metadata";
import { brokersToChoose } from "../trends/brokers-to-choose";
import { chosenBrokers, commonQuarter, MOST_BROKERS, namedIn } from "./chosen-brokers";
import { CompareAnswer } from "./compare-answer";
import { CompareExecutionStory } from "./compare-execution-story";
import { ComparePanelsStory } from "./compare-panels-story";
import { CompareTable } from "./compare-table";
import { CompareTrendStory } from "./compare-trend-story";

export const dynamic = "force-dynamic";

const TABLES = pageTables("figures", "sp500", "non_sp500", "options", "execution");
/** Of an order what it is; what it is worth says nothing of payments. */
const { section, orderType, size } = ORDER_PARAMETERS;
const OWN = {
  section,
  orderType,
  size,
  named: z.string().max(200, { error: "allowed: at most 200 characters" }).optional(),
  measure: VIEW_PARAMETERS.measure,
  ...TABLES.parameters,
};

const WHAT = "Two to six brokers side by side: what each is paid for the same kind of order.";

/** What the address asks for; what it does not allow, in words. */
async function asked(searchParams: SearchParams) {
  const { brokers: given, ...others } = await searchParams;
  const texts = [given ?? []].flat();
  const known = namedIn(texts).flatMap(
    (text) => orMissing(() => listBrokers(filters({ broker: [text] }))) ?? [],
  );
  const chosen = chosenBrokers(given, known);
  if (chosen.problem !== null) return { asked: null, problem: chosen.problem, kept: chosen.slugs };
  // What is wrong with a day is said below, with all that is wrong.
  const day = (await pageQuery(Promise.resolve({ asOf: others.asOf }), ["asOf"])).query?.asOf ?? null;
  const slugs = chosen.slugs.length > 0 ? chosen.slugs : defaultBrokers(day);
  // A form sends each broker as a parameter of its own.
  const read = Promise.resolve({ ...others, brokers: texts.join(",") });
  const { query, problem } = await pageQuery(read, ["quarter", "exchanges", "asOf"], {
    brokers: z.string().optional(),
    ...OWN,
  });
  if (problem !== null) return { asked: null, problem, kept: chosen.slugs };
  const reports = slugs.length === 0 ? [] : brokerQuarters(filters({ asOf: query.asOf, broker: [...slugs] }));
  const quarter = query.from ?? parseQuarter(commonQuarter(slugs, reports) ?? "");
  // Without a quarter in common each broker's latest answers.
  const isOfEach =
    latestOfEach({ broker: [...slugs], from: query.from, to: query.to, month: null, asOf: query.asOf }) !==
    null;
  return {
    asked: { chosen: chosen.slugs, slugs, query, reports, quarter, isOfEach },
    problem: null,
    kept: chosen.slugs,
  };
}

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const { asked: found } = await asked(searchParams);
  const about = { title: "Compare brokers", description: WHAT, path: "/compare", picture: null };
  if (!found) return pageMetadata(about);
  const { chosen, slugs, query, quarter } = found;
  const { measure, exchanges, asOf, from } = query;
  const path = pagePath("/compare", {
    brokers: chosen,
    quarter: from && formatQuarter(from),
    ...orderInAddress(questionOf({ ...query, dollars: undefined, dollarsFor: undefined })),
    measure: measure === USUAL_VIEW.measure ? "" : measure,
    ...keptView(query),
  });
  if (!quarter || slugs.length === 0) return pageMetadata({ ...about, path });
  const rows = slugs.flatMap((slug) => listBrokers(filters({ broker: [slug] })));
  const names = listInText(rows.map((row) => calledOf(row, rows)));
  const scope = filters({
    broker: slugs,
    exchanges,
    asOf,
    reReported: "include",
    from: quarter,
    to: quarter,
  });
  return pageMetadata({
    ...about,
    description: `${names} in ${quarterInText(quarter)}: ${MEASURE_LABELS[measure].toLowerCase()} by section and order type, as a chart, as a table and over time.`,
    path,
    picture: { name: "compare", filters: scope, view: { ...USUAL_VIEW, measure } },
  });
}

export default async function ComparePage({ searchParams }: { searchParams: SearchParams }) {
  const { brokers: given, ...others } = await searchParams;
  const { asked: found, problem, kept: selection } = await asked(searchParams);
  if (problem !== null) return <Refused problem={problem} selection={selection} />;
  const { chosen, slugs, query, reports, quarter, isOfEach } = found;
  const { exchanges, asOf } = query;
  const kept = keptView(query);
  if (quarter === null) {
    const without = { brokers: chosen, exchanges: kept.exchanges };
    return (
      <>
        <h1>Compare brokers</h1>
        {asOf ? <AsOfBanner day={asOf} now={pagePath("/compare", without)} /> : null}
        {asOf && chosen.length > 0 ? (
          <p>No report of these brokers was generated on or before that day. Nothing was known yet.</p>
        ) : (
          <NothingStored asOf={asOf} load="the reports of two brokers" then="they can be compared here" />
        )}
        {asOf ? (
          <AsOfForm path="/compare" day={asOf} keep={{ ...without, brokers: chosen.join(",") }} />
        ) : null}
      </>
    );
  }
  const question = questionOf({ ...query, dollars: undefined, dollarsFor: undefined });
  const added = query.named?.trim() ? namedBroker(query.named) : null;
  const state = {
    brokers: slugs,
    quarter: isOfEach ? "" : formatQuarter(quarter),
    ...orderInAddress(question),
    measure: query.measure === "rate" ? "" : query.measure,
    ...kept,
    ...TABLES.chosen(others),
  };
  const isMore = added?.slug && !slugs.includes(added.slug);
  const isFull = isMore && slugs.length >= MOST_BROKERS;
  // The address to copy has one parameter for all brokers. A quarter that not all have is chosen anew with one more.
  if (added?.slug && !isFull) {
    const brokers = isMore ? [...slugs, added.slug] : slugs;
    redirect(pagePath("/compare", { ...state, brokers, quarter: query.from ? state.quarter : "" }));
  }
  if (Array.isArray(given))
    redirect(pagePath("/compare", { ...state, quarter: query.from ? state.quarter : "" }));
  return (
    <Comparison
      slugs={slugs}
      quarter={quarter}
      measure={query.measure}
      view={{ exchanges, asOf }}
      state={state}
      reports={reports}
      question={question}
      isOfEach={isOfEach}
      problem={
        isFull
          ? `At most ${MOST_BROKERS} brokers are compared: take one out first.`
          : (added?.problem ?? null)
      }
    />
  );
}

async function Comparison({
  slugs,
  quarter,
  measure,
  view: { exchanges, asOf },
  state,
  reports,
  question,
  isOfEach,
  problem,
}: {
  slugs: readonly string[];
  quarter: Quarter;
  measure: Measure;
  view: Pick<Filters, "exchanges" | "asOf">;
  state: Readonly<Record<string, string | readonly string[]>>;
  reports: ReturnType<typeof brokerQuarters>;
  /** The order that is asked about. */
  question: OrderQuestion;
  /** The brokers have no quarter in common, and none is chosen. */
  isOfEach: boolean;
  /** Why a broker could not be added. */
  problem: string | null;
}) {
  const key = formatQuarter(quarter);
  const said = quarterLabel(key);
  // A broker's own figures are all it filed; flow that another report contains as well is only left out of totals.
  const own = filters({ broker: [...slugs], exchanges, asOf, reReported: "include" });
  const scope = { ...own, from: quarter, to: quarter };
  const view = { ...USUAL_VIEW, measure };
  const compared = compare.read(scope, view);
  const { brokers } = compared;
  const chart = compare.show(compared, about({ quarter: said, scope, view }));
  const rows = slugs.flatMap((slug) => listBrokers(filters({ broker: [slug] })));
  const bySection = markedRates(scope, ["broker", "section"]);
  const totals = markedRates(scope, ["broker"]);
  const stored = storedQuarters(filters({ asOf }));
  const quarters = stored.map((one) => one.quarter);
  const offered = brokersToChoose(stored, asOf);
  const _link = pictureAddresses("compare", scope, view).page;
  const tables = TABLES.views("/compare", state);
  // What is shown when none is chosen; empty: each broker's latest.
  const usualQuarter = latestOfEach({ ...own, from: null, to: null })
    ? ""
    : (commonQuarter(slugs, reports) ?? "");
  const href = (change: typeof state) => pagePath("/compare", { ...state, ...change });
  return (
    <>
      <h1 className={css.title}>
        {brokers
          .map((broker) => broker.name)
          .join(" and ")
          .replace(/ and (?=.* and )/g, ", ")}
      </h1>
      {asOf ? <AsOfBanner day={asOf} now={href({ asOf: "" })} /> : null}
      {problem ? <p role="alert">{problem}</p> : null}
      {
        await CompareAnswer({
          chosen: rows,
          question,
          quarter: isOfEach ? null : quarter,
          view: { exchanges, asOf },
          quarters: quarters.toReversed(),
          latest: usualQuarter,
          offered,
          keep: { measure: String(state.measure), ...TABLES.chosen(state) },
          without: (slug) =>
            rows.length > 1
              ? href({
                  brokers: slugs.filter((one) => one !== slug),
                  sort: tables.figures.sort?.by === slug ? "" : (state.sort ?? ""),
                })
              : null,
        })
      }
      {slugs.length < 2 ? <p>Add a second broker to compare with.</p> : null}

      <h2 className={css.filed} id="filed">
        What they filed for {said}
      </h2>
      <ChoiceForm
        path="/compare"
        keep={{
          brokers: slugs.join(","),
          ...orderInAddress(question),
          quarter: String(state.quarter),
          asOf: asOf ?? "",
          ...TABLES.chosen(state),
        }}
        steps={quarterSteps(quarters, key, (other) => href({ quarter: other }))}
        choices={[
          {
            name: "measure",
            label: "Show",
            value: measure,
            options: MEASURES.map((one) => ({
              value: one as string,
              label: MEASURE_LABELS[one].toLowerCase(),
            })),
          },
          exchangesChoice(exchanges),
        ]}
      />
      <Standfirst>{chart.says}</Standfirst>

      <ComparePanelsStory
        name={`${MEASURE_LABELS[measure]} by order type, ${said}`}
        chart={chart}
        take={await chartToTake("compare", scope, view)}
      />

      <Story
        id="table"
        name={`${MEASURE_LABELS[measure]} as a table, ${said}`}
        says={paymentsSentence(
          said,
          brokers.map((broker) => ({
            name: broker.name,
            paymentUsd: totals.find((row) => row.broker_slug === broker.slug)?.payment_usd ?? null,
            mark: totals.find((row) => row.broker_slug === broker.slug)?.marks?.payment,
            fromExchanges: isFromExchanges({ ...scope, broker: [broker.slug] }),
          })),
        )}
        wide
      >
        <CompareTable
          brokers={brokers}
          rows={[...compared.rates, ...bySection]}
          measure={measure}
          quarter={key}
          scope={scope}
          caption={`${MEASURE_LABELS[measure]} by section, order type and broker, ${said}`}
          tableView={tables.figures}
        />
        <Note>
          {exchangesInWords(exchanges)} Positive: the broker was paid. Negative: it paid. A dash means not
          filed, not zero. Each broker’s figures are all it filed, also what another report contains as well.
        </Note>
      </Story>

      <CompareExecutionStory brokers={brokers} asOf={asOf} tableView={tables.execution} />

      <CompareTrendStory
        scope={own}
        metric={METRIC_OF[measure]}
        tableViews={tables}
        brokers={brokers}
        rows={markedRates(own, ["broker", "quarter", "section"])}
        measure={measure}
        complete={completeAmong(reports)}
        take={await chartToTake("trend", own, { ...view, lines: "broker" })}
      />
      <AsOfForm
        path="/compare"
        day={asOf}
        keep={{
          brokers: slugs.join(","),
          quarter: String(state.quarter),
          ...orderInAddress(question),
          measure: String(state.measure),
          exchanges: String(state.exchanges),
          sort: String(state.sort),
        }}
      />
    </>
  );
}

/** The two with the largest payments of the latest quarter with at least two brokers. */
function defaultBrokers(asOf: string | null): string[] {
  const quarter = parseQuarter(latestMarketQuarter(storedQuarters(filters({ asOf }))) ?? "");
  if (!quarter) return [];
  const scope = filters({ asOf, from: quarter, to: quarter });
  const paid = new Map(rates(scope, ["broker"]).map((row) => [row.broker_slug, row.payment_usd]));
  const usd = (slug: string) => paid.get(slug) ?? -Number.MAX_VALUE;
  return brokerQuarters(scope)
    .map((one) => one.broker_slug)
    .toSorted((a, b) => usd(b) - usd(a))
    .slice(0, 2);
}

function Refused({ problem, selection }: { problem: string; selection: readonly string[] }) {
  return (
    <Refusal title="Compare brokers" why={problem}>
      {selection.length > 0 ? (
        <>
          <Link href={pagePath("/compare", { brokers: selection.slice(0, MOST_BROKERS) })}>
            Compare the others chosen
          </Link>
          ,{" "}
        </>
      ) : null}
      <Link href="/compare">Compare the two largest</Link> or choose from{" "}
      <Link href="/brokers">all brokers</Link>.
    </Refusal>
  );
}
