import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from "react";
import { type PointPlace, pointAfter, type Readings } from "@/words/readings";
import css from "./chart-walk.module.css";
import type { Traces } from "./traced-mark";

/**
 * A chart that can be walked point by point: a slider, seen while it has the focus, whose value is the point's figure in
 * words. A slider and not a live region, because screen readers hand it the arrow keys and read its value, and those of
 * phones move it by swiping. The chart marks the point, and Enter, or the link after the slider, leads to where its figure
 * comes from. It comes with the script: without one the marks are links, and there is the table.
 */
export function ChartWalk({
  title,
  readings,
  traces,
  children,
}: {
  title: string;
  readings: Readings;
  traces: Traces;
  /** Draws the chart with this point marked. */
  children: (active: PointPlace | null) => ReactNode;
}) {
  const id = useId();
  const [place, setPlace] = useState<PointPlace>({ series: 0, point: 0 });
  const [walking, setWalking] = useState(false);
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);

  const perSeries = readings[0]?.length ?? 0;
  const count = readings.length * perSeries;
  // A chart can be given fewer points than it had.
  const at = readings[place.series]?.[place.point] === undefined ? { series: 0, point: 0 } : place;
  const text = readings[at.series]?.[at.point] ?? "";
  const trace = traces[at.series]?.[at.point] ?? null;

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && trace !== null) window.location.assign(trace);
    const next = pointAfter(event.key, at, readings);
    if (!next) return;
    event.preventDefault();
    setPlace(next);
  }

  return (
    <div className={css.walk}>
      {/* An image's parts are not read; links must be. */}
      {traces.flat().some((one) => one !== null) ? (
        // biome-ignore lint/a11y/useSemanticElements: not a group of form fields
        <div role="group" aria-label={title}>
          {children(walking ? at : null)}
        </div>
      ) : (
        <div role="img" aria-label={title}>
          {children(walking ? at : null)}
        </div>
      )}
      {scripted && count > 0 ? (
        <div className={css.panel}>
          <p id={`${id}-text`} className={css.text} aria-hidden="true">
            {text}
          </p>
          <input
            type="range"
            className={css.range}
            min={0}
            max={count - 1}
            value={at.series * perSeries + at.point}
            aria-label={`${title}: ${count === 1 ? "its point" : `its ${count} points`}`}
            aria-valuetext={text}
            onKeyDown={onKeyDown}
            onChange={(event) => {
              const index = event.target.valueAsNumber;
              setPlace({ series: Math.floor(index / perSeries), point: index % perSeries });
            }}
            onFocus={() => setWalking(true)}
            onBlur={() => setWalking(false)}
          />
          {trace === null ? null : (
            <a href={trace} rel="nofollow" className={css.trace}>
              Where this number comes from
              <span className="visually-hidden">: {text}</span>
            </a>
          )}
        </div>
      ) : null}
    </div>
  );
}
