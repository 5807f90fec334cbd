import type { Column } from "@/dictionary/column";
import { TABLES } from "@/dictionary/tables";
import { executionFilters } from "@/queries/execution-parameters";
import { executionRows } from "@/queries/execution-rows";
import { filters } from "@/queries/filters";
import type { PublishedPart } from "@/queries/published-state";
import { placed } from "@/queries/report-lines";
import { flatLines } from "@/queries/rows";
import { sha256 } from "@/report/sha256";
import { BEST_CODEC, type Cell, ParquetFile } from "./parquet-file";

/** Rows of a group: a quarter of the whole market has about 60,000, sorted by broker, so that one broker is in one or two. */
const GROUP_ROWS = 20_000;

const TABLE_OF = { "606": TABLES.rows, "605": TABLES.execution };

/** What an engine reads from the folder's name, and so is not in the file: some refuse a column that is both. */
const IN_THE_PATH: Readonly<Record<PublishedPart["kind"], readonly string[]>> = {
  "606": ["year", "quarter"],
  "605": [],
};

/** The columns of the files of a kind, in order; `year` and `quarter` are in the path. */
export function datasetColumns(kind: PublishedPart["kind"]): readonly Column[] {
  return TABLE_OF[kind].columns.filter(({ name }) => !IN_THE_PATH[kind].includes(name));
}

/** Counted up when the files come out otherwise from the same store with the same columns. */
const WAY_OF_WRITING = 1;

/** Another one: what was published before is published anew. */
export const DATASET_VERSION = sha256(
  JSON.stringify([WAY_OF_WRITING, datasetColumns("606"), datasetColumns("605")]),
).slice(0, 12);

/** Where a part lies in the dataset, as Hive and what came after it name folders. */
export function partPath({ kind, year, quarter }: Omit<PublishedPart, "state">): string {
  return `kind=${kind}/year=${year}/quarter=${quarter}/part-0.parquet`;
}

/** Rows of a part, sorted, their values in the order of its columns. */
export function* partRows({ kind, year, quarter }: PublishedPart): Generator<readonly Cell[]> {
  if (kind === "606") {
    const when = { year, quarter };
    const first = TABLES.rows.columns.findIndex(({ name }) => name === "year");
    let rows: Cell[][] = [];
    for (const _ of flatLines(filters({ from: when, to: when, reReported: "include" }), {}, (line) => {
      const values = [...placed(line).values];
      values.splice(first, 2);
      rows.push(values);
    })) {
      yield* rows;
      rows = [];
    }
    return;
  }
  const names = datasetColumns(kind).map(({ name }) => name);
  const months = { from: year * 100 + quarter * 3 - 2, to: year * 100 + quarter * 3 };
  const rows = executionRows(executionFilters(months)) as unknown as Record<string, Cell>[];
  const order = (row: Record<string, Cell>) => `${row.reporter_slug} ${row.reporter} ${row.month}`;
  rows.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
  for (const row of rows) yield names.map((name) => row[name] ?? null);
}

/** Writes a part as Parquet into a file of this path; gives how many rows it has. */
export function writePart(part: PublishedPart, path: string): number {
  const file = new ParquetFile(path, datasetColumns(part.kind), GROUP_ROWS, BEST_CODEC);
  for (const row of partRows(part)) file.add(row);
  file.finish();
  return file.rows;
}
