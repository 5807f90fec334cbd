import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { TABLES } from "@/dictionary/tables";
import { callApi, getJson } from "../support/call-api";
import { emptyStore, importInto } from "../support/store-with-filings";
import { temporaryFolder } from "../support/temporary-folder";

/* The files that hold everything, as the programs people have read them: over the sample, against what the API says. */

const works = (program: string, ...args: string[]) =>
  spawnSync(program, args, { stdio: "ignore" }).status === 0;
const hasPython = works("python3", "--version");
const hasSqlite = works("sqlite3", "--version");
const duckdb = await import("@duckdb/node-api").catch(() => null);
if (process.env.CI === "true" && !(hasPython && hasSqlite && duckdb))
  throw new Error("CI needs python3, sqlite3 and DuckDB");

const folder = temporaryFolder();
const file = (name: string) => path.join(folder, name);

/** What the API says of the sample: Schwab's options payments for market orders of 2021 Q1, rows and dollars. */
let rows: Record<string, unknown>[] = [];
let dollars = 0;
beforeAll(async () => {
  const starter = path.resolve("fixtures/sample");
  const files = readdirSync(starter).filter((name) => name.endsWith(".csv"));
  await importInto(
    emptyStore(),
    files.map((name) => path.join(starter, name)),
  );
  for (const name of ["rows.csv.gz", "rows.parquet", "store.sqlite"]) {
    writeFileSync(file(name), Buffer.from(await (await callApi(`/api/v1/bulk/${name}`)).arrayBuffer()));
  }
  const chosen = "broker=charles-schwab&section=options&from=2021Q1&to=2021Q1";
  const filed = (await getJson(`/api/v1/rows?${chosen}`)).body.rows as Record<string, unknown>[];
  rows = filed.filter((row) => row.venue !== null);
  const rates = (await getJson(`/api/v1/rates?${chosen}&orderType=market&reReported=include`)).body.rows;
  dollars = rates[0].payment_usd;
});

const WHERE = "broker_slug = 'charles-schwab' AND section = 'options' AND year = 2021 AND quarter = 1";

test("the API's sum is the one this file compares with", () => {
  expect(rows.length).toBeGreaterThan(10);
  expect(dollars).toBeGreaterThan(1_000_000);
});

test.skipIf(!hasPython)("python's gzip and csv read rows.csv.gz (needs python3)", () => {
  const program = `
import csv, gzip, json, sys
with gzip.open(sys.argv[1], "rt", newline="", encoding="utf-8") as file:
    rows = [row for row in csv.DictReader(file, strict=True)]
chosen = [row for row in rows if (row["broker_slug"], row["section"], row["year"], row["quarter"]) == ("charles-schwab", "options", "2021", "1") and row["venue"]]
print(json.dumps({"columns": list(rows[0]), "n": len(chosen), "usd": sum(float(row["market_usd"] or 0) for row in chosen)}))`;
  const said = JSON.parse(
    execFileSync("python3", ["-c", program, file("rows.csv.gz")], { encoding: "utf8" }),
  );
  expect(said.columns).toEqual(TABLES.rows.columns.map(({ name }) => name));
  expect(said.n).toBe(rows.length);
  expect(said.usd).toBeCloseTo(dollars, 2);
});

test.skipIf(!hasSqlite)("the sqlite3 shell opens store.sqlite (needs sqlite3)", () => {
  const ask = (sql: string) =>
    execFileSync("sqlite3", ["-readonly", file("store.sqlite"), sql], { encoding: "utf8" }).trim();
  expect(ask("PRAGMA integrity_check")).toBe("ok");
  const chosen = `FROM filed_rows WHERE is_current = 1 AND ${WHERE}`;
  expect(ask(`SELECT count(*) || ' ' || round(sum(market_usd), 2) ${chosen}`)).toBe(
    `${rows.length} ${dollars}`,
  );
  const columns = ask("SELECT group_concat(name) FROM pragma_table_info('filed_rows')");
  expect(columns.split(",")).toEqual(TABLES.rows.columns.map(({ name }) => name));
});

describe.skipIf(duckdb === null)("DuckDB (needs @duckdb/node-api)", () => {
  async function ask(sql: string): Promise<Record<string, unknown>[]> {
    const instance = await duckdb?.DuckDBInstance.create(":memory:");
    const connection = await instance?.connect();
    return (await connection?.runAndReadAll(sql))?.getRowObjects() ?? [];
  }
  const sums = (source: string) =>
    `SELECT count(*)::INTEGER AS n, sum(market_usd)::DOUBLE AS usd, count(market_usd)::INTEGER AS filed,
       min(market_usd)::DOUBLE AS least FROM ${source} WHERE ${WHERE} AND venue IS NOT NULL`;

  test.each(["rows.csv.gz", "rows.parquet"])("sums %s as the API does", async (name) => {
    const source = name.endsWith(".gz") ? `read_csv('${file(name)}')` : `'${file(name)}'`;
    const [said] = await ask(sums(source));
    const filed = rows.map((row) => row.market_usd).filter((one) => typeof one === "number");
    expect(said).toMatchObject({ n: rows.length, filed: filed.length, least: Math.min(...filed) });
    expect(said?.usd).toBeCloseTo(dollars, 2);
  });

  test("finds every column of rows.parquet with its type, and null where nothing is filed", async () => {
    const types = { integer: "INTEGER", number: "DOUBLE", text: "VARCHAR", timestamp: "VARCHAR" };
    const described = await ask(`DESCRIBE SELECT * FROM '${file("rows.parquet")}'`);
    expect(described.map((row) => [row.column_name, row.column_type])).toEqual(
      TABLES.rows.columns.map(({ name, type }) => [name, types[type as keyof typeof types]]),
    );
    const names = TABLES.rows.columns.map(({ name }) => name);
    const all = await ask(
      `SELECT ${names.join(", ")} FROM '${file("rows.parquet")}' WHERE ${WHERE} AND venue IS NOT NULL`,
    );
    expect(all).toEqual(rows);
  });
});
