import Link from "next/link";
import type { Doubts } from "@/queries/doubts";
import type { Filters } from "@/queries/filters";
import type { VenueListRow } from "@/queries/list-venues";
import type { RateRow } from "@/queries/rates";
import type { Mark } from "@/report/mark";
import type { Section } from "@/report/sections";
import { venuePath } from "@/site/entity-path";
import { Explained } from "@/site/terms/term";
import { DataTable } from "@/tables/data-table";
import { Usd } from "@/tables/figures";
import { assetPayments } from "@/tables/payment-columns";
import type { TableView } from "@/tables/table-view";
import { kindsInWords } from "@/words/venue-sentence";

/** One venue of one quarter: what it paid in all, in stocks and in options. */
export interface PayerLine {
  readonly key: string;
  readonly name: string;
  readonly paymentUsd: number | null;
  readonly mark: Mark | null;
  readonly kinds: string;
  readonly brokers: number;
  readonly stocks: RateRow | undefined;
  readonly options: RateRow | undefined;
}

/** Lines of the table from the venues listed in a quarter and their payments in stocks and in options. */
export function payerLines(
  venues: readonly VenueListRow[],
  stocks: readonly RateRow[],
  options: readonly RateRow[],
  /** By venue. */
  found: Doubts,
): PayerLine[] {
  const bySlug = (rows: readonly RateRow[]) => new Map(rows.map((row) => [row.venue_slug, row]));
  const [inStocks, inOptions] = [bySlug(stocks), bySlug(options)];
  return venues.map((venue) => {
    const sections: Section[] = [
      ...(inStocks.has(venue.slug) ? (["sp500"] as const) : []),
      ...(inOptions.has(venue.slug) ? (["options"] as const) : []),
    ];
    return {
      key: venue.slug,
      name: venue.name,
      paymentUsd: venue.payment_usd,
      mark: found.markOf({ venue_slug: venue.slug }, "payment"),
      kinds: kindsInWords(venue, sections),
      brokers: venue.brokers,
      stocks: inStocks.get(venue.slug),
      options: inOptions.get(venue.slug),
    };
  });
}

/** Venues of one quarter with what they paid. Order coverage is not shown: it says how far a rate speaks for all orders of a
 * broker, which is not asked of one venue. */
export function PayersTable({
  lines,
  quarter,
  scope,
  tableView,
  ...shown
}: {
  lines: readonly PayerLine[];
  /** `2022Q1` */
  quarter: string;
  /** What is counted: the figures are traced by it. */
  scope: Partial<Filters>;
  caption: string;
  tableView?: TableView;
  empty: string;
}) {
  return (
    <DataTable<PayerLine>
      captionHidden
      rows={lines}
      rowKey={(line) => line.key}
      view={tableView}
      {...shown}
      columns={[
        {
          key: "venue",
          head: "Venue",
          cell: (line) => (
            <Link href={venuePath(line.key, quarter, scope)} prefetch={false}>
              {line.name}
            </Link>
          ),
          value: (line) => line.name,
        },
        {
          key: "payment",
          head: "Payment",
          unit: "USD",
          numeric: true,
          cell: (line) => (
            <Usd value={line.paymentUsd} of={{ ...scope, venue: [line.key] }} mark={line.mark} />
          ),
          value: (line) => line.paymentUsd,
        },
        ...assetPayments<PayerLine>((line, section) => ({ ...scope, venue: [line.key], section })),
        {
          key: "brokers",
          head: "Brokers",
          numeric: true,
          cell: (line) => line.brokers,
          value: (line) => line.brokers,
        },
        {
          key: "kind",
          head: "Kind",
          cell: (line) => <Explained>{line.kinds}</Explained>,
          value: (line) => line.kinds,
        },
      ]}
    />
  );
}
