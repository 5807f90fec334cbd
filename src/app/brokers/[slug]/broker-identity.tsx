import Link from "next/link";
import type { IntroducingLine } from "@/queries/introducing-brokers";
import { brokerPath, type KeptView } from "@/site/entity-path";
import { Facts } from "@/site/facts";
import { AsTable, Note, Story } from "@/site/story";
import { type KnownName, KnownNames } from "@/tables/known-names";
import type { TableView } from "@/tables/table-view";
import {
  introducedSentence,
  introducesSentence,
  type RepeatedFlow,
  repeatedFlowSentence,
} from "@/words/names-sentence";

/** What the directory says of a broker. */
export interface BrokerEntry {
  readonly called: string;
  readonly group: string;
  readonly note: string | null;
  readonly aliases: readonly KnownName[];
}

/** Listed flow of this broker that another's report contains too, and why it is listed. */
export interface ListedFlow extends RepeatedFlow {
  readonly insideSlug: string;
  /** A report of it is stored, so it has a page. */
  readonly insideStored: boolean;
  readonly basis: string;
  /** What was said of it for the quarter shown. */
  readonly said: readonly string[];
}

/**
 * Who a broker is: its CRD number, group and every name it is known by; whose report its flow is in, where that is another's.
 */
export function BrokerIdentity({
  name,
  crd,
  entry,
  related,
  flow,
  reportedThrough,
  reportsFor,
  view,
  namesView,
}: {
  name: string;
  crd: string | null;
  /** Null: the directory does not have it. */
  entry: BrokerEntry | null;
  /** Other stored brokers of its group. */
  related: readonly { readonly slug: string; readonly name: string }[];
  flow: readonly ListedFlow[];
  /** FINRA's list of firms whose orders are in a clearing firm's report: through whom this one reports, and for whom. */
  reportedThrough: readonly IntroducingLine[];
  reportsFor: readonly IntroducingLine[];
  view: KeptView;
  namesView?: TableView;
}) {
  const through = introducedSentence(name, reportedThrough);
  const others = introducesSentence(name, reportsFor);
  return (
    <Story
      id="identity"
      name="About"
      says={entry ? undefined : `${name} is not in the directory: it is kept under the name as filed.`}
      wide
    >
      <Facts
        facts={[
          ["CRD, FINRA’s number", crd ?? "not known with certainty"],
          ["Short name", entry && entry.called !== name ? entry.called : null],
          ["Group", entry?.group ?? null],
          [
            `Also of ${entry?.group ?? "its group"}`,
            related.length === 0
              ? null
              : related.map((one, i) => (
                  <span key={one.slug}>
                    {i > 0 ? ", " : ""}
                    <Link href={brokerPath(one.slug, null, view)}>{one.name}</Link>
                  </span>
                )),
          ],
        ]}
      />
      {entry?.note ? <p>{entry.note}</p> : null}
      {flow.map((one) => (
        <p key={`${one.insideSlug} ${one.venue ?? ""}`}>
          {repeatedFlowSentence(one)} {[one.basis, ...one.said].join(" ")}{" "}
          {one.insideStored ? (
            <Link href={brokerPath(one.insideSlug, null, view)}>See {one.inside}</Link>
          ) : null}
        </p>
      ))}
      {through ? <p>{through}</p> : null}
      {others ? <p>{others}</p> : null}
      {entry ? (
        <AsTable summary={`Names matched to ${name}`} open={namesView?.chosen}>
          <KnownNames
            names={entry.aliases}
            caption={`Names matched to ${name}`}
            withClasses={false}
            tableView={namesView}
          />
        </AsTable>
      ) : (
        <Note>
          <Link href="/names#add">How to add it to the directory</Link>
        </Note>
      )}
    </Story>
  );
}
