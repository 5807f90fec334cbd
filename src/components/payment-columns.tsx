import type { Filters } from "@/queries/filters";
import type { RateRow } from "@/queries/rates";
import { Rate, Unknown, Usd } from "./figures";
import type { Column } from "./table-head";

/** Two columns of one part of what was paid, such as stocks: the dollars, and the rate. */
export function paymentColumns<Row>({
  key,
  head,
  rateHead,
  rateUnit,
  part,
  why,
  covering = "money",
  of,
}: {
  /** Of the dollars; the rate's has `-rate` behind. */
  key: string;
  head: string;
  rateHead: string;
  rateUnit: string;
  part: (row: Row) => RateRow | undefined;
  /** What a row without this part means. */
  why?: string;
  /** What a rate says of how far it speaks: for the money; for all orders of a broker too, which is not asked of one venue. */
  covering?: "money" | "orders";
  /** What is counted in a row's part: its figures are traced by it. */
  of: (row: Row) => Partial<Filters>;
}): Column<Row>[] {
  return [
    {
      key,
      head,
      unit: "USD",
      numeric: true,
      cell: (row) => <Usd value={part(row)?.payment_usd} why={why} of={of(row)} />,
    },
    {
      key: `${key.replace(/-usd$/, "")}-rate`,
      head: rateHead,
      unit: rateUnit,
      numeric: true,
      cell: (row) => {
        const found = part(row);
        if (!found) return <Unknown why={why} />;
        return (
          <Rate
            value={found.cents_per_100_shares}
            coverage={covering === "orders" ? found.order_coverage : null}
            ratedShare={found.rated_share}
            of={of(row)}
          />
        );
      },
    },
  ];
}
