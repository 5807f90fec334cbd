import type { BarPanel } from "@/series/bars";

/** Heights in pixels, known before anything is drawn: the page keeps the room. */
export const LINE_CHART_HEIGHT = 240;
export const COLUMN_CHART_HEIGHT = 280;
const BAR_ROW = 34;

export function barPanelHeight(panel: BarPanel): number {
  return panel.bars.length * BAR_ROW + 8;
}
