import { BarPanelChart, type BarPanelChartProps } from "./bar-panel-chart";
import { ChartWalk } from "./chart-walk";
import { PeriodLineChart } from "./period-line-chart";
import type { PeriodLines } from "./period-lines";
import { QuarterColumnChart } from "./quarter-column-chart";
import type { QuarterColumns } from "./quarter-columns";
import { QuarterLineChart } from "./quarter-line-chart";
import type { QuarterLines } from "./quarter-lines";
import { barReadings, columnReadings, lineReadings, periodReadings } from "./readings";

/** The charts with their points to walk through. */
export function WalkedBarPanel(props: BarPanelChartProps) {
  const { panel } = props;
  return (
    <ChartWalk title={panel.title} readings={barReadings(panel)}>
      {(active) => <BarPanelChart {...props} active={active} />}
    </ChartWalk>
  );
}

export function WalkedPeriodLines(props: { chart: PeriodLines; width?: number }) {
  const { chart } = props;
  return (
    <ChartWalk title={chart.title} readings={periodReadings(chart)}>
      {(active) => <PeriodLineChart {...props} active={active} />}
    </ChartWalk>
  );
}

export function WalkedQuarterLines(props: { chart: QuarterLines; width?: number }) {
  const { chart } = props;
  return (
    <ChartWalk title={chart.title} readings={lineReadings(chart)}>
      {(active) => <QuarterLineChart {...props} active={active} />}
    </ChartWalk>
  );
}

export function WalkedQuarterColumns(props: { chart: QuarterColumns; width?: number }) {
  const { chart } = props;
  return (
    <ChartWalk title={chart.title} readings={columnReadings(chart)}>
      {(active) => <QuarterColumnChart {...props} active={active} />}
    </ChartWalk>
  );
}
