/** Tables with the rows of a report and what derives from them: they go, or move to another report, together. */
export const TABLES_OF_ROWS = [
  "venue_row",
  "report_text",
  "section_summary",
  "report_month",
  "rollup",
  "venue_rollup",
] as const;
