import { about } from "@/charts/chart";
import { mixHref, mixOf, orderMix } from "@/charts/order-mix";
import { ChartFigures } from "@/drawings/chart-figure";
import type { Filters } from "@/queries/filters";
import type { OrderMixRow } from "@/queries/order-mix";
import { ORDER_TYPE_LABELS, ORDER_TYPES } from "@/report/order-types";
import { SECTION_LABELS } from "@/report/sections";
import { AsTable, Note, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
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
  const chart = orderMix.show(rows, about({ broker, quarter, scope }));
  return (
    <Story id="mix" name={`Order mix, ${quarter}`} says={chart.says} wide>
      <ChartFigures parts={chart.parts} />
      <TakeAway {...take} />
      <Note>{chart.notes.join(" ")}</Note>
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
              cell: (row) => (
                <Percent value={row.ndo_pct} trace={mixHref(scope, row.section)} mark={row.mark} />
              ),
            },
            ...ORDER_TYPES.map((type) => ({
              key: type,
              head: ORDER_TYPE_LABELS[type],
              unit: "% of non-directed",
              numeric: true,
              cell: (row: OrderMixRow) => (
                <Percent value={mixOf(row, type)} trace={mixHref(scope, row.section, type)} mark={row.mark} />
              ),
            })),
          ]}
        />
      </AsTable>
    </Story>
  );
}
