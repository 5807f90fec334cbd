import Link from "next/link";
import type { ArrangementRow } from "@/queries/arrangements";
import { ARRANGEMENT_LABELS } from "@/report/arrangement";
import { cellAddress } from "@/report/cell-address";
import { countOf, listInText } from "@/report/format";
import { SECTION_LABELS } from "@/report/sections";
import { Note, Story } from "@/site/story";
import { arrangementSentence, contradictionSentence } from "@/words/arrangement-sentence";
import css from "./arrangements-story.module.css";

/** Shown before the rest is folded away. */
const FIRST = 5;
const MOST_VENUES = 6;

/** How venues pay one broker in one quarter, by the sentences of its own report. */
export function ArrangementsStory({
  quarter,
  year,
  rows,
}: {
  /** `2021 Q1` */
  quarter: string;
  year: number;
  rows: readonly ArrangementRow[];
}) {
  const rest = rows.slice(FIRST);
  return (
    <Story id="arrangement" name={`In its own words, ${quarter}`} says={arrangementSentence(quarter, rows)}>
      <Arrangements rows={rows.slice(0, FIRST)} year={year} />
      {rest.length > 0 ? (
        <details className={css.more}>
          <summary>Show {countOf(rest.length, "more arrangement")}</summary>
          <Arrangements rows={rest} year={year} />
        </details>
      ) : null}
      {rows.length > 0 ? (
        <Note>
          Read from the “material aspects” of the report, sentence by sentence; the words decide, and are set
          against the dollars filed for the same venue. Where no sentence says how a venue pays, nothing is
          assumed. <Link href="/search">Search these texts</Link>
        </Note>
      ) : null}
    </Story>
  );
}

function Arrangements({ rows, year }: { rows: readonly ArrangementRow[]; year: number }) {
  return (
    <ul className={css.list}>
      {rows.map((row) => (
        <li key={`${row.report} ${row.section} ${row.month} ${row.row} ${row.kind} ${row.contradiction}`}>
          <strong>{ARRANGEMENT_LABELS[row.kind]}</strong>{" "}
          <span className={css.whom}>
            {listInText(
              row.venues.map((one) => one.venue),
              MOST_VENUES,
            )}{" "}
            · {listInText(row.sections.map((section) => SECTION_LABELS[section]))}
          </span>
          {row.sentence === null ? null : <blockquote className={css.sentence}>{row.sentence}</blockquote>}{" "}
          {row.contradiction === null ? null : <>{contradictionSentence(row)} </>}
          <Link href={hrefOf(row, year)} prefetch={false} rel="nofollow" className={css.where}>
            {row.sentence === null ? "The text" : "In the report"}
            <span className="visually-hidden">
              {" "}
              on {row.venues[0]?.venue}, {SECTION_LABELS[row.section]}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The first row that has the text, opened in its report. */
function hrefOf({ report, month, section, row }: ArrangementRow, year: number): string {
  const at = cellAddress({ year, month }, section, row);
  return `/reports/${report}?cell=${at}#${at}`;
}
