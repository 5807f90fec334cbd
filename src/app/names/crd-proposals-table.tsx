import { DataTable } from "@/tables/data-table";
import type { TableView } from "@/tables/table-view";

/** A CRD number that came with stored reports and that the directory lacks. */
export interface ProposedCrd {
  readonly crd: string;
  readonly filed_broker: string;
  readonly reports: number;
  readonly file: string;
  /** Slug of the entry the line belongs to; null: an entry of its own. */
  readonly entry: string | null;
  readonly json: string | null;
}

/** CRD numbers beside the names filed with them, each with what to add to brokers.json. */
export function CrdProposalsTable({
  proposals,
  tableView,
}: {
  proposals: readonly ProposedCrd[];
  tableView?: TableView;
}) {
  return (
    <DataTable<ProposedCrd>
      caption="CRD numbers that are not in the directory"
      captionHidden
      rows={proposals}
      rowKey={(one) => `${one.crd} ${one.filed_broker}`}
      view={tableView}
      empty="None: the directory has the CRD number of every stored report that came with one."
      columns={[
        { key: "crd", head: "CRD", cell: (one) => one.crd },
        { key: "name", head: "Filed as", cell: (one) => one.filed_broker },
        { key: "reports", head: "Reports", numeric: true, cell: (one) => one.reports },
        { key: "file", head: "In", cell: (one) => one.file },
        {
          key: "line",
          head: "To be added",
          cell: ({ crd, entry, json }) =>
            json === null ? (
              `No name was filed: look up CRD ${crd} at FINRA’s BrokerCheck.`
            ) : (
              <>
                {entry === null ? "A new entry: " : `In ${entry}: `}
                <code>{json}</code>
              </>
            ),
        },
      ]}
    />
  );
}
