import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { type Dimension, type Filters, filters } from "@/queries/filters";
import { rates } from "@/queries/rates";
import { formatQuarter, quarterIndex } from "@/report/quarter";
import { writeMarketZip } from "./made-market";
import { type Duck, duckMeasures, duckOf, duckTotals } from "./market-duckdb";
import { measureServed } from "./market-served";
import { marketShapes } from "./market-shapes";
import { BROKERS, copyStore, marketStore, QUARTERS, quarterOf, shiftOf } from "./market-store";
import { median } from "./median";

const ROUNDS = 15;
const PAIRS = 3;

/**
 * A whole market: 27 quarters of 1,200 brokers. Three questions through the store beside DuckDB on the raw
 * rows, in turn, medians; pages and API calls through the production server; then how long `npm run import` takes for the
 * last quarter beside the first.
 */
export default async function run(): Promise<void> {
  const folder = path.resolve("bench-data", "market");
  const file = marketStore(folder, QUARTERS);
  const duck = await duckOf(file);
  process.env.DATABASE_URL = `file:${file}`;
  const [rows, reports] = counts(file);
  console.log(
    `${rows.toLocaleString("en-US")} venue rows of ${reports.toLocaleString("en-US")} reports; DuckDB ${duck.version}`,
  );
  for (const question of QUESTIONS) await compare(question, duck);
  duck.close();
  await measureServed(folder, file);
  await importSpeed(folder);
}

interface Question {
  readonly name: string;
  readonly some: Partial<Filters>;
  readonly by: readonly Dimension[];
  readonly duck: string;
}

const LAST = quarterOf(QUARTERS - 1);
const BROKER = 600;
const QUESTIONS: readonly Question[] = [
  {
    name: "(a) rate by broker, one quarter and section",
    some: { from: LAST, to: LAST, section: ["sp500"] },
    by: ["broker"],
    duck: `SELECT broker, ${duckTotals()} FROM row WHERE quarter = ${quarterIndex(LAST)} AND section = 'sp500'
           GROUP BY broker ORDER BY broker`,
  },
  {
    name: "(b) market by section and order type, all quarters",
    some: {},
    by: ["quarter", "section", "orderType"],
    duck: `SELECT quarter, section, ${duckMeasures()} FROM row GROUP BY quarter, section ORDER BY quarter, section`,
  },
  {
    name: "(c) one broker by venue, all quarters",
    some: { broker: [String(100_000 + BROKER)] },
    by: ["venue", "quarter"],
    duck: `SELECT venue, quarter, ${duckTotals()} FROM row WHERE broker = 'Broker ${BROKER} of the made market'
           GROUP BY venue, quarter ORDER BY venue, quarter`,
  },
];

async function compare({ name, some, by, duck: sql }: Question, duck: Duck): Promise<void> {
  const ours: number[] = [];
  const theirs: number[] = [];
  const chosen = filters(some);
  for (let round = 0; round <= ROUNDS; round += 1) {
    const first = performance.now();
    rates(chosen, by);
    const second = performance.now();
    await duck.ask(sql);
    const third = performance.now();
    // The first round warms caches and is not counted.
    if (round === 0) continue;
    ours.push(second - first);
    theirs.push(third - second);
  }
  const [own, other] = [median(ours), median(theirs)];
  console.log(
    `${name.padEnd(52)} ${own.toFixed(2).padStart(8)} ms, DuckDB raw ${other.toFixed(1).padStart(6)} ms, ratio ${(own / other).toFixed(3)} (goal ≤ 0.33, aim 0.1)`,
  );
}

/** The last quarter as FINRA's ZIP into a store of the 26 before it, beside the first into an empty store. */
async function importSpeed(folder: string): Promise<void> {
  const before = marketStore(folder, QUARTERS - 1);
  const scratch = path.join(folder, "import");
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  const zips = await Promise.all(
    [0, QUARTERS - 1].map(async (index) => {
      const quarter = quarterOf(index);
      const zip = path.join(scratch, `606_NMS_${formatQuarter(quarter).replace("Q", "_Q")}.zip`);
      await writeMarketZip(zip, marketShapes(index), BROKERS, quarter, (broker) => shiftOf(broker, index));
      return zip;
    }),
  );
  const [firstZip, lastZip] = zips as [string, string];
  const ratios: number[] = [];
  for (let pair = 0; pair <= PAIRS; pair += 1) {
    const first = importInto(path.join(scratch, "empty"), firstZip, null);
    const last = importInto(path.join(scratch, "full"), lastZip, before);
    if (pair > 0) ratios.push(last / first);
    if (pair > 0) console.log(`import: first quarter ${first.toFixed(2)} s, last ${last.toFixed(2)} s`);
  }
  console.log(`last ÷ first ${median(ratios).toFixed(2)} (goal ≤ 1.2)`);
  rmSync(scratch, { recursive: true, force: true });
}

function importInto(folder: string, zip: string, store: string | null): number {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "store.db");
  if (store) copyStore(store, file);
  const output = execFileSync(
    "python3",
    ["scripts/bench/measure.py", "node", "dist/import.js", "--json", zip],
    {
      encoding: "utf8",
      env: { ...process.env, DATA_DIR: folder, DATABASE_URL: `file:${file}` },
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  return (JSON.parse(output) as { seconds: number }).seconds;
}

function counts(file: string): [number, number] {
  const database = new SQLite(file, { readonly: true });
  const count = (table: string) =>
    database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  const found: [number, number] = [count("venue_row"), count("report")];
  database.close();
  return found;
}
