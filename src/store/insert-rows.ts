import type { Database, Statement } from "better-sqlite3";

export type Value = string | number | null;

/** Rows per prepared statement: measured fastest near 50 a statement; the smaller ones take the rest. */
const CHUNKS = [64, 16, 4, 1] as const;

/**
 * Inserts many rows through prepared multi-row statements on the driver: about ten times faster than
 * one `createMany` for the tens of thousands of rows of a market quarter.
 */
export class RowInserter {
  readonly #width: number;
  readonly #statements: readonly (readonly [number, Statement])[];
  constructor(database: Database, table: string, columns: readonly string[]) {
    this.#width = columns.length;
    const one = `(${columns.map(() => "?").join(",")})`;
    this.#statements = CHUNKS.map((size) => [
      size,
      database.prepare(
        `INSERT INTO ${table} (${columns.join(",")}) VALUES ${Array(size).fill(one).join(",")}`,
      ),
    ]);
  }

  /** Rows one after the other in one list, as the driver takes them. */
  insert(values: readonly Value[]): void {
    let start = 0;
    for (const [size, statement] of this.#statements) {
      const length = size * this.#width;
      for (; values.length - start >= length; start += length) {
        statement.run(values.slice(start, start + length));
      }
    }
  }
}
