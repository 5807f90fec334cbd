import Link from "next/link";
import type { VenueKind } from "@/report/venue-kinds";
import { AsTable } from "@/site/story";
import { DataTable } from "@/tables/data-table";
import { Unknown } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import { kindsInWords } from "@/words/venue-sentence";

interface DirectoryVenue {
  readonly slug: string;
  readonly name: string;
  readonly group: string | null;
  readonly kindEquities: VenueKind;
  readonly kindOptions: VenueKind;
  readonly classes: readonly ("equities" | "options")[];
  readonly aliases: readonly { readonly name: string }[];
  readonly codes: readonly { readonly code: string }[];
}

interface DirectoryBroker {
  readonly slug: string;
  readonly name: string;
  readonly crd: string | null;
  readonly group: string;
  readonly aliases: readonly { readonly name: string; readonly source: string }[];
  /** A report of it is stored, so it has a page. */
  readonly stored: boolean;
}

/** Every venue of the directory, briefly. */
export function VenueDirectory({
  venues,
  tableView,
}: {
  venues: readonly DirectoryVenue[];
  tableView?: TableView;
}) {
  return (
    <AsTable summary="Show all venues" open={tableView?.chosen}>
      <DataTable<DirectoryVenue>
        caption="Venues of the directory"
        rows={[...venues].sort((a, b) => a.name.localeCompare(b.name, "en"))}
        rowKey={(one) => one.slug}
        view={tableView}
        columns={[
          { key: "name", head: "Venue", cell: (one) => <Link href={`/venues/${one.slug}`}>{one.name}</Link> },
          {
            key: "kind",
            head: "Kind",
            cell: (one) =>
              kindsInWords(
                { kind_equities: one.kindEquities, kind_options: one.kindOptions },
                one.classes.map((asset) => (asset === "options" ? "options" : "sp500")),
              ),
          },
          { key: "group", head: "Group", cell: (one) => one.group ?? <Unknown why="no firm" /> },
          {
            key: "codes",
            head: "Codes",
            cell: (one) => one.codes.map((code) => code.code).join(", ") || <Unknown why="none known" />,
          },
          {
            key: "names",
            head: "Also filed or called",
            cell: (one) => otherNames(one).join("; ") || <Unknown why="no other name" />,
          },
        ]}
      />
    </AsTable>
  );
}

/** Every broker of the directory, briefly. */
export function BrokerDirectory({
  brokers,
  tableView,
}: {
  brokers: readonly DirectoryBroker[];
  tableView?: TableView;
}) {
  return (
    <AsTable summary="Show all brokers" open={tableView?.chosen}>
      <DataTable<DirectoryBroker>
        caption="Brokers of the directory"
        rows={[...brokers].sort((a, b) => a.name.localeCompare(b.name, "en"))}
        rowKey={(one) => one.slug}
        view={tableView}
        columns={[
          {
            key: "name",
            head: "Broker",
            cell: (one) => (one.stored ? <Link href={`/brokers/${one.slug}`}>{one.name}</Link> : one.name),
          },
          { key: "crd", head: "CRD", cell: (one) => one.crd ?? <Unknown why="not known with certainty" /> },
          { key: "group", head: "Group", cell: (one) => one.group },
          {
            key: "names",
            head: "Names, and where each is from",
            cell: (one) =>
              one.aliases.map((alias) => (
                <div key={alias.name}>
                  {alias.name} ({alias.source})
                </div>
              )),
          },
        ]}
      />
    </AsTable>
  );
}

function otherNames({ name, aliases }: DirectoryVenue): string[] {
  return aliases.map((alias) => alias.name).filter((other) => other !== name);
}
