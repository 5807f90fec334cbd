import { fileWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import type { Column } from "@/dictionary/column";
import { TABLES } from "@/dictionary/tables";
import type { Filters } from "@/queries/filters";
import { type FlatRow, placed } from "@/queries/report-lines";
import { flatLines } from "@/queries/rows";

/** Rows held at a time, and those of a group in the file: readers skip whole groups. */
const GROUP_ROWS = 50_000;

const COLUMNS: readonly Column[] = TABLES.rows.columns;
type Cell = FlatRow[number];

/**
 * Writes everything under the filters as Parquet into the file at `path`: the columns of flat CSV v1 in their order, integers as
 * INT32, other numbers as DOUBLE, the rest as strings, null where the CSV has a blank cell. Texts are as filed: nothing here
 * takes them for formulas, so none has a `'` in front. Holds one group of rows in memory, whatever the length.
 */
export function writeRowsParquet(filters: Filters, path: string): void {
  let group = emptyGroup();
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: schemaFromColumnData({ columnData: group }),
    createdBy: "PFOF Explorer (hyparquet-writer)",
  });
  const flush = () => {
    writer.write({ columnData: group, rowGroupSize: GROUP_ROWS });
    group = emptyGroup();
  };
  for (const _ of flatLines(filters, {}, (line) => {
    const { values } = placed(line);
    for (let i = 0; i < group.length; i++) group[i]?.data.push(values[i] ?? null);
  })) {
    if ((group[0]?.data.length ?? 0) >= GROUP_ROWS) flush();
  }
  flush();
  writer.finish();
}

function emptyGroup() {
  return COLUMNS.map(({ name, type }) => ({ name, type: parquetType(type), data: [] as Cell[] }));
}

function parquetType(type: Column["type"]): "INT32" | "DOUBLE" | "STRING" {
  if (type === "integer") return "INT32";
  return type === "number" ? "DOUBLE" : "STRING";
}
