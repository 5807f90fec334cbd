import type { Column, ColumnType } from "@/dictionary/column";
import type { SelectedFiling } from "@/queries/selected-filings";

export interface Described {
  /** Name of the CSV beside the metadata. */
  readonly file: string;
  readonly title: string;
  readonly description: string;
  readonly columns: readonly Column[];
  /** ISO dates: when it was made, and when the data last changed (null: unknown). */
  readonly made: string;
  readonly updated: string | null;
  /** Address the same selection is had from again. */
  readonly url: string;
  readonly filings: readonly SelectedFiling[];
  /** The rule they are filed under, where it is another. */
  readonly rule?: string;
}

// Yes and no are 1 and 0 in our CSV.
const DATATYPES: Record<ColumnType, unknown> = {
  text: "string",
  integer: "integer",
  number: "double",
  boolean: { base: "boolean", format: "1|0" },
  timestamp: "dateTime",
};

/**
 * Metadata of a CSV as W3C "CSV on the Web" (tabular metadata, 2015) says: columns with type, unit, meaning and
 * source. Units are in `schema:unitText`, the paragraph of the rule or the computation in `dc:source`.
 */
export function csvwMetadata(described: Described): string {
  const { file, title, description, columns, made, updated, url, filings, rule = "606(a)(1)" } = described;
  const metadata = {
    "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
    url: file,
    "dc:title": title,
    "dc:description": description,
    "dc:creator": "PFOF Explorer",
    "dc:created": made,
    ...(updated !== null && { "dc:modified": updated }),
    "dcat:accessURL": url,
    "dc:source": filings.map(({ id, broker, quarter, version, file: name, sha256 }) => ({
      "dc:identifier": id,
      "dc:title": `Rule ${rule} report of ${broker}, ${quarter}, version ${version}`,
      "schema:name": name,
      "schema:sha256": sha256,
    })),
    dialect: { encoding: "utf-8", delimiter: ",", quoteChar: '"', doubleQuote: true, header: true },
    tableSchema: {
      columns: columns.map((column) => ({
        name: column.name,
        titles: column.name,
        "dc:description": column.description,
        datatype: DATATYPES[column.type],
        ...(column.unit !== null && { "schema:unitText": column.unit }),
        ...(column.source !== null && { "dc:source": column.source }),
        ...(column.blank === null
          ? { required: column.type !== "text" }
          : { null: "", "rdfs:comment": `Blank: ${column.blank}.` }),
      })),
    },
  };
  return `${JSON.stringify(metadata, null, 2)}\n`;
}
