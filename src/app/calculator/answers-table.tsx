import Link from "next/link";
import type { Filters } from "@/queries/filters";
import { formatPercent, formatRate } from "@/report/format";
import { formatQuarter } from "@/report/quarter";
import type { Section } from "@/report/sections";
import { brokerPath } from "@/site/entity-path";
import { traceHref } from "@/site/traced";
import { DataTable } from "@/tables/data-table";
import { marked, OrderAverage, Percent, Unknown } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import { rateUnitOf } from "@/words/order-words";
import css from "./calculator.module.css";
import { type BrokerAnswer, centsOf } from "./order-question";
import { dollarsOfCents, whyUnknown } from "./order-sentences";

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
          value: ({ answer }) => centsOf(answer),
          cell: ({ answer }) => {
            const cents = centsOf(answer);
            return cents === null ? (
              whyUnknown(answer)
            ) : (
              <>
                {marked(formatRate(cents), "mark" in answer ? answer.mark : null)}
                <span className={css.dollars}>{dollarsOfCents(cents)}</span>
              </>
            );
          },
        },
        {
          key: "average",
          head: "Average for an order",
          unit: rateUnitOf(section),
          numeric: true,
          cell: ({ slug, answer }) =>
            "cents" in answer ? (
              <OrderAverage
                reading={{ ...answer, cents: answer.average }}
                of={{ ...scope, broker: [slug] }}
              />
            ) : (
              <Unknown why={whyUnknown(answer)} />
            ),
        },
        {
          key: "nothing",
          head: "Paid nothing",
          unit: "% of its orders",
          numeric: true,
          value: ({ answer }) => ("nothing" in answer ? answer.nothing : null),
          cell: ({ slug, answer }) =>
            "nothing" in answer && answer.nothing !== null ? (
              <Percent
                value={answer.nothing}
                trace={traceHref({ ...scope, broker: [slug], metric: "paid_nothing" })}
              />
            ) : (
              <Unknown why={whyUnknown(answer) || "no venue percentages filed"} />
            ),
        },
        {
          key: "coverage",
          head: "Share of orders covered",
          unit: "% of its orders the filing speaks for",
          numeric: true,
          value: ({ answer }) => ("coverage" in answer ? answer.coverage : null),
          cell: ({ answer }) =>
            "coverage" in answer && answer.coverage !== null ? (
              formatPercent(answer.coverage)
            ) : (
              <Unknown why={whyUnknown(answer)} />
            ),
        },
      ]}
    />
  );
}
