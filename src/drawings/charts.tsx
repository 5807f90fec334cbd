"use client";

import { type ComponentType, type ReactNode, useEffect, useRef, useState } from "react";
import type { PeriodLines } from "@/series/period-lines";
import type { QuarterColumns } from "@/series/quarter-columns";
import type { BarPanelChartProps } from "./bar-panel-chart";
import { barPanelHeight, COLUMN_CHART_HEIGHT, LINE_CHART_HEIGHT } from "./chart-heights";
import css from "./charts.module.css";
import { PrintWidthContext, usePrintWidth } from "./print-width";

/**
 * The charts as pages use them. The server draws them into its HTML; the browser keeps that drawing and loads the
 * chart library when it is idle, then draws the same again at its own width and with what moves. A
 * Suspense boundary would not do: React may send its content outside its place, to be moved by a script, and without scripts
 * there would be no chart.
 */
interface Drawings {
  readonly WalkedBarPanel: ComponentType<BarPanelChartProps>;
  readonly WalkedPeriodLines: ComponentType<{ chart: PeriodLines; width?: number }>;
  readonly WalkedQuarterColumns: ComponentType<{ chart: QuarterColumns; width?: number }>;
}

const onServer = typeof window === "undefined";
const drawn: Drawings | null = onServer ? await import("./drawings") : null;
let loading: Promise<Drawings> | undefined;

function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === "function") requestIdleCallback(() => resolve(), { timeout: 1_500 });
    else setTimeout(resolve, 200);
  });
}

function useDrawings(): Drawings | null {
  const [drawings, setDrawings] = useState(drawn);
  useEffect(() => {
    loading ??= whenIdle().then(() => import("./drawings"));
    loading.then(setDrawings);
  }, []);
  return drawings;
}

/** Until the library is here, the server's HTML stays as it is: React leaves alone what it is told is raw. */
const AS_SENT = { __html: "" };

/** Keeps the chart's height from the start, so that nothing below it moves. */
function Frame({ height, children }: { height: number; children: ReactNode }) {
  const style = { minHeight: height };
  const frame = useRef<HTMLDivElement>(null);
  const printWidth = usePrintWidth(frame);
  return children ? (
    <div className={css.chart} style={style} ref={frame}>
      <PrintWidthContext value={printWidth}>{children}</PrintWidthContext>
    </div>
  ) : (
    <div className={css.chart} style={style} suppressHydrationWarning dangerouslySetInnerHTML={AS_SENT} />
  );
}

export function BarPanelView(props: BarPanelChartProps) {
  const drawings = useDrawings();
  return (
    <Frame height={barPanelHeight(props.panel)}>
      {drawings ? <drawings.WalkedBarPanel {...props} /> : null}
    </Frame>
  );
}

export function PeriodLineView(props: { chart: PeriodLines; width?: number }) {
  const drawings = useDrawings();
  return (
    <Frame height={LINE_CHART_HEIGHT}>{drawings ? <drawings.WalkedPeriodLines {...props} /> : null}</Frame>
  );
}

export function QuarterColumnView(props: { chart: QuarterColumns; width?: number }) {
  const drawings = useDrawings();
  return (
    <Frame height={COLUMN_CHART_HEIGHT}>
      {drawings ? <drawings.WalkedQuarterColumns {...props} /> : null}
    </Frame>
  );
}
