import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { BarPanelChart } from "@/drawings/bar-panel-chart";
import { type Paint, PaintContext } from "@/drawings/paint";
import { PeriodLineChart } from "@/drawings/period-line-chart";
import { QuarterColumnChart } from "@/drawings/quarter-column-chart";
import type { ChartPart } from "@/series/chart-part";
import { PALETTE, type Theme } from "@/series/palette";
import { ArrowsDrawing } from "./arrows-drawing";
import { FlowDrawing } from "./flow-drawing";
import { type Block, layOutInShape, layOutPicture } from "./lay-out-picture";
import type { Picture } from "./picture";
import { type Background, type PictureShape, SHAPES } from "./picture-shapes";
import { StripDrawing } from "./strip-drawing";

export interface PictureStyle {
  /** Pixels, where the shape is `page`; other shapes have their own. */
  readonly width: number;
  readonly theme: Theme;
  readonly shape?: PictureShape;
  readonly background?: Background;
}

/** The family the renderer is given as a file; viewers of the SVG that lack it take what they have. */
export const PICTURE_FONT = "Source Sans 3";
const FAMILIES = `'${PICTURE_FONT}', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif`;

/**
 * A picture as an SVG text of its own: what it finds, what it is of, panels, notes and the line that names the source, in
 * literal colors. The panels are drawn by the very components that draw the pages' charts.
 */
export function drawPicture(
  picture: Picture,
  { width: asked, theme, shape = "page", background = "paper" }: PictureStyle,
): string {
  const isTransparent = background === "transparent";
  const paint: Paint = (name) => (isTransparent && name === "paper" ? "none" : PALETTE[theme][name]);
  const { width, height, blocks } =
    shape === "page" ? layOutPicture(picture, asked) : layOutInShape(picture, shape);
  const size = shape === "page" ? { width, height } : SHAPES[shape];
  return renderToStaticMarkup(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={size.width}
      height={size.height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily={FAMILIES}
      role="img"
      aria-label={picture.title}
    >
      <title>{picture.title}</title>
      {isTransparent ? null : <rect width={width} height={height} fill={paint("paper")} />}
      {blocks.map((block, i) => (
        <Drawn key={i} block={block} paint={paint} />
      ))}
    </svg>,
  );
}

function Drawn({ block, paint }: { block: Block; paint: Paint }) {
  switch (block.kind) {
    case "text": {
      const { x, y, size, bold, color, text } = block;
      return (
        <text x={x} y={y} fontSize={size} fontWeight={bold ? 600 : 400} fill={paint(color)}>
          {text}
        </text>
      );
    }
    case "rect": {
      const { x, y, width, height, color } = block;
      return <rect x={x} y={y} width={width} height={height} fill={paint(color)} />;
    }
    case "chart": {
      const { x, y, width, height, part } = block;
      const markup = renderToStaticMarkup(
        <PaintContext.Provider value={paint}>{chartOf(part, width, height)}</PaintContext.Provider>,
      );
      return <g transform={`translate(${x} ${y})`} dangerouslySetInnerHTML={{ __html: svgIn(markup) }} />;
    }
  }
}

function chartOf(part: ChartPart, width: number, height: number): ReactElement {
  switch (part.kind) {
    case "bars": {
      // The longest name of an order type, at least where half of the panel is left for the bars.
      const names = Math.min(
        width > 600 ? 230 : 176,
        Math.max(150, Math.round(width * 0.42)),
        Math.round(width / 2),
      );
      return <BarPanelChart panel={part.chart} width={width} height={height} names={names} />;
    }
    case "periods":
      return <PeriodLineChart chart={part.chart} width={width} height={height} />;
    case "columns":
      return <QuarterColumnChart chart={part.chart} width={width} height={height} />;
    case "flow":
      return <FlowDrawing layout={part.chart} width={width} title={part.title} />;
    case "arrows":
      return <ArrowsDrawing chart={part.chart} width={width} />;
    case "strip":
      return <StripDrawing strip={part.chart} width={width} />;
  }
}

/** The first SVG in some HTML, without what only a page understands: sizes relative to it, and keyboard focus. */
function svgIn(html: string): string {
  const start = html.indexOf("<svg");
  let depth = 0;
  for (const match of html.slice(start).matchAll(/<svg\b|<\/svg>/g)) {
    depth += match[0] === "</svg>" ? -1 : 1;
    if (depth > 0) continue;
    const svg = html.slice(start, start + match.index + match[0].length);
    return svg.replace(/^<svg[^>]*>/, (tag) => tag.replace(/ (style|tabindex|role|class)="[^"]*"/g, ""));
  }
  throw new Error("The chart drew no picture.");
}
