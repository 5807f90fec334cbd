import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { TABLES } from "@/dictionary/tables";
import { BEST_CODEC } from "@/export/parquet-file";
import { openWriter } from "@/store/write-connection";
import { MANIFEST, publishDataset } from "@/worker/publish-dataset";
import { withdraw } from "@/worker/withdraw";
import { getJson } from "../support/call-api";
import { emptyStore, importInto, type TestStore } from "../support/store-with-filings";
import { temporaryFolder } from "../support/temporary-folder";

/* The published dataset, as DuckDB reads it, against what the API says of the same store. */

const duckdb = await import("@duckdb/node-api").catch(() => null);
if (process.env.CI === "true" && !duckdb) throw new Error("CI needs DuckDB");

const folder = path.join(temporaryFolder(), "dataset");
const publish = () => publishDataset(folder, () => {});
let store: TestStore;
beforeAll(async () => {
  const starter = path.resolve("fixtures/starter");
  store = emptyStore();
  await importInto({ ...store, maxUploadBytes: 2 ** 30 }, [
    ...readdirSync(starter).map((name) => path.join(starter, name)),
  ]);
  await publish();
});

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await duckdb?.DuckDBInstance.create(":memory:");
  const connection = await instance?.connect();
  return (await connection?.runAndReadAll(sql))?.getRowObjects() ?? [];
}
const table = (kind: string) =>
  `read_parquet('${folder}/kind=${kind}/**/*.parquet', hive_partitioning = true)`;

describe.skipIf(duckdb === null)("DuckDB (needs @duckdb/node-api)", () => {
  test("has the columns of /rows, those of the path last", async () => {
    const columns = (await ask(`DESCRIBE SELECT * FROM ${table("606")}`)).map((row) => row.column_name);
    const filed = TABLES.rows.columns.map(({ name }) => name);
    expect(columns.sort()).toEqual([...filed, "kind"].sort());
  });

  test("counts and sums each quarter as the API does", async () => {
    const said = await ask(`SELECT year || 'Q' || quarter AS quarter, count(*)::INTEGER AS n,
      round(sum(market_usd), 2) AS usd FROM ${table("606")} GROUP BY ALL ORDER BY 1`);
    expect(said.length).toBeGreaterThan(5);
    for (const { quarter, n, usd } of said) {
      const scope = `from=${quarter}&to=${quarter}`;
      const { rows } = (await getJson(`/api/v1/rows?${scope}&limit=10000`)).body;
      expect(n, String(quarter)).toBe((rows as unknown[]).length);
      const [rate] = (await getJson(`/api/v1/rates?${scope}&orderType=market&reReported=include`)).body
        .rows as { payment_usd: number }[];
      expect(usd, String(quarter)).toBeCloseTo(rate?.payment_usd ?? Number.NaN, 2);
    }
  });

  test("reads one broker's quarter from one file, and by groups", async () => {
    const where = "broker_slug = 'charles-schwab' AND year = 2021 AND quarter = 1";
    const [{ usd, n } = {}] = await ask(
      `SELECT sum(market_usd)::DOUBLE AS usd, count(*)::INTEGER AS n FROM ${table("606")} WHERE ${where}`,
    );
    const scope = "broker=charles-schwab&from=2021Q1&to=2021Q1";
    const { rows } = (await getJson(`/api/v1/rows?${scope}&limit=10000`)).body;
    expect(n).toBe((rows as unknown[]).length);
    const [rate] = (await getJson(`/api/v1/rates?${scope}&orderType=market&reReported=include`)).body
      .rows as {
      payment_usd: number;
    }[];
    expect(usd).toBeCloseTo(rate?.payment_usd ?? Number.NaN, 2);
    const [plan] = await ask(`EXPLAIN ANALYZE SELECT sum(market_usd) FROM ${table("606")} WHERE ${where}`);
    expect(JSON.stringify(plan)).toMatch(/Total Files Read: 1\b/);
    const groups = await ask(`SELECT stats_min_value AS least, stats_max_value AS most
      FROM parquet_metadata('${folder}/kind=606/year=2021/quarter=1/part-0.parquet')
      WHERE path_in_schema = 'broker_slug'`);
    expect(groups.length).toBeGreaterThan(0);
    for (const { least, most } of groups) expect(String(least) <= String(most)).toBe(true);
  });

  test("reads what rule 605 rows the API has", async () => {
    const [{ n } = {}] = await ask(
      `SELECT count(*)::INTEGER AS n FROM ${table("605")} WHERE reporter = 'BATS'`,
    );
    const { rows } = (await getJson("/api/v1/execution?reporter=BATS&limit=10000")).body;
    expect(n).toBe((rows as unknown[]).length);
    expect(n).toBeGreaterThan(10);
  });

  test("finds each column's meaning and unit in a file's metadata, and zstd in its chunks", async () => {
    const file = `${folder}/kind=606/year=2021/quarter=1/part-0.parquet`;
    const said = await ask(
      `SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata('${file}')`,
    );
    expect(said.find((row) => row.key === "market_usd")?.value).toMatch(/Unit: USD, net/);
    const codecs = await ask(`SELECT DISTINCT compression FROM parquet_metadata('${file}')`);
    expect(codecs).toEqual([{ compression: BEST_CODEC }]);
  });
});

test("the manifest has every file with its SHA-256, and nothing else lies there", async () => {
  const manifest = JSON.parse(readFileSync(path.join(folder, MANIFEST), "utf8"));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  expect(files).toEqual([MANIFEST, ...manifest.parts.map((part: { path: string }) => part.path)].sort());
  for (const part of manifest.parts) {
    const bytes = readFileSync(path.join(folder, part.path));
    expect(createHash("sha256").update(bytes).digest("hex"), part.path).toBe(part.sha256);
    expect(bytes.length).toBe(part.bytes);
  }
});

test("only what changed is written again; a part that is no more is removed; what was damaged is mended", async () => {
  const first = await publish();
  expect([first.written, first.removed]).toEqual([[], []]);
  const kept = path.join(folder, "kind=606/year=2021/quarter=1/part-0.parquet");
  const { ino } = statSync(kept);

  const database = openWriter(store.databaseFile);
  const reports = database
    .prepare("SELECT public_id FROM report WHERE quarter = 2020 * 4 + 1 AND is_current = 1")
    .pluck()
    .all() as string[];
  for (const id of reports) withdraw(database, id, "A test.", []);
  const second = await publish();
  expect(second.written).toEqual([]);
  expect(second.removed).toEqual(["kind=606/year=2020/quarter=2/part-0.parquet"]);
  expect(second.manifest.data_version).not.toBe(first.manifest.data_version);

  for (const id of reports.slice(1)) withdraw(database, id, null, []);
  database.close();
  truncateSync(kept, 100);
  const third = await publish();
  expect(third.written).toEqual([
    "kind=606/year=2020/quarter=2/part-0.parquet",
    "kind=606/year=2021/quarter=1/part-0.parquet",
  ]);
  expect(statSync(kept).ino).not.toBe(ino);
});

test("a folder that holds something else is left alone", async () => {
  const other = temporaryFolder();
  writeFileSync(path.join(other, "notes.txt"), "mine");
  await expect(publishDataset(other, () => {})).rejects.toThrow(/notes\.txt, which is no part/);
  expect(readdirSync(other)).toEqual(["notes.txt"]);
  await expect(publishDataset(path.join(other, "notes.txt"), () => {})).rejects.toThrow(/is a file/);
  expect(existsSync(path.join(other, MANIFEST))).toBe(false);
});
