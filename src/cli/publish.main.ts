import { parseArgs } from "node:util";
import { AppError } from "@/report/errors";
import { countOf } from "@/report/format";
import { loadPostgres } from "@/worker/load-postgres";
import { publishDataset } from "@/worker/publish-dataset";
import { runCommand } from "./run-command";

const USAGE = `Usage: npm run publish -- FOLDER
       npm run publish -- --postgres postgres://user@host/database

Publishes all reports that count as Parquet that DuckDB, Spark, Trino, ClickHouse and BigQuery read as it is:
FOLDER/kind=606/year=2025/quarter=3/part-0.parquet, reports of Rule 605 under kind=605, and FOLDER/_manifest.json with the
version of the data and the SHA-256 of every file. Only parts that changed are written anew.
  --postgres  loads the same into the tables pfof.filed_rows and pfof.execution_rows of a PostgreSQL 15 or newer, in one transaction;
              PGPASSWORD, PGHOST and so on count as for psql

Exit: 0 done, 1 it could not be written, 2 wrong usage.`;

process.exitCode = await runCommand(USAGE, readArguments, publish, (error) =>
  error instanceof AppError && error.kind === "invalid_input" ? 2 : 1,
);

interface Arguments {
  readonly folder: string | null;
  readonly postgres: string | null;
}

function readArguments(): Arguments | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { postgres: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) return null;
  const [folder = null] = positionals;
  const postgres = values.postgres ?? null;
  if (positionals.length > 1 || (folder === null) === (postgres === null)) {
    throw new Error("Name one folder, or a database with --postgres.");
  }
  if (postgres !== null && !/^postgres(ql)?:\/\//.test(postgres)) {
    throw new Error("--postgres takes an address such as postgres://user@host/database.");
  }
  return { folder, postgres };
}

async function publish({ folder, postgres }: Arguments): Promise<number> {
  const tell = (part: string, rows: number) => process.stderr.write(`${part}: ${countOf(rows, "row")}\n`);
  if (postgres !== null) {
    const { loaded, kept, removed } = await loadPostgres(postgres, tell);
    console.log(`${countOf(loaded.length, "part")} loaded, ${kept} unchanged, ${removed} removed`);
    return 0;
  }
  const { manifest, written, kept, removed } = await publishDataset(folder ?? "", tell);
  if (manifest.codec !== "ZSTD")
    process.stderr.write("This Node has no zstd (22.15 and 23.8 have): the files are packed with gzip.\n");
  console.log(
    `${countOf(written.length, "part")} written, ${kept} unchanged, ${removed.length} removed; data version ${manifest.data_version}`,
  );
  return 0;
}
