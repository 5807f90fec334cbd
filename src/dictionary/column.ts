import { z } from "zod";

/* What a row's schema says of each of its columns, by `.meta()`, beside `description`. */
declare module "zod" {
  interface GlobalMeta {
    /** `USD`, `percent (0–100)` …; absent where there is nothing to measure. */
    unit?: string;
    /** Paragraph of the rule and element of the SEC's schema, or how it is computed; absent: this site's own. */
    source?: string;
    /** What a blank cell (null in JSON) says; absent where none may be blank. */
    blank?: string;
    /** One value, as JSON has it. */
    examples?: unknown[];
    /** Of a text that is a moment. */
    format?: "date-time";
  }
}

/** How a column's values are written. Yes and no are true and false in JSON, 1 and 0 in CSV. */
export type ColumnType = "text" | "integer" | "number" | "boolean" | "timestamp";

/** What one column of a table means, read from the schema of its rows. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly unit: string | null;
  readonly description: string;
  readonly source: string | null;
  readonly blank: string | null;
}

/** The columns of a table, in the order of its rows' schema. */
export function columnsOf(row: z.ZodObject): readonly Column[] {
  return Object.entries(row.shape).map(([name, field]) => {
    const { unit = null, description = "", source = null, blank = null, format } = metaOf(field);
    const type = format === "date-time" ? "timestamp" : typeOf(field);
    return { name, type, unit, description, source, blank };
  });
}

/** A row made of each column's example. */
export function exampleOf(row: z.ZodObject): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row.shape).map(([name, field]) => [name, metaOf(field).examples?.[0]]),
  );
}

/** A column's meaning in one line: what it says, its unit, what blank means. */
export function columnInText({
  unit,
  description,
  blank,
}: {
  readonly [Key in "unit" | "description" | "blank"]?: string | null | undefined;
}): string {
  return [description, unit && `Unit: ${unit}.`, blank && `Blank: ${blank}.`].filter(Boolean).join(" ");
}

function metaOf(field: z.core.$ZodType): z.GlobalMeta {
  return z.globalRegistry.get(field) ?? {};
}

function typeOf(field: z.core.$ZodType): ColumnType {
  if (field instanceof z.ZodNullable || field instanceof z.ZodOptional) return typeOf(field.unwrap());
  if (field instanceof z.ZodNumber) return field.format === null ? "number" : "integer";
  return field instanceof z.ZodBoolean ? "boolean" : "text";
}
