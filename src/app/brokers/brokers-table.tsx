import Link from "next/link";
import type { Doubts } from "@/queries/doubts";
import type { Filters } from "@/queries/filters";
import type { BrokerRow } from "@/queries/list-brokers";
import { quarterLabel } from "@/report/format";
import { distinctMarks } from "@/report/mark";
import { brokerPath } from "@/site/entity-path";
import { MarkNotes } from "@/site/marks";
import { MOST_TRACED_ROWS } from "@/site/traced";
import { DataTable } from "@/tables/data-table";
import { Unknown, Usd } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";

/** Every stored broker with what is stored of it. `scope`: the filters the list is under. */
export function BrokersTable({
  brokers,
  marks,
  scope = {},
  tableView,
}: {
  brokers: readonly BrokerRow[];
  /** Why payments are doubtful, by broker. */
  marks: Doubts;
  scope?: Partial<Filters>;
  tableView?: TableView;
}) {
  const markOf = (row: BrokerRow) => marks.markOf({ broker_slug: row.slug }, "payment");
  const isLong = (!tableView || tableView.all) && brokers.length > MOST_TRACED_ROWS;
  return (
    <>
      <DataTable<BrokerRow>
        caption="All stored brokers"
        captionHidden
        rows={brokers}
        rowKey={(row) => row.slug}
        view={tableView}
        empty="No broker is stored."
        columns={[
          {
            key: "name",
            head: "Broker",
            cell: (row) => <Link href={brokerPath(row.slug, null, scope)}>{row.name}</Link>,
          },
          {
            key: "crd",
            head: "CRD",
            cell: (row) => row.crd ?? <Unknown why="CRD number not known" />,
          },
          { key: "reports", head: "Reports", numeric: true, cell: (row) => row.reports },
          { key: "first", head: "First", cell: (row) => quarterLabel(row.first_quarter) },
          { key: "last", head: "Latest", cell: (row) => quarterLabel(row.last_quarter) },
          {
            key: "payment",
            head: "Payment",
            unit: "USD, all stored quarters",
            numeric: true,
            cell: (row) => (
              <Usd
                value={row.payment_usd}
                of={isLong ? undefined : { ...scope, broker: [row.slug] }}
                mark={markOf(row)}
              />
            ),
          },
        ]}
      />
      <MarkNotes marks={distinctMarks(brokers.map(markOf))} />
    </>
  );
}
