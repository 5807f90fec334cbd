import { QuarterColumnView } from "@/drawings/charts";
import { Legend } from "@/drawings/legend";
import type { Filters } from "@/queries/filters";
import type { BrokerPayment, MarketQuarter } from "@/queries/market-trend";
import { listInText, quarterLabel } from "@/report/format";
import { parseQuarter } from "@/report/quarter";
import { growth } from "@/report/rate";
import { quarterColumns } from "@/series/quarter-columns";
import { tracedColumns } from "@/series/traced-points";
import { AsTable, Chart, Note, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { traceHref } from "@/site/traced";
import { DataTable } from "@/tables/data-table";
import { Growth, Usd } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import { growthSentence } from "@/words/growth-sentence";

/** Totals by quarter with their make-up, and growth over the same brokers only. */
export function MarketTrendStory({
  quarters,
  payments,
  until,
  scope,
  take,
  tableView,
}: {
  quarters: readonly MarketQuarter[];
  payments: readonly BrokerPayment[];
  /** The quarter the sentence is about. */
  until: string;
  /** The filters all is under, quarters aside. */
  scope: Partial<Filters>;
  take: TakeAwayProps;
  tableView?: TableView;
}) {
  const last = quarters.find((one) => one.quarter === until);
  const chart = quarterColumns(
    payments.map((row) => ({
      slug: row.broker_slug,
      name: row.broker,
      quarter: row.quarter,
      paymentUsd: row.payment_usd,
    })),
    {
      id: "market-trend",
      title: "Net payments to brokers by quarter, stacked by broker, in US dollars",
      limit: 7,
    },
  );
  return (
    <Story
      id="trend"
      name="Quarter by quarter"
      says={
        last &&
        growthSentence({
          before: quarterLabel(last.previous_quarter),
          after: quarterLabel(last.quarter),
          brokers: last.like_for_like.brokers,
          beforeUsd: last.like_for_like.previous_payment_usd,
          afterUsd: last.like_for_like.payment_usd,
          entered: last.entered,
          missing: last.missing,
        })
      }
    >
      <Chart unit="Net payment, US dollars per quarter, by broker" legend={<Legend entries={chart.series} />}>
        <QuarterColumnView
          chart={tracedColumns(chart, (broker, quarter) =>
            broker === "rest"
              ? null
              : traceHref({
                  ...scope,
                  broker: [broker],
                  from: parseQuarter(quarter),
                  to: parseQuarter(quarter),
                  metric: "payment",
                }),
          )}
        />
      </Chart>
      <TakeAway {...take} />
      <Note>
        A column holds the brokers whose reports are stored for that quarter, so columns of different brokers
        are not a trend. Growth is counted only over brokers with all three months in both quarters.
      </Note>
      <AsTable open={tableView?.chosen}>
        <DataTable<MarketQuarter>
          caption="Net payment by quarter"
          rows={[...quarters].reverse()}
          rowKey={(row) => row.quarter}
          view={tableView}
          columns={[
            { key: "quarter", head: "Quarter", cell: (row) => quarterLabel(row.quarter) },
            { key: "brokers", head: "Brokers", numeric: true, cell: (row) => row.brokers },
            {
              key: "payment",
              head: "Payment",
              unit: "USD",
              numeric: true,
              cell: (row) => (
                <Usd
                  value={row.payment_usd}
                  of={{ ...scope, from: parseQuarter(row.quarter), to: parseQuarter(row.quarter) }}
                />
              ),
            },
            {
              key: "growth",
              head: "Growth, same brokers",
              unit: "% from the quarter before",
              numeric: true,
              cell: ({ quarter, like_for_like: alike }) => (
                <Growth
                  value={growth(alike.payment_usd, alike.previous_payment_usd)}
                  why="no broker is complete in both quarters"
                  of={{ ...scope, from: parseQuarter(quarter), to: parseQuarter(quarter), metric: "payment" }}
                />
              ),
            },
            {
              key: "compared",
              head: "Brokers compared",
              numeric: true,
              cell: (row) => row.like_for_like.brokers.length,
            },
            { key: "entered", head: "Entered", cell: (row) => listInText(row.entered, 5) },
            { key: "missing", head: "Missing", cell: (row) => listInText(row.missing, 5) },
          ]}
        />
      </AsTable>
    </Story>
  );
}
