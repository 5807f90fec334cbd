"use client";

import { type KeyboardEvent, useState } from "react";
import { formatUsdShort } from "@/report/format";
import { withSign } from "@/report/mark";
import type { FlowLayout, FlowNode } from "@/series/flow-layout";
import { cssColor } from "@/series/palette";
import { bandSentence } from "@/words/flow-sentence";
import css from "./flow-diagram.module.css";
import { TracedMark } from "./traced-mark";

/**
 * Brokers left, venues right, bands between them as thick as the dollars. The server's HTML holds all of it; with scripts
 * a band can be pointed at, or chosen with the arrow keys, and is read out.
 */
export function FlowDiagram({ layout, title }: { layout: FlowLayout; title: string }) {
  const { bands, brokers, venues, height } = layout;
  const [active, setActive] = useState<number | null>(null);
  const largest = bands.reduce(
    (best, band, i) => (Math.abs(band.usd) > Math.abs(bands[best]?.usd ?? 0) ? i : best),
    0,
  );
  const said = bands[active ?? largest];

  function onKeyDown(event: KeyboardEvent) {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    const step = steps[event.key];
    if (event.key === "Escape") setActive(null);
    if (event.key === "Enter" && event.target === event.currentTarget && said?.trace) {
      window.location.assign(said.trace);
    }
    if (step === undefined || bands.length === 0) return;
    event.preventDefault();
    setActive(
      active === null ? (step > 0 ? 0 : bands.length - 1) : (active + step + bands.length) % bands.length,
    );
  }

  return (
    <div className={css.diagram}>
      <div
        className={css.frame}
        role="application"
        aria-label={`${title}. Arrow keys go from band to band, Enter to where its amount comes from.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the bands are walked with the arrow keys
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setActive(null)}
        style={{ height }}
      >
        <div className={css.names}>
          {brokers.map((node) => (
            <NodeName key={node.key} node={node} side="left" />
          ))}
        </div>
        <div className={css.nodes}>
          {brokers.map((node) => (
            <NodeBar key={node.key} node={node} />
          ))}
        </div>
        <svg
          className={css.bands}
          viewBox={`0 0 100 ${height}`}
          preserveAspectRatio="none"
          width="100%"
          height={height}
          aria-hidden="true"
          onPointerLeave={() => setActive(null)}
        >
          {bands.map((band, i) => (
            <TracedMark key={band.key} href={band.trace} says={bandSentence(band)}>
              <path
                d={band.path}
                fill={cssColor(band.color)}
                fillOpacity={opacity(i === active, active !== null, Boolean(band.mark))}
                // What brokers paid is dashed as well: color alone must not say it. A doubtful amount is its outline.
                stroke={band.usd < 0 || band.mark ? cssColor(band.color) : undefined}
                strokeDasharray={band.usd < 0 ? "4 3" : undefined}
                vectorEffect="non-scaling-stroke"
                onPointerEnter={() => setActive(i)}
              >
                <title>{bandSentence(band)}</title>
              </path>
            </TracedMark>
          ))}
        </svg>
        <div className={css.nodes}>
          {venues.map((node) => (
            <NodeBar key={node.key} node={node} />
          ))}
        </div>
        <div className={css.names}>
          {venues.map((node) => (
            <NodeName key={node.key} node={node} side="right" />
          ))}
        </div>
      </div>
      <p className={css.said} aria-live="polite">
        {said ? `${bandSentence(said)}. ` : ""}
        {said?.trace ? (
          <a href={said.trace} rel="nofollow" className={css.trace}>
            Where this number comes from
          </a>
        ) : null}
      </p>
    </div>
  );
}

/** How full a band is; a doubtful one is hollow. */
function opacity(isActive: boolean, isAnyActive: boolean, isDoubtful: boolean): number {
  if (isDoubtful) return isActive ? 0.25 : 0.05;
  if (isActive) return 0.85;
  return isAnyActive ? 0.2 : 0.5;
}

function NodeName({ node, side }: { node: FlowNode; side: "left" | "right" }) {
  return (
    <div className={side === "left" ? css.left : css.right} style={{ top: node.y + node.height / 2 }}>
      <span className={css.name}>{node.label}</span>
      <span className={css.usd}>{withSign(formatUsdShort(node.usd), node.mark)}</span>
    </div>
  );
}

function NodeBar({ node }: { node: FlowNode }) {
  const style = { top: node.y, height: Math.max(node.height, 1), background: cssColor(node.color) };
  return <div className={css.node} style={style} />;
}
