import Link from "next/link";
import { quarterInText } from "@/report/format";
import { parseQuarter } from "@/report/quarter";
import css from "./quarter-picker.module.css";

/** Which quarter a page shows: one step back or forward as links, any other by a form that needs no script. */
export function QuarterPicker({
  path,
  quarters,
  chosen,
  all,
}: {
  path: string;
  /** `2020Q1`, oldest first; the last is what the page shows without `?quarter=`. */
  quarters: readonly string[];
  chosen: string | null;
  /** What to call no quarter at all, where that is a choice. */
  all?: string;
}) {
  const at = chosen === null ? -2 : quarters.indexOf(chosen);
  const before = quarters[at - 1];
  const after = quarters[at + 1];
  return (
    <nav className={css.picker} aria-label="Quarter">
      {before ? (
        <Link href={`${path}?quarter=${before}`} rel="prev">
          ← {said(before)}
        </Link>
      ) : null}
      <form action={path} className={css.form}>
        <label>
          <span className={css.label}>Quarter</span>{" "}
          <select name="quarter" defaultValue={chosen ?? ""} key={chosen}>
            {all ? <option value="">{all}</option> : null}
            {[...quarters].reverse().map((quarter) => (
              <option key={quarter} value={quarter}>
                {said(quarter)}
              </option>
            ))}
          </select>
        </label>{" "}
        <button type="submit">Show</button>
      </form>
      {after ? (
        <Link href={`${path}?quarter=${after}`} rel="next">
          {said(after)} →
        </Link>
      ) : null}
    </nav>
  );
}

function said(text: string): string {
  const quarter = parseQuarter(text);
  return quarter ? quarterInText(quarter) : text;
}
