import Link from "next/link";
import type { FiledVenue } from "@/queries/filed-venues";
import { quarterLabel } from "@/report/format";
import { DataTable } from "./data-table";
import { Unknown, Usd } from "./figures";
import { classesInWords } from "./known-names";
import type { TableView } from "./table-view";

/** Names as they stand in stored reports, with reports to see them in. */
export function FiledNamesTable({
  names,
  caption,
  withVenue = false,
  empty,
  tableView,
}: {
  names: readonly FiledVenue[];
  caption: string;
  /** Whether each line links to the venue it was taken for. */
  withVenue?: boolean;
  empty?: string;
  tableView?: TableView;
}) {
  return (
    <DataTable<FiledVenue>
      caption={caption}
      captionHidden
      rows={names}
      rowKey={(one) => [one.filed_name, one.mic, one.mpid, one.asset_class].join("|")}
      view={tableView}
      empty={empty}
      columns={[
        {
          key: "name",
          head: "Filed as",
          cell: (one) => {
            const name = one.filed_name.trim() === "" ? "(no name)" : one.filed_name;
            return withVenue ? <Link href={`/venues/${one.venue_slug}`}>{name}</Link> : name;
          },
        },
        { key: "in", head: "In", cell: (one) => classesInWords([one.asset_class]) },
        { key: "mic", head: "MIC", cell: (one) => (one.mic ? <code>{one.mic}</code> : <Unknown />) },
        { key: "mpid", head: "MPID", cell: (one) => (one.mpid ? <code>{one.mpid}</code> : <Unknown />) },
        {
          key: "money",
          head: "Money in it",
          unit: "USD, paid or received",
          numeric: true,
          cell: (one) => <Usd value={one.money_usd} />,
        },
        { key: "brokers", head: "Brokers", numeric: true, cell: (one) => one.brokers },
        { key: "reports", head: "Reports", numeric: true, cell: (one) => one.reports },
        {
          key: "seen",
          head: "Quarters",
          cell: (one) =>
            one.first_quarter === one.last_quarter
              ? quarterLabel(one.first_quarter)
              : `${quarterLabel(one.first_quarter)} to ${quarterLabel(one.last_quarter)}`,
        },
        {
          key: "examples",
          head: "To be seen in",
          cell: (one) => (
            <>
              {one.examples.map((example, i) => (
                <span key={example.id}>
                  {i > 0 ? "; " : ""}
                  <Link href={`/reports/${example.id}`}>
                    {example.broker}, {quarterLabel(example.quarter)}
                  </Link>
                </span>
              ))}
            </>
          ),
        },
      ]}
    />
  );
}
