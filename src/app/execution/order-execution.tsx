import Link from "next/link";
import { executedOrderOf, rowKey } from "@/execution/executed-order";
import { ALL_BELOW_200000 } from "@/execution/order-sizes";
import { monthWords } from "@/execution/report-month";
import { executionTraceHref } from "@/execution/traced-figures";
import type { ExecutionListRow } from "@/queries/execution-rows";
import { executedOrder, ownExecution } from "@/queries/own-execution";
import { formatRate } from "@/report/format";
import type { OrderType } from "@/report/order-types";
import type { Section } from "@/report/sections";
import { Note } from "@/site/story";
import { TracedTo } from "@/site/traced";
import { ExecutionFigure } from "@/tables/execution-columns";
import { customersSentence, ordersInWords, type SaidPart } from "@/words/execution-sentence";
import css from "./order-execution.module.css";

/**
 * How well a broker's customers' orders of a kind were executed, by the broker's own report under rule 605: the half of
 * "what does it earn, what do I get" that the payment is not. Where it filed none here, a line says so; nothing of
 * a market maker stands in for it.
 */
export function OrderExecution({
  broker,
  section,
  orderType,
  dollars,
  asOf = null,
}: {
  /** `called`: the name sentences use. */
  broker: { readonly slug: string; readonly called: string };
  section: Section;
  orderType: OrderType;
  /** What the order is worth; null: not said, then all orders below $200,000. */
  dollars: number | null;
  asOf?: string | null;
}) {
  const order = executedOrderOf(section, orderType, dollars);
  if (order === null) {
    return (
      <Note>
        How such orders were executed is in no summary of Rule 605, which is about market and marketable limit
        orders in stocks.
      </Note>
    );
  }
  const own = ownExecution(broker.slug, "broker", asOf);
  if (own === null) {
    return (
      <Note>
        How well they were executed is not known: {broker.called} has not filed a Rule 605 report here.{" "}
        <Link href="/upload#execution">Where the reports are</Link>
      </Note>
    );
  }
  const asked = { ...order, month: own.month };
  const row = executedOrder(own, order);
  if (row === null) {
    return (
      <p className={css.answer}>
        {broker.called}’s Rule 605 report for {monthWords(own.month)} has no {ordersInWords(order)}, not zero.
      </p>
    );
  }
  return (
    <>
      <p className={css.answer}>
        {customersSentence(row, asked).map((part) => (
          <Said key={part.text} part={part} row={row} />
        ))}
      </p>
      {row.marked ? (
        <Note>
          The report says of such orders something that cannot be so; it is shown{" "}
          <a href={reportHref(row)}>as filed</a>.
        </Note>
      ) : null}
      <Note>
        In the unit of payments:{" "}
        <ExecutionFigure
          row={row}
          name="net_improvement_cents_per_100_shares"
          text={formatRate(row.net_improvement_cents_per_100_shares)}
          filed="net_improvement_fraction"
        />{" "}
        cents per 100 shares, at the average price of these orders. Both are averages, over many orders and
        different times, and neither is part of the other: they are never subtracted, and the reports do not
        show that one caused the other.{" "}
        {order.size === ALL_BELOW_200000 ? "With a price, the answer is for orders of that size. " : ""}
        <a href={reportHref(row)}>Its Rule 605 report</a> ·{" "}
        <Link href="/methods#execution">What may be concluded</Link>
      </Note>
    </>
  );
}

function Said({ part: { text, figure }, row }: { part: SaidPart; row: ExecutionListRow }) {
  return figure ? <TracedTo href={executionTraceHref(row, figure)}>{text}</TracedTo> : text;
}

function reportHref(row: ExecutionListRow): string {
  return `/reports/${row.report_id}#${rowKey(row)}`;
}
