import type { Filters } from "@/queries/filters";
import type { RateRow } from "@/queries/rates";
import { SECTION_LABELS, type Section, sectionsOf } from "@/report/sections";
import { rateUnitOf, SECTION_SHORT } from "@/words/order-words";
import { orderShares, Rate, Unknown, Usd } from "./figures";
import type { Column } from "./table-head";

interface Parts<Row, Part> {
  /** What was paid in a part; undefined: the row has none. */
  readonly part: (row: Row, part: Part) => RateRow | undefined;
  /** What a row without a part means. */
  readonly why?: string;
  /** What a rate says of how far it speaks: for the money; for all orders of a broker too, which is not asked of one venue. */
  readonly covering?: "money" | "orders";
  /** What is counted in a row's part: its figures are traced by it. */
  readonly of: (row: Row, part: Part) => Partial<Filters>;
}

/** Dollars and rate of each section. */
export function sectionPayments<Row>(
  sections: readonly Section[],
  { part, of, ...more }: Parts<Row, Section>,
): Column<Row>[] {
  return sections.flatMap((section) =>
    paymentColumns<Row>({
      key: `${section}-usd`,
      head: SECTION_LABELS[section],
      rateHead: `${SECTION_SHORT[section]}, rate`,
      rateUnit: rateUnitOf(section),
      part: (row) => part(row, section),
      of: (row) => of(row, section),
      ...more,
    }),
  );
}

/** Dollars and rate of stocks and of options, of a venue. `of`: by the sections of either. */
export function assetPayments<Row extends Partial<Record<"stocks" | "options", RateRow | undefined>>>(
  of: (row: Row, sections: readonly Section[]) => Partial<Filters>,
): Column<Row>[] {
  return (["stocks", "options"] as const).flatMap((asset) =>
    paymentColumns<Row>({
      key: asset,
      head: asset === "stocks" ? "Stocks" : "Options",
      rateHead: asset === "stocks" ? "Stocks, rate" : "Options, rate",
      rateUnit:
        asset === "stocks" ? "cents per 100 shares of paid orders" : "cents per contract of paid orders",
      part: (row) => row[asset],
      why: "no such orders listed",
      of: (row) => of(row, sectionsOf(asset === "stocks" ? "equities" : "options")),
    }),
  );
}

/** Two columns of one part of what was paid, such as stocks: the dollars, and the rate. */
function paymentColumns<Row>({
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
      cell: (row) => (
        <Usd value={part(row)?.payment_usd} why={why} of={of(row)} mark={part(row)?.marks?.payment} />
      ),
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
            orders={covering === "orders" ? orderShares(found) : null}
            ratedShare={found.rated_share}
            of={of(row)}
            mark={found.marks?.rate}
          />
        );
      },
    },
  ];
}
