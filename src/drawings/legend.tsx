import { type ColorName, cssColor } from "@/series/palette";
import css from "./legend.module.css";

/** Names beside their colors, in the order of the stack. */
export function Legend({
  entries,
}: {
  entries: readonly { key: string; label: string; color: ColorName }[];
}) {
  return (
    <ul className={css.legend}>
      {entries.map((entry) => (
        <li key={entry.key}>
          <svg width="12" height="12" aria-hidden="true">
            <rect width="12" height="12" fill={cssColor(entry.color)} />
          </svg>
          {entry.label}
        </li>
      ))}
    </ul>
  );
}
