import type { CSSProperties } from "react";
import type { DotRows } from "@/series/dot-rows";
import { cssColor } from "@/series/palette";
import { TracedTo } from "@/site/traced";
import css from "./dot-plot.module.css";

/** Figures at the end of a line: more do not fit a phone, and are only read aloud. */
const MOST_WRITTEN = 2;

/**
 * Dots on lines, one scale for all, in plain HTML: it needs no script, fits any width and is read by keyboard and screen readers
 * as the list it is. A dot's figure stands at the end of its line.
 */
export function DotPlot({ plot }: { plot: DotRows }) {
  const left = (value: number) => `${(100 * plot.at(value)).toFixed(2)}%`;
  const { columns } = plot;
  const isWritten = columns.length <= MOST_WRITTEN;
  const widths = { "--values": columns.length } as CSSProperties;
  return (
    <div className={isWritten ? css.plot : `${css.plot} ${css.unwritten}`} style={widths}>
      <ul className={css.rows} aria-label={plot.title}>
        {plot.rows.map(({ key, label, href, dots }) => (
          <li key={key} className={css.row}>
            <span className={css.label}>{href ? <a href={href}>{label}</a> : label}</span>
            <span className={css.line} aria-hidden="true">
              {plot.ticks.map(({ value }) => (
                <span
                  key={value}
                  className={value === 0 ? css.zero : css.tick}
                  style={{ insetInlineStart: left(value) }}
                />
              ))}
              {dots.map((dot) => (
                <span
                  key={dot.key}
                  className={css.dot}
                  title={`${label}, ${dot.label}: ${dot.text}`}
                  style={{ insetInlineStart: left(dot.value), background: cssColor(dot.color) }}
                />
              ))}
            </span>
            {columns.map((column) => {
              const dot = dots.find((one) => one.key === column);
              return (
                <span key={column} className={isWritten ? css.value : "visually-hidden"}>
                  {dot && columns.length > 1 ? <span className="visually-hidden">{dot.label} </span> : null}
                  {dot?.trace ? <TracedTo href={dot.trace}>{dot.text}</TracedTo> : (dot?.text ?? "–")}
                </span>
              );
            })}
          </li>
        ))}
      </ul>
      <div className={css.axis} aria-hidden="true">
        <span className={css.line}>
          {plot.ticks.map(({ value, text }) => (
            <span key={value} className={css.at} style={{ insetInlineStart: left(value) }}>
              {text}
            </span>
          ))}
        </span>
      </div>
    </div>
  );
}
