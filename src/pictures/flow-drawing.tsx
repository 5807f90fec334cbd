import { usePaint } from "@/drawings/paint";
import { formatUsdShort } from "@/report/format";
import { withSign } from "@/report/mark";
import type { FlowLayout, FlowNode } from "@/series/flow-layout";
import { fitted } from "./picture-layout";

const NODE = 7;
const FONT = 13;
const SPACE = 8;

/** The flow diagram as one SVG of a fixed width, for pictures; pages have one that stretches and can be pointed at. */
export function FlowDrawing({ layout, width, title }: { layout: FlowLayout; width: number; title: string }) {
  const paint = usePaint();
  const names = Math.min(190, Math.round(width * 0.3));
  const left = names + NODE;
  const across = width - 2 * left;
  return (
    <svg
      width={width}
      height={layout.height}
      viewBox={`0 0 ${width} ${layout.height}`}
      role="img"
      aria-label={title}
    >
      {layout.bands.map((band) => (
        <path
          key={band.key}
          d={band.path}
          transform={`translate(${left} 0) scale(${across / 100} 1)`}
          fill={paint(band.color)}
          // A doubtful amount is its outline.
          fillOpacity={band.mark ? 0.05 : 0.5}
          stroke={band.usd < 0 || band.mark ? paint(band.color) : undefined}
          strokeDasharray={band.usd < 0 ? "4 3" : undefined}
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {layout.brokers.map((node) => (
        <Node key={node.key} node={node} at={names} textAt={names - SPACE} anchor="end" names={names} />
      ))}
      {layout.venues.map((node) => (
        <Node
          key={node.key}
          node={node}
          at={width - left}
          textAt={width - names + SPACE}
          anchor="start"
          names={names}
        />
      ))}
    </svg>
  );
}

interface NodeProps {
  readonly node: FlowNode;
  readonly at: number;
  readonly textAt: number;
  readonly anchor: "start" | "end";
  readonly names: number;
}

function Node({ node, at, textAt, anchor, names }: NodeProps) {
  const paint = usePaint();
  const middle = node.y + node.height / 2;
  return (
    <g>
      <rect x={at} y={node.y} width={NODE} height={Math.max(node.height, 1)} fill={paint(node.color)} />
      <text x={textAt} y={middle - 2} textAnchor={anchor} fontSize={FONT} fill={paint("ink")}>
        {fitted(node.label, names - SPACE, FONT)}
      </text>
      <text x={textAt} y={middle + 13} textAnchor={anchor} fontSize={FONT} fill={paint("muted")}>
        {withSign(formatUsdShort(node.usd), node.mark)}
      </text>
    </g>
  );
}
