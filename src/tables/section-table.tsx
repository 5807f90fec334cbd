import type { Filters } from "@/queries/filters";
import type { RateRow } from "@/queries/rates";
import { distinctMarks } from "@/report/mark";
import { SECTION_LABELS } from "@/report/sections";
import { MarkNotes } from "@/site/marks";
import { rateUnitOf } from "@/words/order-words";
import { assetPayment } from "@/words/section-sentence";
import { DataTable } from "./data-table";
import { orderShares, Percent, Rate, Usd } from "./figures";
import type { TableView } from "./table-view";

/** Payment and rate of each section. `scope`: the filters the rows are under, to trace their figures by. Shares of the total only where every section was paid for: with a net payer among
 * them they would not add up. */
export function SectionTable({
  rows,
  caption,
  scope,
  covering = "orders",
  tableView,
}: {
  rows: readonly RateRow[];
  caption: string;
  scope?: Partial<Filters>;
  /** What a rate says of how far it speaks: for the money; for all orders too, which is not asked of one venue. */
  covering?: "money" | "orders";
  tableView?: TableView;
}) {
  const of = (row: RateRow) => (scope && row.section ? { ...scope, section: [row.section] } : undefined);
  const total = [assetPayment(rows, false), assetPayment(rows, true)].reduce<number>(
    (sum, value) => sum + (value ?? 0),
    0,
  );
  const allPaid = total > 0 && rows.every((row) => (row.payment_usd ?? 0) >= 0);
  return (
    <>
      <DataTable<RateRow>
        caption={caption}
        captionHidden
        rows={rows}
        rowKey={(row) => row.section ?? ""}
        view={tableView}
        columns={[
          {
            key: "section",
            head: "Section",
            cell: (row) => (row.section ? SECTION_LABELS[row.section] : ""),
          },
          {
            key: "payment",
            head: "Payment",
            unit: "USD",
            numeric: true,
            cell: (row) => <Usd value={row.payment_usd} of={of(row)} mark={row.marks?.payment} />,
          },
          ...(allPaid
            ? [
                {
                  key: "share",
                  head: "Share",
                  unit: "% of payment",
                  numeric: true,
                  cell: (row: RateRow) => (
                    <Percent value={row.payment_usd === null ? null : (100 * row.payment_usd) / total} />
                  ),
                },
              ]
            : []),
          {
            key: "rate",
            head: "Rate of paid orders",
            numeric: true,
            cell: (row) => (
              <Rate
                value={row.cents_per_100_shares}
                orders={covering === "orders" ? orderShares(row) : null}
                ratedShare={row.rated_share}
                of={of(row)}
                mark={row.marks?.rate}
              />
            ),
          },
          {
            key: "unit",
            head: "Unit of the rate",
            cell: (row) => (row.section ? rateUnitOf(row.section) : ""),
          },
        ]}
      />
      <MarkNotes marks={distinctMarks(rows.flatMap(({ marks }) => [marks?.payment, marks?.rate]))} />
    </>
  );
}
