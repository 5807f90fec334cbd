import * as zlib from "node:zlib";
import { fileWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import { type Column, columnInText } from "@/dictionary/column";

export type Cell = string | number | null;
export type Codec = "SNAPPY" | "ZSTD" | "GZIP";

/** Node has zstd from 22.15 and 23.8 on; the types are of the oldest Node there is. */
const { zstdCompressSync } = zlib as { zstdCompressSync?: (bytes: Uint8Array) => Uint8Array };

/** The codec of published files: zstd, or gzip where this Node has none. */
export const BEST_CODEC: Codec = zstdCompressSync ? "ZSTD" : "GZIP";

const COMPRESSORS = {
  GZIP: (bytes: Uint8Array) => zlib.gzipSync(bytes),
  ...(zstdCompressSync && { ZSTD: (bytes: Uint8Array) => zstdCompressSync(bytes) }),
};

/**
 * A Parquet file that is written row by row: integers as INT32, other numbers as DOUBLE, the rest as strings, null where the CSV
 * has a blank cell. Texts are as filed: nothing here takes them for formulas, so none has a `'` in front. What each column means
 * is in the file's metadata, under the column's name. Holds one group of rows in memory; readers skip whole groups.
 */
export class ParquetFile {
  readonly #writer: ParquetWriter;
  #group: { name: string; type: "INT32" | "DOUBLE" | "STRING"; data: Cell[] }[];
  #rows = 0;
  constructor(
    path: string,
    private readonly columns: readonly Column[],
    private readonly groupRows: number,
    codec: Codec = "SNAPPY",
  ) {
    this.#group = this.#empty();
    this.#writer = new ParquetWriter({
      writer: fileWriter(path),
      schema: schemaFromColumnData({ columnData: this.#group }),
      codec,
      compressors: COMPRESSORS,
      kvMetadata: columns.map((column) => ({ key: column.name, value: columnInText(column) })),
      createdBy: "PFOF Explorer (hyparquet-writer)",
    });
  }

  get rows(): number {
    return this.#rows;
  }

  /** A row, its values in the order of the columns. */
  add(values: readonly (Cell | undefined)[]): void {
    for (let i = 0; i < this.#group.length; i += 1) this.#group[i]?.data.push(values[i] ?? null);
    this.#rows += 1;
    if (this.#rows % this.groupRows === 0) this.#flush();
  }

  finish(): void {
    this.#flush();
    this.#writer.finish();
  }

  #flush(): void {
    if (this.#group[0]?.data.length === 0) return;
    this.#writer.write({ columnData: this.#group, rowGroupSize: this.groupRows });
    this.#group = this.#empty();
  }

  #empty() {
    return this.columns.map(({ name, type }) => ({ name, type: parquetType(type), data: [] as Cell[] }));
  }
}

function parquetType(type: Column["type"]): "INT32" | "DOUBLE" | "STRING" {
  if (type === "integer") return "INT32";
  return type === "number" ? "DOUBLE" : "STRING";
}
