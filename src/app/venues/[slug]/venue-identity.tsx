import Link from "next/link";
import { VENUE_KIND_LABELS, type VenueKind } from "@/report/venue-kinds";
import { type KeptView, venuePath } from "@/site/entity-path";
import { Facts } from "@/site/facts";
import { Note, Story } from "@/site/story";
import { type KnownCode, KnownCodes, type KnownName, KnownNames } from "@/tables/known-names";
import type { TableView } from "@/tables/table-view";

/** What the directory says of a venue. */
export interface VenueEntry {
  readonly group: string | null;
  readonly kindEquities: VenueKind;
  readonly kindOptions: VenueKind;
  /** Where it has a market. */
  readonly classes: readonly ("equities" | "options")[];
  readonly note: string | null;
  readonly aliases: readonly KnownName[];
  readonly codes: readonly KnownCode[];
}

/** Who a venue is: what kind in stocks and in options, whose, and every name and code it is known by. */
export function VenueIdentity({
  name,
  entry,
  related,
  view,
  namesView,
  codesView,
}: {
  name: string;
  /** Null: the directory does not have it. */
  entry: VenueEntry | null;
  /** Other venues of its owner. */
  related: readonly { readonly slug: string; readonly name: string }[];
  view: KeptView;
  namesView?: TableView;
  codesView?: TableView;
}) {
  if (!entry) {
    return (
      <Story
        id="identity"
        name="About"
        says={`${name} is not in the directory: it is kept under the name as filed.`}
      >
        <p>
          Its kind is not known, so it counts neither as an exchange nor as a trading firm.{" "}
          <Link href="/names#add">How to add it</Link>
        </p>
      </Story>
    );
  }
  const kind = (asset: "equities" | "options", value: VenueKind) =>
    entry.classes.includes(asset) ? VENUE_KIND_LABELS[value] : null;
  return (
    <Story id="identity" name="About" wide>
      <Facts
        facts={[
          ["In stocks", kind("equities", entry.kindEquities)],
          ["In options", kind("options", entry.kindOptions)],
          ["Owner or group", entry.group],
          [
            `Also of ${entry.group}`,
            related.length === 0
              ? null
              : related.map((one, i) => (
                  <span key={one.slug}>
                    {i > 0 ? ", " : ""}
                    <Link href={venuePath(one.slug, null, view)}>{one.name}</Link>
                  </span>
                )),
          ],
        ]}
      />
      {entry.note ? <p>{entry.note}</p> : null}
      <KnownNames
        names={entry.aliases}
        caption={`Names taken for ${name}`}
        withClasses
        tableView={namesView}
      />
      <KnownCodes codes={entry.codes} caption={`Codes of ${name}`} tableView={codesView} />
      <Note>
        A row is taken for {name} by its name, compared letter for letter after case, accents, punctuation and
        legal forms are set aside; by a code only where the name is unknown.{" "}
        <Link href="/names">All names and how they are found</Link>
      </Note>
    </Story>
  );
}
