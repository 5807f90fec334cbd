import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { BarPanelChart } from "@/drawings/bar-panel-chart";
import { barPanelHeight, COLUMN_CHART_HEIGHT, LINE_CHART_HEIGHT } from "@/drawings/chart-heights";
import { type Paint, PaintContext } from "@/drawings/paint";
import { PeriodLineChart } from "@/drawings/period-line-chart";
import { QuarterColumnChart } from "@/drawings/quarter-column-chart";
import type { ChartPart } from "@/series/chart-part";
import { PALETTE, type Theme } from "@/series/palette";
import { FlowDrawing } from "./flow-drawing";
import type { Picture } from "./picture";
import { legendPlaces, wrapped } from "./picture-layout";
import { StripDrawing, stripHeight } from "./strip-drawing";

export interface PictureStyle {
  /** Pixels. */
  readonly width: number;
  readonly theme: Theme;
}

/** The family the renderer is given as a file; viewers of the SVG that lack it take what they have. */
export const PICTURE_FONT = "Source Sans 3";
const FAMILIES = `'${PICTURE_FONT}', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif`;

const MARGIN = 24;
const TITLE = { size: 21, line: 27 };
const SUBTITLE = { size: 14, line: 20 };
const SAYS = { size: 16, line: 23 };
const HEADING = { size: 15, line: 22 };
const SMALL = { size: 13, line: 19 };
const NOTE = { size: 12, line: 17 };
/** The narrowest a panel may be beside another. */
const PANEL = 300;
const GUTTER = 28;

/**
 * A picture as an SVG text of its own: title, sentence, panels, notes and the line that names the source, in literal colors
 * on paper. The panels are drawn by the very components that draw the pages' charts.
 */
export function drawPicture(picture: Picture, { width, theme }: PictureStyle): string {
  const paint: Paint = (name) => PALETTE[theme][name];
  const inner = width - 2 * MARGIN;
  const drawing = new Column(paint, inner);
  drawing.text(picture.title, { ...TITLE, bold: true, color: "ink" });
  if (picture.subtitle !== "") drawing.text(picture.subtitle, { ...SUBTITLE, color: "muted" });
  if (picture.says !== null) drawing.text(picture.says, { ...SAYS, color: "ink", before: 4 });
  drawing.space(14);
  if (picture.parts.length === 0)
    drawing.text("Nothing is filed for this selection.", { ...SAYS, color: "muted" });
  const rows = rowsOf(picture.parts, inner);
  const across = Math.max(...rows.map((row) => row.length), 1);
  for (const row of rows) drawing.panels(row, row[0]?.kind === "bars" ? across : 1);
  for (const note of picture.notes) drawing.text(note, { ...NOTE, color: "muted", before: 2 });
  drawing.space(8);
  drawing.rule();
  drawing.text(picture.source, { ...NOTE, color: "muted", before: 4 });
  const height = drawing.height + 2 * MARGIN;
  return renderToStaticMarkup(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily={FAMILIES}
      role="img"
      aria-label={picture.title}
    >
      <title>{picture.title}</title>
      <rect width={width} height={height} fill={paint("paper")} />
      <g transform={`translate(${MARGIN} ${MARGIN})`}>{drawing.elements}</g>
    </svg>,
  );
}

/** Panels beside each other as far as there is room; charts over time take the whole width. */
function rowsOf(parts: readonly ChartPart[], width: number): ChartPart[][] {
  const across = Math.max(1, Math.floor((width + GUTTER) / (PANEL + GUTTER)));
  const rows: ChartPart[][] = [];
  for (const part of parts) {
    const last = rows.at(-1);
    const fits = part.kind === "bars" && last?.[0]?.kind === "bars" && last.length < across;
    if (fits) last.push(part);
    else rows.push([part]);
  }
  return rows;
}

interface TextStyle {
  readonly size: number;
  readonly line: number;
  readonly color: "ink" | "muted";
  readonly bold?: boolean;
  /** Pixels left free above. */
  readonly before?: number;
}

/** Elements one below the other. */
class Column {
  readonly elements: ReactElement[] = [];
  height = 0;
  constructor(
    private readonly paint: Paint,
    private readonly width: number,
  ) {}

  space(pixels: number): void {
    this.height += pixels;
  }

  text(text: string, { size, line, color, bold = false, before = 0 }: TextStyle): void {
    this.height += before;
    for (const words of wrapped(text, this.width, size, bold)) {
      this.#add(
        <text y={this.height + size} fontSize={size} fontWeight={bold ? 600 : 400} fill={this.paint(color)}>
          {words}
        </text>,
      );
      this.height += line;
    }
  }

  rule(): void {
    this.#add(<rect y={this.height} width={this.width} height={1} fill={this.paint("rule")} />);
    this.height += 1;
  }

  /** Panels side by side, as high as the highest; each as wide as `across` of them leave room for. */
  panels(parts: readonly ChartPart[], across: number): void {
    const width = (this.width - GUTTER * (across - 1)) / across;
    let highest = 0;
    parts.forEach((part, i) => {
      const panel = new Column(this.paint, width);
      if (part.heading !== null) panel.text(part.heading, { ...HEADING, bold: true, color: "ink" });
      panel.text(part.unit, { ...SMALL, color: "muted" });
      panel.#legend(part);
      panel.#chart(part);
      this.#add(<g transform={`translate(${i * (width + GUTTER)} ${this.height})`}>{panel.elements}</g>);
      highest = Math.max(highest, panel.height);
    });
    this.height += highest + 14;
  }

  #legend({ legend }: ChartPart): void {
    const { places, rows } = legendPlaces(
      legend.map((entry) => entry.label),
      this.width,
      SMALL.size,
    );
    legend.forEach((entry, i) => {
      const { x, row } = places[i] ?? { x: 0, row: 0 };
      const y = this.height + row * SMALL.line;
      this.#add(
        <g>
          <rect x={x} y={y + 3} width={11} height={11} fill={this.paint(entry.color)} />
          <text x={x + 18} y={y + SMALL.size} fontSize={SMALL.size} fill={this.paint("ink")}>
            {entry.label}
          </text>
        </g>,
      );
    });
    this.height += rows * SMALL.line + (rows > 0 ? 4 : 0);
  }

  #chart(part: ChartPart): void {
    const [chart, height] = chartOf(part, Math.floor(this.width));
    const markup = renderToStaticMarkup(
      <PaintContext.Provider value={this.paint}>{chart}</PaintContext.Provider>,
    );
    const svg = svgIn(markup);
    this.#add(<g transform={`translate(0 ${this.height})`} dangerouslySetInnerHTML={{ __html: svg }} />);
    this.height += height;
  }

  #add(element: ReactElement): void {
    this.elements.push(<g key={this.elements.length}>{element}</g>);
  }
}

function chartOf(part: ChartPart, width: number): [ReactElement, number] {
  switch (part.kind) {
    case "bars": {
      // The longest name of an order type, at least where half of the panel is left for the bars.
      const names = Math.min(176, Math.max(150, Math.round(width * 0.42)), Math.round(width / 2));
      return [
        <BarPanelChart key="chart" panel={part.chart} width={width} names={names} />,
        barPanelHeight(part.chart),
      ];
    }
    case "periods":
      return [<PeriodLineChart key="chart" chart={part.chart} width={width} />, LINE_CHART_HEIGHT];
    case "columns":
      return [<QuarterColumnChart key="chart" chart={part.chart} width={width} />, COLUMN_CHART_HEIGHT];
    case "flow":
      return [
        <FlowDrawing key="chart" layout={part.chart} width={width} title={part.title} />,
        part.chart.height,
      ];
    case "strip":
      return [<StripDrawing key="chart" strip={part.chart} width={width} />, stripHeight(part.chart)];
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
