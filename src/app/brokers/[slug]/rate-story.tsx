import { about } from "@/charts/chart";
import { ratesByOrderType } from "@/charts/rates-by-order-type";
import { ChartFigures } from "@/drawings/chart-figure";
import type { Filters } from "@/queries/filters";
import type { RateRow } from "@/queries/rates";
import { orderReading } from "@/report/order-reading";
import { ORDER_TYPE_LABELS, ORDER_TYPES, type OrderType } from "@/report/order-types";
import { SECTION_LABELS, type Section } from "@/report/sections";
import { AsTable, Note, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { Explained } from "@/site/terms/term";
import { DataTable } from "@/tables/data-table";
import { OrderAverage, orderShares, Rate } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import { rateUnitOf } from "@/words/order-words";

interface OrderTypeLine {
  readonly orderType: OrderType | null;
  readonly rates: Partial<Record<Section, RateRow>>;
}

/** What one broker is paid per order, by section and order type. `scope`: the filters all is under. `rows` by section and order type, `totals` by section. */
export function RateStory({
  broker,
  quarter,
  rows,
  totals,
  scope,
  take,
  tableView,
}: {
  broker: string;
  /** `2021 Q1` */
  quarter: string;
  rows: readonly RateRow[];
  totals: readonly RateRow[];
  scope: Partial<Filters>;
  take: TakeAwayProps;
  tableView?: TableView;
}) {
  const chart = ratesByOrderType.show(rows, about({ broker, quarter, scope }));
  const sections = chart.parts.map((part) => part.chart.section);
  const lines = ORDER_TYPES.map((orderType) => lineOf(orderType, rows));
  return (
    <Story id="rates" name={`Paid for an order, ${quarter}`} wide>
      <ChartFigures parts={chart.parts} />
      <TakeAway {...take} />
      <Note>
        {chart.notes.join(" ")} The rate of paid orders is the payment divided by the volume it was paid for;
        orders nobody paid for are not in it. Where less than half of the orders are spoken for, nothing is
        drawn.
      </Note>
      <AsTable open={tableView?.chosen}>
        <DataTable<OrderTypeLine>
          caption={`Average for an order by order type and section, ${broker}, ${quarter}`}
          rows={lines}
          total={lineOf(null, totals)}
          rowKey={(line) => line.orderType ?? "all"}
          view={tableView}
          columns={[
            {
              key: "type",
              head: "Order type",
              cell: (line) => (
                <Explained>
                  {line.orderType ? ORDER_TYPE_LABELS[line.orderType] : "All types: rate of paid orders"}
                </Explained>
              ),
            },
            ...sections.map((section) => ({
              key: section,
              head: SECTION_LABELS[section],
              unit: rateUnitOf(section),
              numeric: true,
              cell: (line: OrderTypeLine) => {
                const row = line.rates[section];
                const of = {
                  ...scope,
                  section: [section],
                  orderType: line.orderType ? [line.orderType] : [],
                };
                if (line.orderType) return <OrderAverage reading={row ? orderReading(row) : null} of={of} />;
                return (
                  <Rate
                    value={row?.cents_per_100_shares}
                    orders={row && orderShares(row)}
                    ratedShare={row?.rated_share}
                    of={of}
                    mark={row?.marks?.rate}
                  />
                );
              },
            })),
          ]}
        />
      </AsTable>
    </Story>
  );
}

function lineOf(orderType: OrderType | null, rows: readonly RateRow[]): OrderTypeLine {
  const own = rows.filter((row) => orderType === null || row.orderType === orderType);
  return { orderType, rates: Object.fromEntries(own.map((row) => [row.section, row])) };
}
