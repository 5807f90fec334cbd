import Link from "next/link";
import type { Amendment } from "@/queries/arrivals";
import type { Correction, NamesApplied, Withdrawal } from "@/queries/corrections";
import { countOf, quarterInText } from "@/report/format";
import type { MethodCorrection } from "@/report/method-corrections";
import { parseQuarter } from "@/report/quarter";
import { AsTable, Note, Story } from "@/site/story";
import { DataTable } from "@/tables/data-table";
import { Day } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import { amendmentSentence, movedSentence } from "@/words/correction-sentences";
import css from "./corrections-story.module.css";

/** The public log: what was shown here once and reads otherwise now, and why. */
export function CorrectionsStory({
  methods,
  corrections,
  amendments,
  isAll,
  tableViews,
}: {
  methods: readonly MethodCorrection[];
  corrections: readonly Correction[];
  /** The newest of them, and whether that is all. */
  amendments: readonly Amendment[];
  isAll: boolean;
  tableViews?: Readonly<Record<"mistakes" | "withdrawn" | "amended", TableView>>;
}) {
  const withdrawals = corrections.filter((one): one is Withdrawal => one.kind !== "names");
  const names = corrections.filter((one): one is NamesApplied => one.kind === "names");
  return (
    <Story id="corrections" name="Corrections" wide>
      <p>
        What was shown here once and reads otherwise now, with the day and the reason. It is also{" "}
        <a href="/feed.xml">a feed (Atom)</a>, beside new quarters and reports.
      </p>
      <h3 className={css.head} id="corrections-of-methods">
        Mistakes of this site
      </h3>
      {methods.length === 0 ? (
        <p>None so far: no figure has been put right because it was read or computed wrongly here.</p>
      ) : (
        <DataTable<MethodCorrection>
          caption="Mistakes of this site"
          captionHidden
          rows={methods}
          rowKey={(one) => `${one.date} ${one.title}`}
          view={tableViews?.mistakes}
          columns={[
            { key: "day", head: "Put right", cell: (one) => <Day at={one.date} /> },
            { key: "title", head: "What", cell: (one) => one.title },
            { key: "says", head: "What was wrong", cell: (one) => one.says },
          ]}
        />
      )}
      <h3 className={css.head} id="corrections-withdrawn">
        Reports withdrawn
      </h3>
      <DataTable<Withdrawal>
        caption="Reports withdrawn, and put back"
        captionHidden
        rows={withdrawals}
        rowKey={(one) => `${one.at} ${one.report}`}
        view={tableViews?.withdrawn}
        empty="No report has been withdrawn."
        columns={[
          { key: "day", head: "Day", cell: (one) => <Day at={one.at} /> },
          {
            key: "report",
            head: "Report",
            cell: (one) => <WithdrawnReport withdrawal={one} />,
            value: (one) => one.of?.broker ?? one.report,
          },
          {
            key: "what",
            head: "What happened, and why",
            cell: ({ kind, why }) =>
              kind === "withdrawn"
                ? `Withdrawn, counts in no total: ${why ?? "no reason given"}`
                : "Put back: counts again",
          },
        ]}
      />
      <h3 className={css.head} id="corrections-amended">
        Reports amended
      </h3>
      <DataTable<Amendment>
        caption="Reports of which a further version came in"
        captionHidden
        rows={amendments}
        rowKey={(one) => one.id}
        view={tableViews?.amended}
        empty="No further version of a report has come in."
        columns={[
          { key: "day", head: "Came in", cell: (one) => <Day at={one.at} /> },
          {
            key: "report",
            head: "Report",
            cell: (one) => (
              <Link
                href={one.changes === null ? `/reports/${one.id}` : `/reports/${one.id}/changes`}
                prefetch={false}
              >
                {one.broker}, {quarterText(one.quarter)}
                {one.series ? `, ${one.series}` : ""}, version {one.version}
              </Link>
            ),
          },
          { key: "says", head: "What changed", cell: (one) => amendmentSentence(one) },
        ]}
      />
      {isAll ? null : (
        <Note>
          The latest {amendments.length}. All of them are versions of{" "}
          <Link href="/reports?versions=all">reports</Link>.
        </Note>
      )}
      <h3 className={css.head} id="corrections-names">
        Names put right
      </h3>
      {names.length === 0 ? (
        <p>No figure has moved to another broker or venue since it was stored.</p>
      ) : (
        names.map((one) => <AppliedNames key={one.at} applied={one} />)
      )}
    </Story>
  );
}

/** Moves shown at most; a new edition of the directory may make thousands. */
const MOST_MOVES = 200;

function AppliedNames({ applied: { at, moved } }: { applied: NamesApplied }) {
  return (
    <>
      <p className={css.names}>
        <Day at={at} />: {countOf(moved.length, "change")} of who is who. Nothing filed has changed; these
        figures are counted elsewhere since.
      </p>
      <AsTable summary="What moved">
        <ul>
          {moved.slice(0, MOST_MOVES).map((one) => (
            <li key={`${one.what} ${one.name} ${one.before}`}>{movedSentence(one)}</li>
          ))}
        </ul>
        {moved.length > MOST_MOVES ? <Note>And {moved.length - MOST_MOVES} more.</Note> : null}
      </AsTable>
    </>
  );
}

function WithdrawnReport({ withdrawal: { report, of } }: { withdrawal: Withdrawal }) {
  if (!of) return report;
  return (
    <Link href={`/reports/${report}`} prefetch={false}>
      {of.broker}, {quarterText(of.quarter)}, version {of.version}
    </Link>
  );
}

function quarterText(key: string): string {
  const quarter = parseQuarter(key);
  return quarter ? quarterInText(quarter) : key;
}
