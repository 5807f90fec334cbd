import {
  type ChartPart,
  marksOf,
  tracedBars,
  tracedColumns,
  tracedFlows,
  tracedLines,
} from "@/series/chart-part";
import { MarkNotes } from "@/site/marks";
import { Aligned, Chart, SideBySide } from "@/site/story";
import { Explained } from "@/site/terms/term";
import { ArrowRows } from "./arrow-rows";
import css from "./chart-figure.module.css";
import { BarPanelView, PeriodLineView, QuarterColumnView } from "./charts";
import { DotStrip } from "./dot-strip";
import { FlowDiagram } from "./flow-diagram";
import { Legend } from "./legend";

/** Pixels: as the server draws it, and of them the room for the names of bars. */
interface Room {
  readonly width?: number;
  readonly names?: number;
}

/** One drawing of a chart: what it measures, its legend, and its figures as links to where they come from. */
export function ChartFigure({ part, ...room }: { part: ChartPart } & Room) {
  return (
    <Chart unit={part.unit} legend={part.legend.length > 0 ? <Legend entries={part.legend} /> : null}>
      <Drawing part={part} {...room} />
      <MarkNotes marks={marksOf(part)} />
    </Chart>
  );
}

/** The drawings of one chart side by side, each under its heading and with what it says. */
export function ChartFigures({ parts, ...room }: { parts: readonly ChartPart[] } & Room) {
  return (
    <SideBySide>
      {parts.map((part) => (
        <Aligned key={part.heading}>
          <h3>{part.heading}</h3>
          {part.says ? <Says>{part.says}</Says> : null}
          <ChartFigure part={part} {...room} />
        </Aligned>
      ))}
    </SideBySide>
  );
}

/** The sentence of one drawing among several. */
export function Says({ children }: { children: string }) {
  return (
    <p className={css.says}>
      <Explained>{children}</Explained>
    </p>
  );
}

function Drawing({ part, width, names }: { part: ChartPart } & Room) {
  switch (part.kind) {
    case "bars":
      return <BarPanelView panel={tracedBars(part.chart, part.traceOf)} width={width} names={names} />;
    case "periods":
      return <PeriodLineView chart={tracedLines(part.chart, part.traceOf)} width={width} />;
    case "columns":
      return <QuarterColumnView chart={tracedColumns(part.chart, part.traceOf)} width={width} />;
    case "flow":
      return <FlowDiagram layout={tracedFlows(part.chart, part.traceOf)} title={part.title} />;
    case "arrows":
      return <ArrowRows chart={part.chart} linkOf={part.traceOf} />;
    case "strip":
      return <DotStrip strip={part.chart} linkOf={part.linkOf} />;
  }
}
