import type { PeriodLines } from "@/series/period-lines";
import type { QuarterColumns } from "@/series/quarter-columns";
import { barReadings, columnReadings, periodReadings } from "@/words/readings";
import { BarPanelChart, type BarPanelChartProps } from "./bar-panel-chart";
import { ChartWalk } from "./chart-walk";
import { PeriodLineChart } from "./period-line-chart";
import { QuarterColumnChart } from "./quarter-column-chart";
import type { Traces } from "./traced-mark";

/** The charts with their points to walk through. */
export function WalkedBarPanel(props: BarPanelChartProps) {
  const { panel } = props;
  const traces = [panel.bars.map((bar) => (bar.value === null ? null : (bar.trace ?? null)))];
  return (
    <ChartWalk title={panel.title} readings={barReadings(panel)} traces={traces}>
      {(active) => <BarPanelChart {...props} active={active} />}
    </ChartWalk>
  );
}

export function WalkedPeriodLines(props: { chart: PeriodLines; width?: number }) {
  const { chart } = props;
  return (
    <ChartWalk title={chart.title} readings={periodReadings(chart)} traces={tracesOf(chart.lines)}>
      {(active) => <PeriodLineChart {...props} active={active} />}
    </ChartWalk>
  );
}

export function WalkedQuarterColumns(props: { chart: QuarterColumns; width?: number }) {
  const { chart } = props;
  return (
    <ChartWalk title={chart.title} readings={columnReadings(chart)} traces={tracesOf(chart.series)}>
      {(active) => <QuarterColumnChart {...props} active={active} />}
    </ChartWalk>
  );
}

/** What is not filed comes from nowhere. */
function tracesOf(
  series: readonly {
    readonly values: readonly (number | null)[];
    readonly traces?: readonly (string | null)[];
  }[],
): Traces {
  return series.map(({ values, traces }) =>
    values.map((value, i) => (value === null ? null : (traces?.[i] ?? null))),
  );
}
