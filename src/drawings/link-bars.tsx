import type { CSSProperties } from "react";
import { type ColorName, cssColor } from "@/series/palette";
import css from "./link-bars.module.css";

export interface LinkBar {
  readonly key: string;
  readonly label: string;
  /** Where its name leads; null: nowhere. */
  readonly href: string | null;
  /** Below zero: drawn dashed, in the color of what is paid. */
  readonly value: number;
  readonly text: string;
}

/** A short list of bars in plain HTML: names that lead somewhere, lengths that compare, figures at their ends. */
export function LinkBars({
  bars,
  color,
  name,
}: {
  bars: readonly LinkBar[];
  color: ColorName;
  name: string;
}) {
  const most = Math.max(...bars.map(({ value }) => Math.abs(value)), 1e-9);
  return (
    <ul className={css.bars} aria-label={name}>
      {bars.map(({ key, label, href, value, text }) => (
        <li key={key}>
          <span className={css.label}>
            {href === null ? label : <a href={href}>{label}</a>} <b>{text}</b>
          </span>
          <span
            className={value < 0 ? css.below : css.bar}
            style={
              {
                width: `${((100 * Math.abs(value)) / most).toFixed(1)}%`,
                "--color": cssColor(color),
              } as CSSProperties
            }
          />
        </li>
      ))}
    </ul>
  );
}
