import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { marketStore, QUARTERS } from "./market-store";
import { median } from "./median";

const PAIRS = 3;
const GOAL = 2;
const GOAL_MB = 500;
/** As the script of package.json runs it: left alone, the engine lets more gather than it needs. */
const HEAP = ["--max-old-space-size=256", "--max-semi-space-size=8"];

/**
 * The store of a market (27 quarters of 1,200 brokers, 2.4 million rows) published as partitioned Parquet by `npm run publish`, start-up
 * included, beside DuckDB's COPY of the same rows, from a table of its own, into the same partitions, codec and group size, in
 * turn; median of the ratios, peak memory of ours.
 */
export default async function run(): Promise<void> {
  const folder = path.resolve("bench-data", "market");
  const work = path.resolve("bench-data", "publish");
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const store = path.join(work, "pfof.db");
  copyFileSync(marketStore(folder, QUARTERS), store);
  const ours = path.join(work, "ours");
  const theirs = path.join(work, "theirs");
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const first = measure(ours, store);
  const instance = await DuckDBInstance.create(path.join(work, "rows.duckdb"));
  const connection = await instance.connect();
  await connection.run(
    `CREATE TABLE rows AS SELECT * FROM read_parquet('${ours}/kind=606/**/*.parquet', hive_partitioning = true)`,
  );
  await connection.run("CHECKPOINT");
  const [count] = (await connection.runAndReadAll("SELECT count(*) FROM rows")).getRows();
  console.log(`${count?.[0]} rows`);
  const ratios: number[] = [];
  let peak = first.megabytes;
  for (let pair = 0; pair < PAIRS; pair += 1) {
    rmSync(ours, { recursive: true, force: true });
    rmSync(theirs, { recursive: true, force: true });
    const mine = measure(ours, store);
    peak = Math.max(peak, mine.megabytes);
    const started = performance.now();
    await connection.run(`COPY (SELECT * FROM rows ORDER BY year, quarter, broker_slug, series, report_version, month)
      TO '${theirs}' (FORMAT parquet, PARTITION_BY (kind, year, quarter), COMPRESSION zstd, ROW_GROUP_SIZE 20480)`);
    const duck = (performance.now() - started) / 1000;
    ratios.push(mine.seconds / duck);
    console.log(`published ${mine.seconds.toFixed(1)} s, DuckDB ${duck.toFixed(1)} s`);
  }
  connection.closeSync();
  instance.closeSync();
  console.log(`time ÷ DuckDB COPY: ${median(ratios).toFixed(2)} (goal ≤ ${GOAL.toFixed(1)})`);
  console.log(`peak memory: ${peak.toFixed(0)} MB (goal < ${GOAL_MB})`);
  rmSync(work, { recursive: true, force: true });
}

function measure(folder: string, store: string): { seconds: number; megabytes: number } {
  const output = execFileSync(
    "python3",
    ["scripts/bench/measure.py", process.execPath, ...HEAP, "dist/publish.js", folder],
    {
      encoding: "utf8",
      env: { ...process.env, DATA_DIR: path.dirname(store), DATABASE_URL: `file:${store}` },
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  return JSON.parse(output) as { seconds: number; megabytes: number };
}
