import Link from "next/link";
import { type ColorName, cssColor } from "@/series/palette";
import css from "./chosen-list.module.css";

/** What is compared, each with its color and a link that takes it out. */
export function ChosenList({
  chosen,
}: {
  chosen: readonly {
    readonly key: string;
    readonly name: string;
    readonly href: string;
    readonly color: ColorName;
    /** What is said of it, part by part; empty parts are left out. */
    readonly says: readonly string[];
    /** Without it; null: it is the only one. */
    readonly without: string | null;
  }[];
}) {
  return (
    <ul className={css.list}>
      {chosen.map((one) => (
        <li key={one.key}>
          <svg width="12" height="12" aria-hidden="true">
            <rect width="12" height="12" fill={cssColor(one.color)} />
          </svg>{" "}
          <span>
            <Link href={one.href}>{one.name}</Link>
            {one.says.filter(Boolean).map((part) => (
              <span key={part} className={css.part}>
                {part}
              </span>
            ))}
          </span>
          {one.without === null ? null : (
            <>
              {" "}
              <Link
                href={one.without}
                className={css.remove}
                scroll={false}
                prefetch={false}
                aria-label={`Take out ${one.name}`}
              >
                ×
              </Link>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
