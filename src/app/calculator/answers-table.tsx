import Link from "next/link";
import type { Filters } from "@/queries/filters";
import { formatPercent, formatRate } from "@/report/format";
import { formatQuarter } from "@/report/quarter";
import type { Section } from "@/report/sections";
import { brokerPath } from "@/site/entity-path";
import { DataTable } from "@/tables/data-table";
import { Rate, Unknown } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import { rateUnitOf } from "@/words/order-words";
import css from "./calculator.module.css";
import type { BrokerAnswer, OrderAnswer } from "./order-question";
import { dollarsOfCents } from "./order-sentences";

const WHY: Record<Exclude<OrderAnswer["kind"], "rate">, string> = {
  not_enough: "not enough filed",
  zero: "$0 filed",
  blank: "filed blank",
  no_orders: "no such orders listed",
  no_report: "no report",
};

/** What each broker was paid for the order: in the order given, the one asked about marked. */
export function AnswersTable({
  caption,
  answers,
  section,
  current,
  scope,
  tableView,
}: {
  caption: string;
  answers: readonly BrokerAnswer[];
  section: Section;
  current: string | null;
  scope: Partial<Filters>;
  tableView?: TableView;
}) {
  return (
    <DataTable<BrokerAnswer>
      caption={caption}
      captionHidden
      rows={answers}
      rowKey={(row) => row.slug}
      view={tableView}
      empty="No report is stored for this quarter."
      columns={[
        {
          key: "broker",
          head: "Broker",
          cell: ({ slug, name }) => (
            <Link
              href={brokerPath(slug, scope.from ? formatQuarter(scope.from) : null, scope)}
              className={slug === current ? css.current : undefined}
              prefetch={false}
            >
              {name}
            </Link>
          ),
        },
        {
          key: "cents",
          head: "This order",
          unit: "cents; USD",
          numeric: true,
          value: ({ answer }) => (answer.kind === "rate" ? answer.cents : null),
          cell: ({ answer }) =>
            answer.kind === "rate" ? (
              <>
                {formatRate(answer.cents)}
                <span className={css.dollars}>{dollarsOfCents(answer.cents)}</span>
              </>
            ) : (
              WHY[answer.kind]
            ),
        },
        {
          key: "rate",
          head: "Rate",
          unit: rateUnitOf(section),
          numeric: true,
          cell: ({ slug, answer }) =>
            answer.kind === "rate" ? (
              <Rate value={answer.rate} of={{ ...scope, broker: [slug] }} />
            ) : (
              <Unknown why={WHY[answer.kind]} />
            ),
        },
        {
          key: "coverage",
          head: "Order coverage",
          unit: "% of its orders the rate speaks for",
          numeric: true,
          value: ({ answer }) =>
            answer.kind === "rate" || answer.kind === "not_enough" ? answer.coverage : null,
          cell: ({ answer }) =>
            (answer.kind === "rate" || answer.kind === "not_enough") && answer.coverage !== null ? (
              formatPercent(answer.coverage)
            ) : (
              <Unknown why={answer.kind === "rate" ? "no venue shares filed" : WHY[answer.kind as "zero"]} />
            ),
        },
      ]}
    />
  );
}
