import Link from "next/link";
import { dateInText, quarterLabel } from "@/report/format";
import { brokerPath, type KeptView } from "@/site/entity-path";
import { Note, Story } from "@/site/story";
import { DataTable } from "@/tables/data-table";
import { Unknown, Usd } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import { type AmendedReport, amendedSentence } from "@/words/amended-reports";
import { missingSentence } from "@/words/missing-sentence";

interface NamedBroker {
  readonly broker: string;
  readonly broker_slug: string;
}

const MOST_NAMES = 100;

/** Reports of a quarter that were amended or withdrawn. `changes`: how many figures the current version changed, by its id. */
export function AmendedStory({
  quarter,
  amended,
  changes,
  tableView,
}: {
  quarter: string;
  amended: readonly AmendedReport[];
  changes: ReadonlyMap<string, number>;
  tableView?: TableView;
}) {
  return (
    <Story id="amended" name="Amended reports" says={amendedSentence(quarter, amended)} wide>
      {amended.length === 0 ? null : (
        <DataTable<AmendedReport>
          caption={`Reports for ${quarter} with more than one version`}
          captionHidden
          rows={amended}
          rowKey={(one) => one.key}
          view={tableView}
          columns={[
            {
              key: "broker",
              head: "Broker",
              cell: (one) => {
                const shown = one.current ?? one.versions[0];
                return shown ? <Link href={`/reports/${shown.id}#versions`}>{one.broker}</Link> : one.broker;
              },
            },
            {
              key: "counts",
              head: "Counts now",
              cell: (one) =>
                one.current ? `version ${one.current.version} of ${one.versions.length}` : "withdrawn",
            },
            {
              key: "generated",
              head: "Generated",
              value: (one) => one.current?.generated_at,
              cell: (one) =>
                one.current?.generated_at ? (
                  dateInText(one.current.generated_at)
                ) : (
                  <Unknown why="the file has no date" />
                ),
            },
            {
              key: "before",
              head: "Payment before",
              unit: "USD",
              numeric: true,
              cell: (one) => <Usd value={one.beforeUsd} why="no earlier version counted" />,
            },
            {
              key: "now",
              head: "Payment now",
              unit: "USD",
              numeric: true,
              cell: (one) => <Usd value={one.current?.payment_usd} why="withdrawn" />,
            },
            {
              key: "changes",
              head: "Figures changed",
              numeric: true,
              cell: (one) => changes.get(one.current?.id ?? "") ?? <Unknown why="not compared here" />,
            },
          ]}
        />
      )}
    </Story>
  );
}

/** Who filed for the quarter before and has no report here, who is new, and whose months are incomplete. */
export function MissingStory({
  quarter,
  before,
  missing,
  entered,
  incomplete,
  complete,
  view,
}: {
  /** `2020Q2` */
  quarter: string;
  before: string;
  missing: readonly NamedBroker[];
  entered: readonly NamedBroker[];
  incomplete: readonly NamedBroker[];
  /** Brokers with all months of both quarters. */
  complete: number;
  view: KeptView;
}) {
  const lists = [
    { name: "No report here for this quarter", brokers: missing, at: before },
    { name: "None for the quarter before", brokers: entered, at: quarter },
    { name: "In both, but not all months", brokers: incomplete, at: quarter },
  ].filter((list) => list.brokers.length > 0);
  return (
    <Story
      id="missing"
      name="Missing and new reports"
      says={missingSentence(
        quarterLabel(quarter),
        quarterLabel(before),
        missing.map((one) => one.broker),
        entered.map((one) => one.broker),
        complete + incomplete.length,
      )}
    >
      {lists.map((list) => (
        <p key={list.name}>
          {list.name}:{" "}
          {list.brokers.slice(0, MOST_NAMES).map((one, i) => (
            <span key={one.broker_slug}>
              {i > 0 ? ", " : ""}
              <Link href={brokerPath(one.broker_slug, list.at, view)}>{one.broker}</Link>
            </span>
          ))}
          {list.brokers.length > MOST_NAMES ? ` and ${list.brokers.length - MOST_NAMES} more` : ""}.
        </p>
      ))}
      {missing.length > 0 ? (
        <Note>
          Missing here says nothing about whether the broker filed it.{" "}
          <Link href="/upload">Load a report</Link>
        </Note>
      ) : null}
    </Story>
  );
}
