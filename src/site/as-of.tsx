import Link from "next/link";
import { dateInText } from "@/report/format";
import css from "./as-of.module.css";

/** Says that a page shows what was known on a day, and leads back to now. */
export function AsOfBanner({ day, now }: { day: string; now: string }) {
  return (
    <p className={css.banner} role="note">
      As known on {dateInText(day)}, by the reports’ own generation timestamps: what was generated later is
      left out, and so are reports without a date. <Link href={now}>Show what is known now</Link>
    </p>
  );
}

/** Asks for a page as known on a day; needs no script. */
export function AsOfForm({
  path,
  day,
  keep,
}: {
  path: string;
  day: string | null;
  /** Parameters that stay as they are. */
  keep: Readonly<Record<string, string>>;
}) {
  return (
    <details className={css.ask} open={day !== null}>
      <summary>See figures as of a past date</summary>
      <form action={path}>
        {Object.entries(keep).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <label>
          Versions generated on or before{" "}
          <input type="date" name="asOf" className="control" required defaultValue={day ?? undefined} />
        </label>{" "}
        <button type="submit" className="control">
          Show
        </button>
      </form>
    </details>
  );
}
