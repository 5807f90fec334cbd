import { about } from "@/charts/chart";
import { paymentsByQuarter } from "@/charts/payments-by-quarter";
import { ChartFigure } from "@/drawings/chart-figure";
import { doubts } from "@/queries/doubts";
import { type Filters, filters } from "@/queries/filters";
import type { BrokerPayment, MarketQuarter } from "@/queries/market-trend";
import { listInText, quarterLabel } from "@/report/format";
import { parseQuarter } from "@/report/quarter";
import { growth } from "@/report/rate";
import { AsTable, Note, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { DataTable } from "@/tables/data-table";
import { Growth, Usd } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";

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
  const of = filters(scope);
  const [brokerMarks, marks] = [doubts(of, ["broker", "quarter"]), doubts(of, ["quarter"])];
  const ofChange = ({ quarter, previous_quarter }: MarketQuarter) =>
    marks.markOf({ quarter }, "payment") ?? marks.markOf({ quarter: previous_quarter }, "payment");
  const chart = paymentsByQuarter.show(
    {
      payments: payments.map((row) => {
        const payment = brokerMarks.markOf(row, "payment");
        return payment ? { ...row, marks: { payment } } : row;
      }),
      change: last && { of: "market", quarter: last, mark: ofChange(last) },
    },
    about({ scope }),
  );
  return (
    <Story id="trend" name="Quarter by quarter" says={chart.says}>
      {chart.parts.map((part) => (
        <ChartFigure key={part.unit} part={part} />
      ))}
      <TakeAway {...take} />
      <Note>
        {chart.notes.join(" ")} Growth is counted only over brokers with all three months in both quarters.
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
                  mark={marks.markOf(row, "payment")}
                />
              ),
            },
            {
              key: "growth",
              head: "Growth, same brokers",
              unit: "% from the quarter before",
              numeric: true,
              cell: ({ quarter, previous_quarter, like_for_like: alike }) => (
                <Growth
                  value={growth(alike.payment_usd, alike.previous_payment_usd)}
                  why="no broker is complete in both quarters"
                  of={{ ...scope, from: parseQuarter(quarter), to: parseQuarter(quarter), metric: "payment" }}
                  mark={
                    marks.markOf({ quarter }, "payment") ??
                    marks.markOf({ quarter: previous_quarter }, "payment")
                  }
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
