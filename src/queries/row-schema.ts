import { z } from "zod";
import { type Column, columnInText } from "@/dictionary/column";
import { TABLES, type TableName } from "@/dictionary/tables";

/**
 * The schema of a table's rows, each field described by the data dictionary. A field without a column, or a column
 * without a field, is a mistake in the program and stops it at once.
 */
export function rowSchema<Shape extends z.ZodRawShape>(table: TableName, shape: Shape): z.ZodObject<Shape> {
  const columns: readonly Column[] = TABLES[table].columns;
  const names = columns.map((column) => column.name);
  if (names.join() !== Object.keys(shape).join()) {
    throw new Error(`The columns of ${table} are ${names.join(", ")}, not ${Object.keys(shape).join(", ")}.`);
  }
  const described = columns.map((column) => [
    column.name,
    (shape[column.name] as z.ZodType).describe(columnInText(column)),
  ]);
  return z.object(Object.fromEntries(described) as Shape);
}
