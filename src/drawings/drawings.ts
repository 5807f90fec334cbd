/** What is loaded together with the chart library, after the page (see `charts.tsx`). */
export { WalkedBarPanel, WalkedPeriodLines, WalkedQuarterColumns } from "./walked-charts";
