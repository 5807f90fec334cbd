import type { Database } from "better-sqlite3";
import type { ExecutionReport, ExecutionRow, ExecutionSum } from "@/execution/execution-report";
import { STATISTICS } from "@/execution/statistics";
import { statement } from "../statement";
import { SUM_COLUMNS } from "./sum-columns";

/** What a stored report of rule 605 says, as it was saved. `reportId` is the row's id. */
export function loadExecution(database: Database, reportId: number): Pick<ExecutionReport, "rows" | "sums"> {
  const rows = statement<
    [number],
    [ExecutionRow["sp500"], ExecutionRow["size"], ExecutionRow["type"], string, ...(string | null)[]]
  >(
    database,
    `SELECT sp500, order_size, order_type, position, ${STATISTICS.map(({ key }) => key).join(", ")}
     FROM execution_row WHERE report_id = ? ORDER BY rowid`,
  )
    .raw()
    .all(reportId);
  const sums = statement<[number], ExecutionSum>(
    database,
    `SELECT ${Object.entries(SUM_COLUMNS)
      .map(([key, column]) => `${column} AS ${key}`)
      .join(", ")} FROM execution_sum WHERE report_id = ? ORDER BY order_type, order_size, lot`,
  ).all(reportId);
  return {
    rows: rows.map(([sp500, size, type, position, ...filed]) => ({ sp500, size, type, position, filed })),
    sums,
  };
}
