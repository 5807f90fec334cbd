import { averagesByBroker } from "@/charts/averages-by-broker";
import { type Filters, filters } from "@/queries/filters";
import { USUAL_VIEW } from "@/queries/view-parameters";
import type { Quarter } from "@/report/quarter";
import { answerOf, type BrokerAnswer, type OrderQuestion } from "../calculator/order-question";

/** What is asked: the order, by whose report of which quarter. */
export interface Asked {
  readonly question: OrderQuestion;
  readonly quarter: Quarter;
  /** Null: no broker is chosen. */
  readonly broker: { readonly slug: string; readonly name: string } | null;
  /** How the page is seen. An order goes where it goes: exchanges count in the answer whatever is left out around it. */
  readonly view: Pick<Filters, "exchanges" | "asOf">;
}

/** What such orders of these brokers are counted from: exchanges count, whatever is left out around it. */
export function scopeOf(
  { section, orderType }: OrderQuestion,
  brokers: readonly string[],
  quarter: Quarter | null,
  asOf: string | null,
): Filters {
  return filters({
    broker: [...brokers],
    section: [section],
    orderType: [orderType],
    from: quarter,
    to: quarter,
    asOf,
  });
}

/** What every broker with a report for the quarter was paid for such an order, and the one asked about. */
export function readAnswers({ question, quarter, broker, view }: Asked) {
  const scope = scopeOf(question, broker ? [broker.slug] : [], quarter, view.asOf);
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
