import { columnNames } from "@/dictionary/tables";
import { STATISTICS } from "@/execution/statistics";
import type { FiledExecutionRow } from "@/queries/execution-rows";
import { csvNumber, csvText } from "./flat-csv";

const FILED: ReadonlySet<string> = new Set(STATISTICS.map(({ key }) => key));

/** Rows of rule 605 summaries as CSV, line by line. Filed numbers are written as they were filed; a minus in front of one is no
 * formula. */
export function* executionCsv(rows: readonly FiledExecutionRow[]): Generator<string, void> {
  const columns = columnNames("execution");
  yield `${columns.join(",")}\n`;
  for (const row of rows) {
    const cells = columns.map((column) => {
      const value = row[column as keyof FiledExecutionRow];
      if (value === null) return "";
      if (typeof value === "number") return csvNumber(value);
      return FILED.has(column) ? value : csvText(value);
    });
    yield `${cells.join(",")}\n`;
  }
}
