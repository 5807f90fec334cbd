/** How a column's values are written. Yes and no are true and false in JSON, 1 and 0 in CSV. */
export type ColumnType = "text" | "integer" | "number" | "boolean" | "date" | "timestamp";

/** What one column of a table means: the one source of the data dictionary, the API's description and the metadata
 * beside a download. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** `USD`, `percent (0–100)` …; null where there is nothing to measure. */
  readonly unit: string | null;
  readonly description: string;
  /** Paragraph of the rule and element of the SEC's schema, or how it is computed; null: this site's own. */
  readonly source: string | null;
  /** Whether a cell may be blank (null in JSON), and what that says. */
  readonly blank: string | null;
}

/** A column's meaning in one line: what it says, its unit, what blank means. */
export function columnInText({ unit, description, blank }: Omit<Column, "name">): string {
  return [description, unit && `Unit: ${unit}.`, blank && `Blank: ${blank}.`].filter(Boolean).join(" ");
}
