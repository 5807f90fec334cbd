import { hollow } from "@/drawings/bar-shape";
import { usePaint } from "@/drawings/paint";
import type { OrderStrip } from "@/series/order-strip";
import { toHundredth } from "@/series/pixels";
import { dotText, STRIP_ZONE_NAMES, tickText } from "@/series/reading-text";
import { STRIP, stripHeight } from "./strip-height";

const FONT = 13;
const { above: ABOVE, half: HALF, line: LINE } = STRIP;
const SIDE = 8;
const OWN = 8;
const PINNED = 7;
const COLORS = { own: "payment", peer: "ink", pinned: "ink", other: "rest" } as const;

/** The dot strip as one SVG of a fixed width, for pictures; pages have one that turns upright and can be pointed at. */
export function StripDrawing({ strip, width }: { strip: OrderStrip; width: number }) {
  const paint = usePaint();
  const { dots, labels, bands, ticks, quartiles, title } = strip;
  const height = stripHeight(strip);
  const length = width - 2 * SIDE;
  const x = (at: number) => toHundredth(SIDE + at * length);
  const [top, middle, bottom] = [ABOVE, ABOVE + HALF, ABOVE + 2 * HALF];
  const size = Math.max(4, Math.min(strip.dot * 330, HALF / (strip.lanes + 0.5)));
  const anchor = (at: number) => (at < 0.2 ? "start" : at > 0.8 ? "end" : "middle");
  const ordered = [...dots].sort((a, b) => Number(a.role !== "other") - Number(b.role !== "other"));
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={title}
      fontSize={FONT}
    >
      {quartiles ? (
        <rect
          x={x(quartiles.at.low)}
          y={top}
          width={x(quartiles.at.high) - x(quartiles.at.low)}
          height={2 * HALF}
          fill={paint("rule")}
          fillOpacity={0.5}
        />
      ) : null}
      {bands.map(({ zone, from, to }) =>
        zone === "paid" ? null : (
          <g key={zone}>
            <line x1={x(to)} x2={x(to)} y1={top} y2={bottom} stroke={paint("muted")} />
            <text x={x((from + to) / 2)} y={top - 6} textAnchor="middle" fill={paint("muted")}>
              {STRIP_ZONE_NAMES[zone]}
            </text>
          </g>
        ),
      )}
      {ticks.map(({ cents, at }) => (
        <g key={cents}>
          <line x1={x(at)} x2={x(at)} y1={top} y2={bottom} stroke={paint("rule")} />
          <text x={x(at)} y={bottom + 15} textAnchor={at > 0.97 ? "end" : "middle"} fill={paint("muted")}>
            {tickText(cents)}
          </text>
        </g>
      ))}
      {quartiles ? (
        <g>
          <line
            x1={x(quartiles.at.median)}
            x2={x(quartiles.at.median)}
            y1={top}
            y2={bottom}
            stroke={paint("ink")}
            strokeWidth={1.5}
          />
          <text
            x={x(quartiles.at.median)}
            y={top - 6}
            textAnchor={anchor(quartiles.at.median)}
            fill={paint("ink")}
          >
            median
          </text>
        </g>
      ) : null}
      {ordered.map(({ key, at, lane, role, mark, color: own }) => {
        const color = paint(own ?? COLORS[role]);
        return (
          <circle
            key={key}
            cx={x(at)}
            cy={
              role === "own" ? middle : toHundredth(middle + lane * (role === "pinned" ? 2 * PINNED : size))
            }
            r={role === "own" ? OWN : role === "pinned" ? PINNED : toHundredth(size / 2)}
            {...(mark ? hollow(color, paint("paper")) : { fill: color, stroke: paint("paper") })}
          />
        );
      })}
      {labels.map(({ dot, level }) => (
        <text
          key={dot.key}
          x={x(dot.at)}
          y={dot.role === "own" ? 16 : bottom + LINE * (level + 2) - 4}
          textAnchor={anchor(dot.at)}
          fontWeight={600}
          fontSize={dot.role === "own" ? FONT + 2 : FONT}
          fill={paint(dot.color ?? COLORS[dot.role])}
        >
          {`${dot.name} ${dotText(dot)}`}
        </text>
      ))}
    </svg>
  );
}
