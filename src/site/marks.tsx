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

/** Why figures of a chart or table are doubtful, a line each; nothing where none is. */
export function MarkNotes({ marks }: { marks: readonly Mark[] }) {
  if (marks.length === 0) return null;
  return (
    <ul className={css.notes}>
      {marks.map((mark) => (
        <li key={mark.why}>
          {MARK_SIGN} Doubtful: {mark.why}. <a href={findingsOf(mark)}>What was found</a>
        </li>
      ))}
    </ul>
  );
}

function findingsOf({ report }: Mark): string {
  return `/reports/${report}#findings`;
}
