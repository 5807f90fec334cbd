import { averagesByBroker } from "@/charts/averages-by-broker";
import { about } from "@/charts/chart";
import { ChartFigure } from "@/drawings/chart-figure";
import { namesAmong } from "@/names/called";
import { chartToTake } from "@/pictures/take-away";
import { type Filters, filters } from "@/queries/filters";
import type { BrokerRow } from "@/queries/list-brokers";
import { USUAL_VIEW } from "@/queries/view-parameters";
import { formatPercent, quarterInText } from "@/report/format";
import { formatQuarter, type Quarter } from "@/report/quarter";
import { withMostMoney } from "@/series/most-money";
import { brokerPath } from "@/site/entity-path";
import { keptView } from "@/site/kept-view";
import { pagePath } from "@/site/page-path";
import { Note } from "@/site/story";
import { TakeAway } from "@/site/take-away";
import { TraceLink } from "@/site/traced";
import { orderInAddress } from "../calculator/order-parameters";
import { answerOf, type BrokerAnswer, type OrderQuestion, worthOf } from "../calculator/order-question";
import { orderSentence } from "../calculator/order-sentences";
import { OrderExecution } from "../execution/order-execution";
import css from "./answer.module.css";
import { AnswerForm, BrokerEnding } from "./answer-form";

/** Brokers in the sentence's list: of a market those with the most money, the search has all. */
const MOST_BROKERS = 120;

/** What is asked: the order, by whose report of which quarter. */
export interface Asked {
  readonly question: OrderQuestion;
  readonly quarter: Quarter;
  /** Null: no broker is chosen. */
  readonly broker: { readonly slug: string; readonly name: string } | null;
  /** How the page is seen. An order goes where it goes: exchanges count in the answer whatever is left out around it. */
  readonly view: Pick<Filters, "exchanges" | "asOf">;
}

/** What every broker with a report for the quarter was paid for such an order, and the one asked about. */
export function readAnswers({ question, quarter, broker, view }: Asked) {
  const { section, orderType } = question;
  const scope = filters({
    broker: broker ? [broker.slug] : [],
    section: [section],
    orderType: [orderType],
    from: quarter,
    to: quarter,
    asOf: view.asOf,
  });
  const rows = averagesByBroker.read(scope, USUAL_VIEW);
  const answers: BrokerAnswer[] = rows.brokers.map(({ slug, name, row }) => ({
    slug,
    name,
    answer: answerOf(row ?? undefined, true, question),
  }));
  const own =
    broker &&
    (answers.find(({ slug }) => slug === broker.slug)?.answer ?? answerOf(undefined, false, question));
  return { scope, rows, answers, own };
}

/** The first screen: the answer in a sentence, how it compares, and every broker in a strip beside it. */
export async function Answer({
  asked,
  read: { scope, rows, own },
  brokers,
  quarters,
  latest,
  home,
}: {
  asked: Asked;
  read: ReturnType<typeof readAnswers>;
  /** Every broker that can be chosen. */
  brokers: readonly BrokerRow[];
  /** Quarters to choose from, `2022Q1`, the newest first, and the one shown when none is chosen. */
  quarters: readonly string[];
  latest: string;
  /** The page while no broker is chosen. */
  home: string;
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
          action="/brokers"
          into="broker"
          home={home}
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
