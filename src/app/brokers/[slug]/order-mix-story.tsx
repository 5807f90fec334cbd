import { BarPanelView } from "@/drawings/charts";
import type { Filters } from "@/queries/filters";
import type { OrderMixRow } from "@/queries/order-mix";
import { ORDER_TYPE_LABELS, ORDER_TYPES, type OrderType } from "@/report/order-types";
import { SECTION_LABELS, type Section } from "@/report/sections";
import { mixOf, mixSentence, orderMix } from "@/series/order-mix";
import { tracedBars } from "@/series/traced-points";
import { Aligned, AsTable, Chart, Note, SideBySide, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { shareHref } from "@/site/traced";
import { DataTable } from "@/tables/data-table";
import { Percent } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";

/** Which kinds of orders one broker's customers gave, by section. */
export function OrderMixStory({
  broker,
  quarter,
  rows,
  scope,
  take,
  tableView,
}: {
  broker: string;
  quarter: string;
  rows: readonly OrderMixRow[];
  /** The filters the rows are under: their figures are traced by them. */
  scope: Pick<Filters, "broker" | "from" | "to" | "asOf">;
  take: TakeAwayProps;
  tableView?: TableView;
}) {
  const { broker: slugs, from, to, asOf } = scope;
  const traceOf = (section: Section, orderType?: OrderType) =>
    shareHref({ broker: slugs, section: [section], orderType: orderType ? [orderType] : [], from, to, asOf });
  const panels = orderMix(rows, "mix").map((panel) =>
    tracedBars(panel, (orderType) => traceOf(panel.section, orderType as OrderType)),
  );
  return (
    <Story id="mix" name={`Order mix, ${quarter}`} says={mixSentence(broker, rows)} wide>
      <SideBySide>
        {panels.map((panel) => (
          <Aligned key={panel.section}>
            <h3>{SECTION_LABELS[panel.section]}</h3>
            <Chart unit="Percent of non-directed orders">
              <BarPanelView panel={panel} />
            </Chart>
          </Aligned>
        ))}
      </SideBySide>
      <TakeAway {...take} />
      <Note>
        Non-directed orders are those whose venue the broker chose. As filed, a plain mean of the months:
        order counts are not filed.
      </Note>
      <AsTable open={tableView?.chosen}>
        <DataTable<OrderMixRow>
          caption={`Order mix by section, ${broker}, ${quarter}`}
          rows={rows}
          rowKey={(row) => row.section}
          view={tableView}
          columns={[
            { key: "section", head: "Section", cell: (row) => SECTION_LABELS[row.section] },
            {
              key: "ndo",
              head: "Non-directed",
              unit: "% of all orders",
              numeric: true,
              cell: (row) => <Percent value={row.ndo_pct} trace={traceOf(row.section)} />,
            },
            ...ORDER_TYPES.map((type) => ({
              key: type,
              head: ORDER_TYPE_LABELS[type],
              unit: "% of non-directed",
              numeric: true,
              cell: (row: OrderMixRow) => (
                <Percent value={mixOf(row, type)} trace={traceOf(row.section, type)} />
              ),
            })),
          ]}
        />
      </AsTable>
    </Story>
  );
}
