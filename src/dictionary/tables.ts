import type { Column } from "./column";
import { LIST_COLUMNS } from "./list-columns";
import { RATE_COLUMNS } from "./rate-columns";
import { ROW_COLUMNS } from "./row-columns";
import { TRACE_COLUMNS } from "./trace-columns";

/** Every table the API answers with, by the last word of its address, columns in the order of the CSV. */
export const TABLES = {
  rows: { title: "Filed rows", columns: ROW_COLUMNS },
  rates: { title: "Payments and rates", columns: RATE_COLUMNS },
  reports: { title: "Reports", columns: LIST_COLUMNS.reports },
  brokers: { title: "Brokers", columns: LIST_COLUMNS.brokers },
  venues: { title: "Venues", columns: LIST_COLUMNS.venues },
  quarters: { title: "One quarter, broker by broker", columns: LIST_COLUMNS.quarters },
  diff: { title: "What changed between two versions", columns: LIST_COLUMNS.diff },
  trace: { title: "Filed cells behind a figure", columns: TRACE_COLUMNS },
} as const satisfies Record<string, { title: string; columns: readonly Column[] }>;

export type TableName = keyof typeof TABLES;
