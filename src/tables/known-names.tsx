import type { AssetClass } from "@/report/sections";
import { DataTable } from "./data-table";
import type { TableView } from "./table-view";

/** A name of a firm in the directory, and where it is from. */
export interface KnownName {
  readonly name: string;
  readonly classes: readonly AssetClass[];
  /** Sub-account it stands for. */
  readonly detail?: string;
  readonly since?: string;
  readonly until?: string;
  readonly source: string;
}

export interface KnownCode {
  readonly code: string;
  readonly type: "mic" | "mpid";
  readonly classes: readonly AssetClass[];
  readonly operating?: boolean;
  readonly source: string;
}

/** The names one firm is known by, each with its source. */
export function KnownNames({
  names,
  caption,
  withClasses,
  tableView,
}: {
  names: readonly KnownName[];
  caption: string;
  /** Whether stocks and options are told apart, as they are for venues. */
  withClasses: boolean;
  tableView?: TableView;
}) {
  return (
    <DataTable<KnownName>
      caption={caption}
      rows={names}
      rowKey={(one) => `${one.name} ${one.classes.join()}`}
      view={tableView}
      empty="No other name is known."
      columns={[
        {
          key: "name",
          head: "Name",
          cell: (one) => (
            <>
              {one.name}
              {one.detail ? ` (sub-account ${one.detail})` : ""}
              {usedInWords(one)}
            </>
          ),
        },
        ...(withClasses
          ? [{ key: "in", head: "Holds in", cell: (one: KnownName) => classesInWords(one.classes) }]
          : []),
        { key: "source", head: "Source", cell: (one) => one.source },
      ]}
    />
  );
}

/** The codes a venue is filed with, each with its source. */
export function KnownCodes({
  codes,
  caption,
  tableView,
}: {
  codes: readonly KnownCode[];
  caption: string;
  tableView?: TableView;
}) {
  return (
    <DataTable<KnownCode>
      caption={caption}
      rows={codes}
      rowKey={(one) => `${one.code} ${one.type} ${one.classes.join()}`}
      view={tableView}
      empty="No code is known."
      columns={[
        { key: "code", head: "Code", cell: (one) => <code>{one.code}</code> },
        {
          key: "type",
          head: "Kind of code",
          cell: (one) =>
            one.type === "mic"
              ? `MIC${one.operating ? ", of its operator’s other markets too" : ""}`
              : "MPID, or filed as one",
        },
        { key: "in", head: "Holds in", cell: (one) => classesInWords(one.classes) },
        { key: "source", head: "Source", cell: (one) => one.source },
      ]}
    />
  );
}

export function classesInWords(classes: readonly AssetClass[]): string {
  return classes.map((one) => (one === "options" ? "options" : "stocks")).join(" and ");
}

/** `, used until 2017`. */
function usedInWords({ since, until }: Pick<KnownName, "since" | "until">): string {
  if (since && until) return `, used ${since} to ${until}`;
  if (since) return `, used since ${since}`;
  return until ? `, used until ${until}` : "";
}
