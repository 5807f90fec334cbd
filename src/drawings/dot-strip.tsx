import type { CSSProperties } from "react";
import type { OrderStrip, StripDot } from "@/series/order-strip";
import { type ColorName, cssColor } from "@/series/palette";
import { dotText, STRIP_ZONE_NAMES, tickText } from "@/series/reading-text";
import { dotSentence } from "@/words/strip-sentence";
import css from "./dot-strip.module.css";
import { StripWalk } from "./strip-walk";

/** Beyond these the dots are no links: a thousand of them would be half a page, and the table has them. */
const MOST_LINKS = 250;

/**
 * Every broker as a dot, in plain HTML: lying where there is room, upright on a phone, by the style sheet alone. It needs no
 * script: dots are links, and say their names when they are pointed at. The named ones are stops of the keyboard, from
 * where arrow keys lead to the others.
 */
export function DotStrip({ strip, linkOf }: { strip: OrderStrip; linkOf?: (broker: string) => string }) {
  const { dots, labels, bands, ticks, quartiles, lanes, dot, title } = strip;
  const levels = 1 + Math.max(0, ...labels.filter(isBelow).map(({ level }) => level));
  const style = vars({ dot, lanes, levels });
  const linked = dots.length <= MOST_LINKS ? linkOf : undefined;
  return (
    <StripWalk className={css.strip} label={title} style={style}>
      <div className={css.plot}>
        {quartiles ? (
          <span className={css.half} style={vars({ from: quartiles.at.low, to: quartiles.at.high })} />
        ) : null}
        {bands.map(({ zone, from, to }) =>
          zone === "paid" ? null : (
            <span key={zone} className={css.zone} style={vars({ from, to })}>
              <span className={css.zoneName}>{STRIP_ZONE_NAMES[zone]}</span>
            </span>
          ),
        )}
        {ticks.map(({ cents, at }) => (
          <span key={cents} className={css.tick} style={vars({ at })} aria-hidden="true">
            <span className={css.cents}>{tickText(cents)}</span>
          </span>
        ))}
        {quartiles ? (
          <span className={css.median} style={vars({ at: quartiles.at.median })}>
            <span className={css.medianName}>median</span>
          </span>
        ) : null}
        {dots.map((one) => (
          <Dot key={one.key} dot={one} href={linked?.(one.key)} />
        ))}
        {labels.map((label) => {
          const { at, role, key, name, color } = label.dot;
          const text = (
            <>
              {name} <b>{dotText(label.dot)}</b>
            </>
          );
          return (
            <span
              key={key}
              className={role === "own" ? css.own : css.peer}
              style={vars({ at, up: label.up, level: label.level }, color)}
            >
              {linkOf && role !== "own" ? <a href={linkOf(key)}>{text}</a> : text}
            </span>
          );
        })}
      </div>
    </StripWalk>
  );
}

function isBelow({ dot }: { readonly dot: StripDot }): boolean {
  return dot.role !== "own";
}

function Dot({ dot, href }: { dot: StripDot; href: string | undefined }) {
  const className = `${css.dot} ${css[`dot_${dot.role}`] ?? ""} ${dot.mark ? css.hollow : ""}`.trim();
  const style = vars({ at: dot.at, lane: dot.lane }, dot.color);
  return href ? (
    // biome-ignore lint/a11y/useAnchorContent: a dot; its name is its label
    <a href={href} className={className} style={style} aria-label={dotSentence(dot)} tabIndex={-1} />
  ) : (
    <span className={className} style={style} title={dotSentence(dot)} />
  );
}

/** Numbers the style sheet places things by, with as many digits as are seen, and a color of its own. */
function vars(numbers: Readonly<Record<string, number>>, color?: ColorName): CSSProperties {
  return Object.fromEntries([
    ...Object.entries(numbers).map(([name, value]) => [
      `--${name}`,
      String(Math.round(value * 10_000) / 10_000),
    ]),
    ...(color ? [["--color", cssColor(color)]] : []),
  ]) as CSSProperties;
}
