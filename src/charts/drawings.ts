/** What is loaded together with the chart library, after the page (see `charts.tsx`). */
export { BarPanelChart } from "./bar-panel-chart";
export { PeriodLineChart } from "./period-line-chart";
export { QuarterColumnChart } from "./quarter-column-chart";
export { QuarterLineChart } from "./quarter-line-chart";
