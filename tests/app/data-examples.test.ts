import { execFile, spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examples } from "@/app/data/examples";
import { TABLES } from "@/dictionary/tables";
import { openSite, type TestSite } from "../server/site";
import { callApi } from "../support/call-api";
import { emptyStore, importInto } from "../support/store-with-filings";
import { temporaryFolder } from "../support/temporary-folder";

/*
 * The examples of the data page as they are printed there, run against a server with the sample. Their quarter has two
 * reports: interactive-brokers.csv and robinhood-securities.csv of fixtures/sample, added up by hand.
 */

const QUARTER = "2022Q2";
const IBKR = 30_695_148;
const ROBINHOOD = 137_510_627.16;

const run = promisify(execFile);
const works = (program: string, ...args: string[]) =>
  spawnSync(program, args, { stdio: "ignore" }).status === 0;
const hasCurl = works("curl", "--version");
const hasPython = works("python3", "--version");
const hasSqlite = works("sqlite3", "--version");
const hasPandas = works("python3", "-c", "import pandas");
const hasR = works("Rscript", "--version");
// Named in a variable: the type checker need not find it.
const DUCKDB = "@duckdb/node-api";
const duckdb = await import(/* @vite-ignore */ DUCKDB).catch(() => null);
const hasHttpfs = await runSql("LOAD httpfs").then(
  () => true,
  () => false,
);
if (process.env.CI === "true" && !(hasCurl && hasPython)) throw new Error("CI needs curl and python3");

let site: TestSite;
const codeOf = (id: string) => {
  const found = examples(`http://127.0.0.1:${site.port}`, QUARTER).find((one) => one.id === id);
  if (!found) throw new Error(`there is no example ${id}`);
  return found.code;
};

/** The API's routes behind the server of this app. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answered = await callApi(request.url ?? "/");
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  for await (const chunk of answered.body ?? []) response.write(chunk);
  response.end();
}

beforeAll(async () => {
  const starter = path.resolve(import.meta.dirname, "../../fixtures/sample");
  const files = readdirSync(starter).filter((name) => name.endsWith(".csv"));
  await importInto(
    emptyStore(),
    files.map((name) => path.join(starter, name)),
  );
  site = await openSite(answer);
});

afterAll(() => site.close());

async function runSql(sql: string): Promise<unknown[][]> {
  const instance = await duckdb.DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRows();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const inOrder = [
  ["Robinhood Securities", ROBINHOOD],
  ["Interactive Brokers", IBKR],
];

test.skipIf(!hasCurl)("curl prints payments by broker and section (needs curl)", async () => {
  const { stdout } = await run("sh", ["-c", codeOf("curl")]);
  const [header, ...lines] = stdout.trimEnd().split("\n");
  expect(header).toBe(
    "broker,broker_slug,section,payment_usd,cents_per_100_shares,implied_shares,rated_share,order_coverage,paid_nothing_pct,order_average_cents_per_100_shares,reports",
  );
  expect(lines.map((line) => line.split(",").slice(1, 4).join(" "))).toEqual([
    "interactive-brokers sp500 1030881",
    "interactive-brokers non_sp500 3546050",
    "interactive-brokers options 26118217",
    "robinhood-securities sp500 4327187.45",
    "robinhood-securities non_sp500 23072847.46",
    "robinhood-securities options 110110592.25",
  ]);
});

test.skipIf(!hasPython)("Python adds up the rows without packages (needs python3)", async () => {
  const { stdout } = await run("python3", ["-c", codeOf("python-csv")]);
  expect(stdout).toBe("114 rows, 168205775.16 dollars\n");
});

test.skipIf(!hasPandas)("pandas puts sections beside brokers (needs python3 with pandas)", async () => {
  const { stdout } = await run("python3", ["-c", codeOf("pandas")]);
  expect(stdout).toContain("Robinhood Securities");
  expect(stdout).toContain("26118217");
});

test.skipIf(!hasR)("R adds up by broker (needs Rscript)", async () => {
  const { stdout } = await run("Rscript", ["-e", codeOf("r")]);
  expect(stdout).toMatch(/Interactive Brokers +30695148/);
});

test.skipIf(!hasHttpfs)("DuckDB adds up over HTTP (needs DuckDB's extension httpfs)", async () => {
  expect(await runSql(codeOf("duckdb"))).toEqual(inOrder);
});

test.skipIf(duckdb === null)("DuckDB adds up what the address answers (needs @duckdb/node-api)", async () => {
  const sql = codeOf("duckdb");
  const [, url = ""] = /read_csv\('([^']+)'\)/.exec(sql) ?? [];
  const file = path.join(temporaryFolder(), "rates.csv");
  writeFileSync(file, await (await fetch(url)).text());
  expect(await runSql(sql.replace(url, file))).toEqual(inOrder);
});

const marketOrders = [
  ["Interactive Brokers", 77n, 6_919],
  ["Robinhood Securities", 37n, 11_575_171.15],
];

test.skipIf(!hasHttpfs)("DuckDB reads Parquet over HTTP (needs DuckDB's extension httpfs)", async () => {
  expect(await runSql(codeOf("duckdb-parquet"))).toEqual(marketOrders);
});

test.skipIf(duckdb === null)(
  "DuckDB reads the Parquet the address answers (needs @duckdb/node-api)",
  async () => {
    const sql = codeOf("duckdb-parquet");
    const [, url = ""] = /read_parquet\('([^']+)'\)/.exec(sql) ?? [];
    const file = path.join(temporaryFolder(), "rows.parquet");
    writeFileSync(file, Buffer.from(await (await fetch(url)).arrayBuffer()));
    expect(await runSql(sql.replace(url, file))).toEqual(marketOrders);
  },
);

test.skipIf(!(hasCurl && hasSqlite))("SQLite reads the store (needs curl and sqlite3)", async () => {
  const { stdout } = await run("sh", ["-c", codeOf("sqlite")], { cwd: temporaryFolder() });
  const lines = stdout.trimEnd().split(/\r?\n/);
  const read = lines
    .map((line) => line.split(","))
    .map(([broker = "", rows = "", usd]) => [broker.replaceAll('"', ""), BigInt(rows), Number(usd)]);
  expect(read).toEqual(marketOrders);
});

describe("what spreadsheets are given", () => {
  test.each(["excel", "sheets", "pandas", "r"])(
    "%s asks for an address that answers with CSV",
    async (id) => {
      const [, url = ""] = /"(http:[^"]+)"/.exec(codeOf(id)) ?? [];
      const answered = await fetch(url);
      expect(answered.headers.get("content-type")).toMatch(/^text\/csv; charset=utf-8/);
      expect((await answered.text()).split("\n")[1]).toContain(
        "Interactive Brokers,interactive-brokers,sp500,1030881,",
      );
    },
  );

  test("Excel is told of columns that are there", () => {
    const named = [...codeOf("excel").matchAll(/\{"(\w+)", type number\}/g)].map((match) => match[1]);
    const columns = TABLES.rates.columns.filter((one) => one.type === "number").map((one) => one.name);
    expect(named.length).toBe(2);
    for (const name of named) expect(columns).toContain(name);
  });
});
