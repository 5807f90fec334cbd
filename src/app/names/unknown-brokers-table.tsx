import Link from "next/link";
import type { UnknownBroker } from "@/queries/unknown-names";
import { quarterLabel } from "@/report/format";
import { DataTable } from "@/tables/data-table";
import { Unknown, Usd } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";

/** Brokers kept under their filed names. */
export function UnknownBrokersTable({
  brokers,
  tableView,
}: {
  brokers: readonly UnknownBroker[];
  tableView?: TableView;
}) {
  return (
    <DataTable<UnknownBroker>
      caption="Brokers that are not in the directory"
      captionHidden
      rows={brokers}
      rowKey={(one) => one.slug}
      view={tableView}
      empty="None: every broker of the stored reports is in the directory."
      columns={[
        {
          key: "name",
          head: "Filed as",
          cell: (one) => <Link href={`/brokers/${one.slug}`}>{one.name}</Link>,
        },
        { key: "crd", head: "CRD", cell: (one) => one.crd ?? <Unknown why="no number filed" /> },
        {
          key: "money",
          head: "Money in it",
          unit: "USD, paid or received",
          numeric: true,
          cell: (one) => <Usd value={one.money_usd} />,
        },
        { key: "reports", head: "Reports", numeric: true, cell: (one) => one.reports },
        {
          key: "seen",
          head: "Quarters",
          cell: ({ first_quarter, last_quarter }) =>
            (first_quarter === last_quarter ? [first_quarter] : [first_quarter, last_quarter])
              .map(quarterLabel)
              .join(" to "),
        },
      ]}
    />
  );
}
