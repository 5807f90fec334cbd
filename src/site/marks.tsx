import { countOf } from "@/report/format";
import { MARK_SIGN, type Mark } from "@/report/mark";
import css from "./marks.module.css";

/** The sign behind a doubtful figure: it leads to what was found, and says it. */
export function MarkSign({ mark }: { mark: Mark | null | undefined }) {
  if (!mark) return null;
  return (
    <a href={findingsOf(mark)} className={css.sign} title={mark.why} rel="nofollow">
      <span aria-hidden="true">{MARK_SIGN}</span>
      <span className="visually-hidden">doubtful: {mark.why}</span>
    </a>
  );
}

/** A table of a whole market may have hundreds of reasons: each sign says its own. */
const MOST_NOTES = 12;

/** Why figures of a chart or table are doubtful, a line each; nothing where none is. */
export function MarkNotes({ marks }: { marks: readonly Mark[] }) {
  if (marks.length === 0) return null;
  const more = marks.length - MOST_NOTES;
  return (
    <ul className={css.notes}>
      {marks.slice(0, MOST_NOTES).map((mark) => (
        <li key={mark.why}>
          {MARK_SIGN} Doubtful: {mark.why}. <a href={findingsOf(mark)}>What was found</a>
        </li>
      ))}
      {more > 0 ? (
        <li>
          {MARK_SIGN} Doubtful for {countOf(more, "other reason")}: the sign beside a figure says its own.
        </li>
      ) : null}
    </ul>
  );
}

function findingsOf({ report }: Mark): string {
  return `/reports/${report}#findings`;
}
