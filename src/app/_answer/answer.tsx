import type { ReactNode } from "react";
import { averagesByBroker } from "@/charts/averages-by-broker";
import { about } from "@/charts/chart";
import { ChartFigure } from "@/drawings/chart-figure";
import { namesAmong } from "@/names/called";
import { chartToTake } from "@/pictures/take-away";
import type { BrokerRow } from "@/queries/list-brokers";
import { formatPercent, quarterInText } from "@/report/format";
import { formatQuarter } from "@/report/quarter";
import { withMostMoney } from "@/series/most-money";
import { brokerPath } from "@/site/entity-path";
import { keptView } from "@/site/kept-view";
import { pagePath } from "@/site/page-path";
import { Note } from "@/site/story";
import { TakeAway } from "@/site/take-away";
import { TraceLink } from "@/site/traced";
import { orderInAddress } from "../calculator/order-parameters";
import { worthOf } from "../calculator/order-question";
import { orderSentence } from "../calculator/order-sentences";
import { OrderExecution } from "../execution/order-execution";
import css from "./answer.module.css";
import { AnswerForm, type AnswerFormProps, BrokerEnding } from "./answer-form";
import type { Asked, readAnswers } from "./read-answers";

/** Brokers in the sentence's list: of a market those with the most money, the search has all. */
const MOST_BROKERS = 120;

/** Where a choice leads on pages of one broker: to the page of the one chosen. `home`: the page without one. */
export function toBrokerPages(home: string): Pick<AnswerFormProps, "action" | "into" | "home"> {
  return { action: "/brokers", into: "broker", home };
}

/** The first screen: the answer in a sentence, how it compares, and every broker in a strip beside it. */
export async function Answer({
  asked,
  read: { scope, rows, own },
  brokers,
  quarters,
  latest,
  form,
  finder = null,
}: {
  asked: Asked;
  read: ReturnType<typeof readAnswers>;
  /** Every broker that can be chosen. */
  brokers: readonly BrokerRow[];
  /** Quarters to choose from, `2022Q1`, the newest first, and the one shown when none is chosen. */
  quarters: readonly string[];
  latest: string;
  /** Where a choice leads, and while no broker is chosen. */
  form: Pick<AnswerFormProps, "action" | "into" | "home">;
  /** Another way to a broker. */
  finder?: ReactNode;
}) {
  const { question, quarter, broker, view } = asked;
  const offered = offeredBrokers(brokers, broker?.slug ?? null);
  const called = namesAmong(offered);
  const { says, parts, notes } = averagesByBroker.show(rows, about({ scope }));
  const at = formatQuarter(quarter);
  const coverage = own && "coverage" in own ? own.coverage : null;
  const linkOf = (slug: string) =>
    pagePath(`/brokers/${slug}`, { quarter: at, ...orderInAddress(question), ...keptView(view) });
  return (
    <section className={css.answer} id="answer" aria-label="The answer">
      <div className={css.said}>
        <AnswerForm
          question={question}
          {...form}
          ending={
            <BrokerEnding
              brokers={offered.map((one) => ({ slug: one.slug, name: called(one) }))}
              broker={broker?.slug ?? null}
              answer={own}
            />
          }
          quarters={broker === null || quarters.includes(at) ? quarters : [at, ...quarters]}
          quarter={at}
          latest={latest}
          hasPrice={broker !== null}
          keep={keptView(view)}
        >
          {says ? <p className={css.verdict}>{says}</p> : null}
        </AnswerForm>
      </div>
      <div className={css.strip}>
        {parts.map((part) => (
          <ChartFigure key={part.unit} part={{ ...part, linkOf }} />
        ))}
        <Note>{notes.join(" ")}</Note>
        {parts.length > 0 ? <TakeAway {...(await chartToTake("averages-by-broker", scope))} /> : null}
      </div>
      <div className={css.after}>
        {finder ? <div className={css.find}>{finder}</div> : null}
        {broker && own ? (
          <p className={css.small}>
            {orderSentence(called(broker), quarterInText(quarter), question, own)}{" "}
            {coverage === null ? "" : `Share of its orders covered: ${formatPercent(coverage)}. `}
            {own.kind === "no_report" || own.kind === "no_orders" ? (
              <a href={brokerPath(broker.slug, null, view)}>Its latest quarter</a>
            ) : (
              <TraceLink
                of={{ ...scope, reReported: "include", broker: [broker.slug], metric: "order_average" }}
              >
                From this filing
              </TraceLink>
            )}
          </p>
        ) : null}
        {broker ? (
          <div className={css.more}>
            <OrderExecution
              broker={{ slug: broker.slug, called: called(broker) }}
              section={question.section}
              orderType={question.orderType}
              dollars={worthOf(question)}
              asOf={view.asOf}
            />
          </div>
        ) : null}
      </div>
    </section>
  );
}

/** Those with the most money, and the one asked about. */
function offeredBrokers(brokers: readonly BrokerRow[], chosen: string | null): BrokerRow[] {
  const most = withMostMoney(brokers, MOST_BROKERS);
  return brokers.filter((one) => one.slug === chosen || most.includes(one));
}
