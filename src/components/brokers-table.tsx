import Link from "next/link";
import type { Filters } from "@/queries/filters";
import type { BrokerRow } from "@/queries/list-brokers";
import { DataTable } from "./data-table";
import { Unknown, Usd } from "./figures";
import { MOST_TRACED_ROWS } from "./traced";

/** Every stored broker with what is stored of it. `scope`: the filters the list is under. */
export function BrokersTable({
  brokers,
  scope = {},
}: {
  brokers: readonly BrokerRow[];
  scope?: Partial<Filters>;
}) {
  const isLong = brokers.length > MOST_TRACED_ROWS;
  return (
    <DataTable<BrokerRow>
      caption="All stored brokers"
      captionHidden
      rows={brokers}
      rowKey={(row) => row.slug}
      empty="No broker is stored."
      columns={[
        {
          key: "name",
          head: "Broker",
          cell: (row) => <Link href={`/brokers/${row.slug}`}>{row.name}</Link>,
        },
        {
          key: "crd",
          head: "CRD",
          cell: (row) => row.crd ?? <Unknown why="CRD number not known" />,
        },
        { key: "reports", head: "Reports", numeric: true, cell: (row) => row.reports },
        { key: "first", head: "First", cell: (row) => row.first_quarter.replace("Q", " Q") },
        { key: "last", head: "Latest", cell: (row) => row.last_quarter.replace("Q", " Q") },
        {
          key: "payment",
          head: "Payment",
          unit: "USD, all stored quarters",
          numeric: true,
          cell: (row) => (
            <Usd value={row.payment_usd} of={isLong ? undefined : { ...scope, broker: [row.slug] }} />
          ),
        },
      ]}
    />
  );
}
