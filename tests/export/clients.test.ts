import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Column } from "@/dictionary/column";
import { TABLES } from "@/dictionary/tables";
import type { MonthReport } from "@/report/report";
import { getJson, getText } from "../support/call-api";
import { noFilings } from "../support/filings";
import { MadeStore, reportOf, wholeQuarter } from "../support/made-store";
import { emptyStore, filings, importInto } from "../support/store-with-filings";
import { temporaryFolder } from "../support/temporary-folder";

/* The exports as the programs people have read them. */

type Cell = string | number | null;
type Row = Record<string, Cell>;

const works = (program: string, ...args: string[]) =>
  spawnSync(program, args, { stdio: "ignore" }).status === 0;
const hasPython = works("python3", "--version");
const hasSqlite = works("sqlite3", "--version");
const hasOffice = works("soffice", "--version");
// Named in a variable: it is no dependency, so the type checker may not find it.
const DUCKDB = "@duckdb/node-api";
const duckdb = await import(/* @vite-ignore */ DUCKDB).catch(() => null);
if (process.env.CI === "true" && !(hasPython && hasSqlite && hasOffice))
  throw new Error("CI needs python3, sqlite3 and LibreOffice");

const Q1 = { year: 2021, quarter: 1 };

/** Texts that have broken exports elsewhere, as venue names and material aspects. */
const TEXTS = [
  "=1+1",
  '=HYPERLINK("https://example.org","open")',
  "+1",
  "-1",
  "@SUM(A1)",
  "*1",
  "[x]",
  "'already quoted",
  "''twice",
  "1e5",
  "007",
  "TRUE",
  "2020-01-01",
  "NULL",
  "a,b",
  'say "yes"',
  "two\nlines",
  "Ümlaut 中文 📈",
  "=cmd|'/C calc'!A0",
];

function oddMonths(): MonthReport[] {
  return wholeQuarter(Q1, {
    section: "sp500",
    mix: [100, 100, 0, 0, null],
    venues: TEXTS.map((text, i) => ({
      filedVenue: text.replace(/\s+/g, " "),
      mic: i === 0 ? "-MIC" : null,
      mpid: null,
      figures: [1, 1, null, null, null, -i, i / 10_000_000, 1e15, 12.3456, null, null, 0, 0],
      materialAspects: text,
      position: `line ${20 + i}`,
    })),
  });
}

interface Exported {
  /** The CSV as a file. */
  readonly file: string;
  /** The same rows as JSON. */
  readonly rows: readonly Row[];
}

async function exported(): Promise<Exported> {
  const file = path.join(temporaryFolder(), "rows.csv");
  writeFileSync(file, await getText("/api/v1/rows?format=csv"));
  const rows: Row[] = [];
  for (let next: string | null = ""; next !== null; ) {
    const page: { rows: Row[]; next: string | null } = (
      await getJson(`/api/v1/rows?limit=1000${next && `&cursor=${next}`}`)
    ).body;
    rows.push(...page.rows);
    next = page.next;
  }
  return { file, rows };
}

const columns: readonly Column[] = TABLES.rows.columns;
const numbers = columns.filter(({ type }) => type === "number" || type === "integer").map(({ name }) => name);
const texts = columns.map(({ name }) => name).filter((name) => !numbers.includes(name));

/** JSON and CSV differ where they must: a blank text is null in one and empty in the other. */
const asCsv = (rows: readonly Row[]): Row[] =>
  rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell === "" ? null : cell])),
  );

// What a reader does who wants the filed texts: one quote away.
const PYTHON = `
import csv, json, sys
numbers = set(json.loads(sys.argv[2]))
def cell(name, text):
    if text == "": return None
    if name in numbers: return float(text)
    return text[1:] if text.startswith("'") else text
with open(sys.argv[1], newline="", encoding=sys.argv[3]) as file:
    print(json.dumps([{name: cell(name, text) for name, text in row.items()} for row in csv.DictReader(file, strict=True)]))
`;

function readByPython(file: string, encoding = "utf-8"): Row[] {
  const args = ["-c", PYTHON, file, JSON.stringify(numbers), encoding];
  return JSON.parse(execFileSync("python3", args, { encoding: "utf8", maxBuffer: 1 << 28 }));
}

/** Rows by the sqlite3 shell: a table with the types of the dictionary, `.import`, and JSON out. */
function readBySqlite(file: string): Row[] {
  const types = columns.map(
    ({ name, type }) => `${name} ${type === "number" ? "REAL" : type === "integer" ? "INTEGER" : "TEXT"}`,
  );
  const cells = columns.map(({ name }) =>
    numbers.includes(name)
      ? `'${name}', nullif(${name}, '')`
      : `'${name}', CASE WHEN ${name} = '' THEN NULL WHEN ${name} LIKE '''%' THEN substr(${name}, 2) ELSE ${name} END`,
  );
  const input = [
    `CREATE TABLE filed (${types.join(", ")});`,
    ".mode csv",
    `.import --csv --skip 1 ${file} filed`,
    ".mode list",
    `SELECT json_group_array(json_object(${cells.join(", ")})) FROM filed;`,
  ].join("\n");
  return JSON.parse(
    execFileSync("sqlite3", ["-bail", ":memory:"], { input, encoding: "utf8", maxBuffer: 1 << 28 }),
  );
}

function made(): Promise<Exported> {
  new MadeStore().save(reportOf("=Broker", Q1, oddMonths()));
  return exported();
}

async function real(): Promise<Exported> {
  await importInto(emptyStore(), filings("xml"));
  return exported();
}

describe.each([
  ["odd texts", made, false],
  ["every real filing (needs ../shared/filings)", real, noFilings],
] as const)("%s", (_, make, missing) => {
  let data: Exported;
  beforeAll(async () => {
    if (!missing) data = await make();
  });

  test.skipIf(missing || !hasPython)("python's csv reads every cell (needs python3)", () => {
    expect(readByPython(data.file)).toEqual(asCsv(data.rows));
  });

  test.skipIf(missing || !hasSqlite)("the sqlite3 shell imports every cell (needs sqlite3)", () => {
    expect(readBySqlite(data.file)).toEqual(asCsv(data.rows));
  });

  test.skipIf(missing || duckdb === null)(`DuckDB finds the types by itself (needs ${DUCKDB})`, async () => {
    const connection = await (await duckdb.DuckDBInstance.create(":memory:")).connect();
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_csv('${data.file}')`);
    const types = new Map(described.getRowObjects().map((row: Row) => [row.column_name, row.column_type]));
    for (const { name, type } of columns) {
      const found = String(types.get(name));
      if (data.rows.every((row) => row[name] === null || row[name] === "")) continue;
      if (type === "number") expect(["DOUBLE", "BIGINT"], name).toContain(found);
      else if (type === "integer") expect(found, name).toBe("BIGINT");
      else if (type === "timestamp") expect(found, name).toMatch(/^TIMESTAMP/);
    }
    const sums = await connection.runAndReadAll(
      `SELECT count(*)::INTEGER AS n, sum(market_usd)::DOUBLE AS usd, count(market_cph)::INTEGER AS rates FROM read_csv('${data.file}')`,
    );
    const usd = data.rows.map((row) => row.market_usd).filter((one) => typeof one === "number");
    const [found] = sums.getRowObjects();
    expect(found.n).toBe(data.rows.length);
    expect(found.rates).toBe(data.rows.filter((row) => row.market_cph !== null).length);
    expect(found.usd).toBeCloseTo(
      usd.reduce((sum, one) => sum + one, 0),
      4,
    );
  });

  test.skipIf(missing || !hasOffice)("a spreadsheet finds no formula (needs soffice: LibreOffice)", () => {
    const folder = temporaryFolder();
    const args = ["--headless", `-env:UserInstallation=file://${folder}/profile`, "--convert-to", "fods"];
    execFileSync("soffice", [...args, "--infilter=CSV:44,34,76,1", "--outdir", folder, data.file], {
      stdio: "ignore",
    });
    const sheet = path.join(folder, "rows.fods");
    expect(existsSync(sheet)).toBe(true);
    expect(readFileSync(sheet, "utf8")).not.toContain("table:formula=");
  });
});

test("no text of an export begins like a formula, and numbers are as filed", async () => {
  const { file } = await made();
  const [header = "", ...lines] = readFileSync(file, "utf8").split("\n");
  expect(header.split(",")).toEqual(columns.map(({ name }) => name));
  expect(lines[0]).toContain(
    `'=Broker,'=broker,,2021,1,1,sp500,'=1+1,'=1+1,wholesaler,'=Broker,'=1+1,'-MIC,,1,1,,,,0,0,1000000000000000,12.3456,`,
  );
  expect(lines[1]).toContain(`"'=HYPERLINK(""https://example.org"",""open"")"`);
  expect(lines[1]).toContain(",-1,0.0000001,1000000000000000,12.3456,,,0,0,");
  expect(texts).toContain("filed_venue");
});

test.skipIf(!hasPython)("with bom=1 python's utf-8-sig reads the same", async () => {
  const { file, rows } = await made();
  writeFileSync(
    file,
    await getText("/api/v1/rows?format=csv&bom=1").then((text) => `\uFEFF${text.replace(/^\uFEFF/, "")}`),
  );
  expect(readByPython(file, "utf-8-sig")).toEqual(asCsv(rows));
});
