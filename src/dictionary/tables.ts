import type { z } from "zod";
import { columnsOf } from "./column";
import { ExecutionListRow, ExecutionReportRow } from "./execution-rows";
import { FiledRow } from "./filed-row";
import { BrokerRow, ReportRow, VenueListRow } from "./list-rows";
import { QuarterTableRow } from "./quarter-row";
import { RateRow } from "./rate-row";
import { ReportChange } from "./report-change";
import { TracedCell } from "./traced-cell";

/** Every table the API answers with, by the last word of its address. Its columns, in the order of the CSV, and what
 * they mean are those of the schema of its rows. */
export const TABLES = {
  rows: table("Filed rows", FiledRow),
  rates: table("Payments and rates", RateRow),
  reports: table("Reports", ReportRow),
  brokers: table("Brokers", BrokerRow),
  venues: table("Venues", VenueListRow),
  quarters: table("One quarter, broker by broker", QuarterTableRow),
  diff: table("What changed between two versions", ReportChange),
  execution: table("How well orders were executed", ExecutionListRow),
  "execution-reports": table("Reports of how well orders were executed", ExecutionReportRow),
  trace: table("Filed cells behind a figure", TracedCell),
} as const;

export type TableName = keyof typeof TABLES;

/** The header of a table's CSV. */
export function columnNames(name: TableName): string[] {
  return TABLES[name].columns.map((column) => column.name);
}

function table<Row extends z.ZodObject>(title: string, row: Row) {
  return { title, row, columns: columnsOf(row) };
}
