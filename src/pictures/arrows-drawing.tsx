import { usePaint } from "@/drawings/paint";
import { toHundredth } from "@/series/pixels";
import type { QuarterArrows } from "@/series/quarter-arrows";
import { arrowText, tickText } from "@/series/reading-text";
import { ARROWS, arrowsHeight } from "./arrows-height";
import { fitted } from "./picture-layout";

const FONT = 13;
const { row: ROW, scale: SCALE } = ARROWS;
const HEAD = 10;
const FIGURES = 110;

/** The arrows as one SVG of a fixed width, for pictures. */
export function ArrowsDrawing({ chart, width }: { chart: QuarterArrows; width: number }) {
  const paint = usePaint();
  const { arrows, ticks, title } = chart;
  const height = arrowsHeight(chart);
  const names = Math.min(200, width * 0.28);
  const length = width - names - FIGURES - 12;
  const x = (at: number) => toHundredth(names + at * length);
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={title}
      fontSize={FONT}
    >
      {ticks.map(({ cents, at }) => (
        <g key={cents}>
          <text x={x(at)} y={13} textAnchor="middle" fill={paint("muted")}>
            {tickText(cents)}
          </text>
          <line x1={x(at)} x2={x(at)} y1={SCALE} y2={height} stroke={paint("rule")} />
        </g>
      ))}
      {arrows.map((arrow, i) => {
        const y = SCALE + ROW * i + ROW / 2;
        const [from, to] = [x(arrow.from), x(arrow.to)];
        const color = paint(arrow.color);
        const tip = to < from ? HEAD : -HEAD;
        return (
          <g key={arrow.key}>
            <text x={0} y={y + 4} fill={paint("ink")}>
              {fitted(arrow.name, names - 12, FONT)}
            </text>
            <line
              x1={from}
              x2={to}
              y1={y}
              y2={y}
              stroke={color}
              strokeWidth={3}
              strokeDasharray={arrow.mark ? "4 3" : undefined}
            />
            <circle
              cx={from}
              cy={y}
              r={4}
              fill={arrow.isStill ? color : paint("paper")}
              stroke={color}
              strokeWidth={2}
            />
            {arrow.isStill ? null : <path d={`M${to} ${y}l${tip} -6v12z`} fill={color} />}
            <text x={width} y={y + 4} textAnchor="end" fill={paint("ink")}>
              {arrowText(arrow)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
