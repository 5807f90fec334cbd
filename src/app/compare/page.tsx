import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { z } from "zod";
import { about } from "@/charts/chart";
import { compare } from "@/charts/compare";
import { ChoiceForm } from "@/forms/choice-form";
import { exchangesChoice, quarterChoice, quarterSteps } from "@/forms/quarter-choice";
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
import { brokerPath } from "@/site/entity-path";
import { keptView } from "@/site/kept-view";
import { NothingStored } from "@/site/nothing-stored";
import { pagePath } from "@/site/page-path";
import { orMissing, pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Note, Standfirst, Story } from "@/site/story";
import { pageTables } from "@/tables/page-tables";
import { paymentsSentence } from "@/words/compare-sentence";
import { exchangesInWords } from "@/words/venue-sentence";
import { pageMetadata } from "../page-metadata";
import { brokersToChoose } from "../trends/brokers-to-choose";
import { chosenBrokers, commonQuarter, MOST_BROKERS, namedIn } from "./chosen-brokers";
import { ChosenList } from "./chosen-list";
import { CompareExecutionStory } from "./compare-execution-story";
import { ComparePanelsStory } from "./compare-panels-story";
import { CompareTable } from "./compare-table";
import { CompareTrendStory } from "./compare-trend-story";

export const dynamic = "force-dynamic";

const TABLES = pageTables("figures", "sp500", "non_sp500", "options", "execution");
const WHAT = "Two to six brokers side by side: what each is paid for the same kind of order.";

/** What the address asks for; what it does not allow, in words. */
async function asked(searchParams: SearchParams) {
  const { brokers: given, ...others } = await searchParams;
  const texts = [given ?? []].flat();
  const known = namedIn(texts).flatMap(
    (text) => orMissing(() => listBrokers(filters({ broker: [text] }))) ?? [],
  );
  const chosen = chosenBrokers(given, known);
  if (chosen.problem !== null) return { asked: null, problem: chosen.problem };
  // What is wrong with a day is said below, with all that is wrong.
  const day = (await pageQuery(Promise.resolve({ asOf: others.asOf }), ["asOf"])).query?.asOf ?? null;
  const slugs = chosen.slugs.length > 0 ? chosen.slugs : defaultBrokers(day);
  // A form sends each broker as a parameter of its own.
  const read = Promise.resolve({ ...others, brokers: texts.join(",") });
  const { query, problem } = await pageQuery(read, ["quarter", "exchanges", "asOf"], {
    brokers: z.string().optional(),
    measure: VIEW_PARAMETERS.measure,
    ...TABLES.parameters,
  });
  if (problem !== null) return { asked: null, problem };
  const reports = slugs.length === 0 ? [] : brokerQuarters(filters({ asOf: query.asOf, broker: [...slugs] }));
  const quarter = query.from ?? parseQuarter(commonQuarter(slugs, reports) ?? "");
  return { asked: { chosen: chosen.slugs, slugs, query, reports, quarter }, problem: null };
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
  const { asked: found, problem } = await asked(searchParams);
  if (problem !== null) return <Refused problem={problem} />;
  const { chosen, slugs, query, reports, quarter } = found;
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
  const state = {
    brokers: slugs,
    quarter: formatQuarter(quarter),
    measure: query.measure === "rate" ? "" : query.measure,
    ...kept,
    ...TABLES.chosen(others),
  };
  // The address to copy has one parameter for all brokers.
  if (Array.isArray(given)) redirect(pagePath("/compare", state));
  return (
    <Comparison
      slugs={slugs}
      quarter={quarter}
      measure={query.measure}
      view={{ exchanges, asOf }}
      state={state}
      reports={reports}
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
}: {
  slugs: readonly string[];
  quarter: Quarter;
  measure: Measure;
  view: Pick<Filters, "exchanges" | "asOf">;
  state: Readonly<Record<string, string | readonly string[]>>;
  reports: ReturnType<typeof brokerQuarters>;
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
  const href = (change: typeof state) => pagePath("/compare", { ...state, ...change });
  return (
    <>
      <h1>
        {brokers
          .map((broker) => broker.name)
          .join(" and ")
          .replace(/ and (?=.* and )/g, ", ")}
      </h1>
      {asOf ? <AsOfBanner day={asOf} now={href({ asOf: "" })} /> : null}
      <Standfirst>{chart.says}</Standfirst>
      <ChosenList
        chosen={rows.map((row, i) => ({
          key: row.slug,
          name: row.name,
          href: brokerPath(row.slug, key, { exchanges, asOf }),
          color: brokers[i]?.color ?? "rest",
          without:
            rows.length > 1
              ? href({
                  brokers: slugs.filter((slug) => slug !== row.slug),
                  sort: tables.figures.sort?.by === row.slug ? "" : (state.sort ?? ""),
                })
              : null,
        }))}
      />
      <ChoiceForm
        path="/compare"
        keep={{ brokers: slugs.join(","), asOf: asOf ?? "", ...TABLES.chosen(state) }}
        steps={quarterSteps(quarters, key, (other) => href({ quarter: other }))}
        choices={[
          ...(slugs.length < MOST_BROKERS
            ? [
                {
                  name: "brokers",
                  label: "Add",
                  value: "",
                  options: [
                    { value: "", label: "no other broker" },
                    ...offered.brokers
                      .filter((one) => !slugs.includes(one.slug))
                      .map((one) => ({ value: one.slug, label: one.name })),
                  ],
                  // Of a whole market the largest are suggested, and any other can be written.
                  typed: offered.largestOf === null ? undefined : "a broker’s slug or CRD number",
                },
              ]
            : []),
          quarterChoice(quarters, key),
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
      {slugs.length < 2 ? <p>Add a second broker to compare with.</p> : null}

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
          filed, which is not zero. Each broker’s figures are all it filed, also what another report contains
          as well.
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
          quarter: key,
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

function Refused({ problem }: { problem: string }) {
  return (
    <Refusal title="Compare brokers" why={problem}>
      <Link href="/compare">Compare the two largest</Link> or choose from{" "}
      <Link href="/brokers">all brokers</Link>.
    </Refusal>
  );
}
