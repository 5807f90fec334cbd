import { TABLES } from "@/dictionary/tables";
import { executionFilters } from "@/queries/execution-parameters";
import { executionRows } from "@/queries/execution-rows";
import type { Filters } from "@/queries/filters";
import { placed } from "@/queries/report-lines";
import { flatLines } from "@/queries/rows";
import { ParquetFile } from "./parquet-file";

const GROUP_ROWS = 50_000;

/** Writes everything under the filters as Parquet into the file at `path`: the columns of flat CSV v1 in their order. */
export function writeRowsParquet(filters: Filters, path: string): void {
  const file = new ParquetFile(path, TABLES.rows.columns, GROUP_ROWS);
  for (const _ of flatLines(filters, {}, (line) => file.add(placed(line).values)));
  file.finish();
}

/** The same of every filed row of rule 605 summaries, the columns of `/execution`. */
export function writeExecutionParquet(versions: Filters["versions"], path: string): void {
  const { columns } = TABLES.execution;
  const file = new ParquetFile(path, columns, GROUP_ROWS);
  for (const row of executionRows(executionFilters({ versions }))) {
    file.add(columns.map(({ name }) => row[name as keyof typeof row]));
  }
  file.finish();
}
