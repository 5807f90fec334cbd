import { BarPanelView } from "@/drawings/charts";
import type { Filters } from "@/queries/filters";
import { writeQuery } from "@/queries/write-query";
import { countOf, formatCount, formatRate, listInText } from "@/report/format";
import { distinctMarks, withSign } from "@/report/mark";
import { domainOf } from "@/series/bars";
import { MarkNotes } from "@/site/marks";
import { Chart, Note } from "@/site/story";
import { traceHref } from "@/site/traced";
import type { TableView } from "@/tables/table-view";
import { OrderExecution } from "../execution/order-execution";
import { AnswersTable } from "./answers-table";
import css from "./calculator.module.css";
import { OrderForm, type OrderFormProps } from "./order-form";
import {
  type BrokerAnswer,
  centsOf,
  inOrder,
  type OrderQuestion,
  placeAmong,
  worthOf,
} from "./order-question";
import { orderSentence, placeSentence, sizeInText } from "./order-sentences";

/** Bars drawn, and rows listed; the CSV has all. The broker asked about is always there. */
const MOST_BARS = 12;
const MOST_ROWS = 25;
/** Of a whole market, where the page is long enough. */
const VERY_MANY = 500;
const MOST_ROWS_OF_VERY_MANY = 15;
/** Names said of brokers without a report. */
const MOST_NAMES = 6;

export interface CalculatorProps {
  readonly question: OrderQuestion;
  /** `2022 Q1` */
  readonly quarter: string;
  /** The broker asked about, under the name sentences use; null: none chosen yet. */
  readonly broker: { readonly slug: string; readonly called: string } | null;
  /** Every broker with a report for the quarter, and the one asked about. */
  readonly answers: readonly BrokerAnswer[];
  /** Names of stored brokers without a report for the quarter. */
  readonly without: readonly string[];
  /** Filters the answers are under, brokers aside. */
  readonly scope: Partial<Filters>;
  readonly form: Omit<OrderFormProps, "question">;
  readonly tableView?: TableView;
}

/** What a broker was paid for an order of yours, beside other brokers. Works as a form, without a script. */
export function Calculator({
  question,
  quarter,
  broker,
  answers,
  without,
  scope,
  form,
  tableView,
}: CalculatorProps) {
  const own = broker && answers.find((one) => one.slug === broker.slug);
  const place = broker && placeSentence(broker.called, placeAmong(broker.slug, answers));
  const ordered = inOrder(answers);
  const rated = ordered.flatMap(({ slug, name, answer }) => {
    const cents = centsOf(answer);
    const mark = "mark" in answer ? answer.mark : undefined;
    return cents === null ? [] : [{ slug, name, cents, kind: answer.kind, mark }];
  });
  const shown = rated.filter(({ slug }, i) => i < MOST_BARS || slug === broker?.slug);
  const most = ordered.length > VERY_MANY ? MOST_ROWS_OF_VERY_MANY : MOST_ROWS;
  const listed = ordered.filter(({ slug }, i) => i < most || slug === broker?.slug);
  const title = `Paid to each broker for an order of ${sizeInText(question.section, question.size)}, ${quarter}, in cents`;
  return (
    <>
      <OrderForm {...form} question={question} />
      {broker && own ? (
        <p className={css.answer}>
          {orderSentence(broker.called, quarter, question, own.answer)} {place}
        </p>
      ) : (
        <p className={css.answer}>Choose a broker to see what it was paid for such an order.</p>
      )}
      {broker ? (
        <OrderExecution
          broker={broker}
          section={question.section}
          orderType={question.orderType}
          dollars={worthOf(question)}
          asOf={scope.asOf ?? null}
        />
      ) : null}
      <Note>
        The payment is an average over all such orders of which the report says what was paid, those paid
        nothing counting as 0: one order may have earned more, less or nothing. Some brokers are paid by the
        share, some a part of the spread. Directed and not-held orders and small venues are not in it.
      </Note>
      {shown.length > 1 ? (
        <Chart unit={`Cents for ${sizeInText(question.section, question.size)}`}>
          <BarPanelView
            width={620}
            names={170}
            panel={{
              id: "calculator-chart",
              title,
              domain: domainOf(shown.map(({ cents }) => cents)),
              bars: shown.map(({ slug, name, cents, kind, mark }) => ({
                key: slug,
                label: name,
                value: cents,
                text: withSign(kind === "paid_nothing" ? "paid nothing" : `${formatRate(cents)} ¢`, mark),
                mark,
                color: slug === broker?.slug || broker === null ? "payment" : "rest",
                trace: traceHref({ ...scope, broker: [slug], metric: "order_average" }),
              })),
            }}
          />
        </Chart>
      ) : null}
      <MarkNotes marks={distinctMarks(listed.map(({ answer }) => ("mark" in answer ? answer.mark : null)))} />
      <AnswersTable
        caption={`${title} and dollars`}
        answers={listed}
        section={question.section}
        current={broker?.slug ?? null}
        scope={scope}
        tableView={tableView}
      />
      {listed.length < ordered.length ? (
        <Note>
          The best paid of {countOf(ordered.length, "broker")} with a report; {formatCount(rated.length)} of
          them filed enough.{" "}
          <a href={`/api/v1/rates?${writeQuery({ ...scope, by: ["broker"], format: "csv" })}`}>All as CSV</a>
        </Note>
      ) : null}
      {without.length > 0 ? (
        <Note>
          No report for {quarter} is stored of {listInText(without, MOST_NAMES)}: nothing is known of them,
          not zero.
        </Note>
      ) : null}
    </>
  );
}
