import type { CSSProperties } from "react";
import { cssColor } from "@/series/palette";
import type { QuarterArrows } from "@/series/quarter-arrows";
import { arrowText, tickText } from "@/series/reading-text";
import css from "./arrow-rows.module.css";

/** An arrow for each broker, in plain HTML: its figure of one quarter, and where it went in the next. It needs no script. */
export function ArrowRows({
  chart: { arrows, ticks, title },
  linkOf,
}: {
  chart: QuarterArrows;
  linkOf?: ((broker: string) => string | null) | null | undefined;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a group of form fields
    <div className={css.chart} role="group" aria-label={title}>
      <div className={css.scale} aria-hidden="true">
        {ticks.map(({ cents, at }) => (
          <span key={cents} className={css.cents} style={place({ at })}>
            {tickText(cents)}
          </span>
        ))}
      </div>
      <ol className={css.rows}>
        {arrows.map((arrow) => {
          const { key, name, from, to, mark, color, isStill } = arrow;
          const href = linkOf?.(key);
          return (
            <li key={key} className={css.row}>
              <span className={css.name}>{name}</span>
              <span className={css.track} aria-hidden="true">
                {ticks.map((tick) => (
                  <span key={tick.cents} className={css.tick} style={place({ at: tick.at })} />
                ))}
                <span
                  className={`${css.shaft} ${mark ? css.doubtful : ""}`}
                  style={{
                    ...place({ from: Math.min(from, to), to: Math.max(from, to) }),
                    color: cssColor(color),
                  }}
                />
                <span
                  className={`${css.start} ${isStill ? css.still : ""}`}
                  style={{ ...place({ at: from }), color: cssColor(color) }}
                />
                {isStill ? null : (
                  <span
                    className={`${css.head} ${to < from ? css.back : ""}`}
                    style={{ ...place({ at: to }), color: cssColor(color) }}
                  />
                )}
              </span>
              <span className={css.figures}>
                {href ? <a href={href}>{arrowText(arrow)}</a> : arrowText(arrow)}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** Numbers the style sheet places things by. */
function place(numbers: Readonly<Record<string, number>>): CSSProperties {
  return Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [
      `--${name}`,
      String(Math.round(value * 10_000) / 10_000),
    ]),
  ) as CSSProperties;
}
