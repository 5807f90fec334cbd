import { brokerQuarters } from "@/queries/broker-quarters";
import { type Filters, filters } from "@/queries/filters";
import { markedRates } from "@/queries/marked-rates";
import type { Quarter } from "@/report/quarter";
import { answerOf, type BrokerAnswer, type OrderQuestion } from "./order-question";

export interface OrderAnswers {
  /** Every broker with a report for the quarter, and the one asked about. */
  readonly answers: readonly BrokerAnswer[];
  /** Filters the answers are under, brokers aside. */
  readonly scope: Partial<Filters>;
}

/**
 * What each broker's report of a quarter says about an order. Each line is one broker's own report, so flow that another
 * report repeats counts here; nothing is added up over brokers.
 */
export function orderAnswers(
  quarter: Quarter,
  question: OrderQuestion,
  asked: { readonly slug: string; readonly name: string } | null,
  asOf: string | null = null,
): OrderAnswers {
  const scope = {
    from: quarter,
    to: quarter,
    section: [question.section],
    orderType: [question.orderType],
    reReported: "include",
    asOf,
  } as const;
  const found = new Map(markedRates(filters(scope), ["broker"]).map((row) => [row.broker_slug, row]));
  const reports = brokerQuarters(filters({ from: quarter, to: quarter, asOf }));
  const answers = reports.map(({ broker_slug, broker }) => ({
    slug: broker_slug,
    name: broker,
    answer: answerOf(found.get(broker_slug), true, question),
  }));
  const isThere = asked === null || answers.some((one) => one.slug === asked.slug);
  return {
    answers: isThere ? answers : [...answers, { ...asked, answer: answerOf(undefined, false, question) }],
    scope,
  };
}
