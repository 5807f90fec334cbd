import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import path from "node:path";
import { DETAILED_FIELDS } from "@/execution/read/detailed-fields";
import { DetailedReading } from "@/execution/read/read-detailed";
import { piecesOf } from "@/report/sha256";
import { median } from "./median";
import { peakMemory } from "./resident-memory";

const ROWS = 700_000;
const ROUNDS = 5;

/**
 * A detailed file of rule 605 as large as an exchange's (700,000 rows of 55 cells): read and summed beside DuckDB's `read_csv`
 * with the same sums, pairs in turn, medians; then imported by `npm run import`, with its most memory.
 */
export default async function run(): Promise<void> {
  const folder = path.resolve("bench-data", "execution");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "BATS202608.txt");
  writeDetailed(file);
  console.log(`${ROWS.toLocaleString("en-US")} rows, ${(statSync(file).size / 1e6).toFixed(0)} MB`);

  const { DuckDBInstance } = await import("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const ours: number[] = [];
  const duckdb: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [own, sums] = await timed(async () => {
      const reading = new DetailedReading("BATS202608.txt", "detailed");
      for (const piece of piecesOf(file)) reading.write(piece);
      return reading.end().executions[0]?.report.sums ?? [];
    });
    const [other, groups] = await timed(async () =>
      (await connection.runAndReadAll(QUERY.replace("FILE", file))).getRowObjects(),
    );
    const shares = sums.reduce((all, sum) => all + sum.executedShares, 0);
    const theirs = groups.reduce((all, group) => all + Number(group.executed), 0);
    if (sums.length !== groups.length || Math.abs(shares - theirs) > 1)
      throw new Error(`${sums.length} sums of ${shares} shares, and ${groups.length} of ${theirs}`);
    // The first pair warms the file cache and is not counted.
    if (round > 0) {
      ours.push(own);
      duckdb.push(other);
    }
  }
  const [own, other] = [median(ours), median(duckdb)];
  console.log(`read and summed: ${own.toFixed(2)} s, DuckDB ${other.toFixed(2)} s`);
  console.log(`× DuckDB's time: ${(own / other).toFixed(2)} (goal 1)`);

  const data = path.join(folder, "data");
  let megabytes = 0;
  const [seconds] = await timed(async () => {
    const child = spawn("node", ["dist/import.js", "--json", file], {
      env: { ...process.env, DATA_DIR: data, DATABASE_URL: `file:${path.join(data, "store.db")}` },
      stdio: "ignore",
    });
    const ended = new Promise<void>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) =>
        code === 0 ? resolve() : reject(new Error(`the import ended with ${code}`)),
      );
    });
    megabytes = await peakMemory(child.pid ?? 0, () => ended);
  });
  console.log(`imported: ${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB at most (goal 300)`);
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const start = performance.now();
  const result = await work();
  return [(performance.now() - start) / 1000, result];
}

const POSSIBLE = `abs(AvgEffctvSprdPct) <= 1 AND abs(AvgEffctvSprd) <= ExctdOrderMidPtAvg
  AND ExctdOrderAvgQuotSprd <= ExctdOrderMidPtAvg`;
const EXECUTED = "(CvrdOrderExctdQty + CvrdOrderExctdAwayQty)";
const QUERY = `
SELECT LotSizeFlag, OrderSize, OrderType, count(*) AS rows, sum(CvrdOrderCnt) AS orders, sum(CvrdOrderQty) AS shares,
  sum(CvrdOrderCnclQty) AS cancelled, sum(CvrdOrderExctdQty) AS executed, sum(CvrdOrderExctdAwayQty) AS away,
  sum(ExctdPIOrdersQty) AS improved, sum(ExctdPIOrdersQty * ExctdPIOrdWghtdAvgAmtPerShare) AS improved_usd,
  sum(ExctdOrderAtQuotQty) AS at_quote, sum(ExctdOrderOutQuotQty) AS outside,
  sum(ExctdOrderOutQuotQty * ExctdOutQuotOrdWghtdAvgAmt) AS outside_usd,
  sum(${EXECUTED}) FILTER (WHERE ${POSSIBLE}) AS rated,
  sum(${EXECUTED} * AvgEffctvSprd) FILTER (WHERE ${POSSIBLE}) AS effective,
  sum(${EXECUTED} * ExctdOrderAvgQuotSprd) FILTER (WHERE ${POSSIBLE}) AS quoted
FROM read_csv('FILE', delim = '|', header = true) GROUP BY ALL`;

const SIZES = [0, 250, 1000, 5000, 10000, 20000, 50000, 200000];
const TYPES = ["MXXNN", "LYNNN", "LYNYN", "LNYNN", "LNNNN", "LNNYN", "MXXNY"];

/** The same file each time: all figures follow from the number of the row. */
function writeDetailed(file: string): void {
  const target = openSync(file, "w");
  try {
    let lines = [DETAILED_FIELDS.join("|")];
    for (let row = 0; row < ROWS; row += 1) {
      lines.push(detailedRow(row));
      if (lines.length < 10_000) continue;
      writeSync(target, `${lines.join("\r\n")}\r\n`);
      lines = [];
    }
    writeSync(target, `${lines.join("\r\n")}\r\n`);
  } finally {
    closeSync(target);
  }
}

function detailedRow(row: number): string {
  const orders = 1 + (row % 97);
  const executed = orders * (10 + (row % 13));
  const away = row % 5 === 0 ? executed : 0;
  const improved = Math.floor((executed + away) / 3);
  const outside = Math.floor((executed + away) / 7);
  const midpoint = 1 + (row % 50_000) / 100;
  const fraction = (seed: number) => ((row * seed) % 9973) / 1e6;
  const made: Partial<Record<(typeof DETAILED_FIELDS)[number], string | number>> = {
    DsgntParticipant: "Z",
    RprtEntityCd: "BATS",
    RptDate: 202608,
    Symbol: `S${Math.floor(row / 56)}`,
    LotSizeFlag: row % 2 === 0 ? "R" : "O",
    OrderSize: SIZES[row % SIZES.length] ?? 0,
    OrderType: TYPES[row % TYPES.length] ?? "",
    CvrdOrderCnt: orders,
    CvrdOrderSize: (executed * midpoint * 2).toFixed(2),
    CvrdOrderQty: executed * 2,
    CvrdOrderCnclQty: executed - away,
    CvrdOrderExctdQty: executed,
    CvrdOrderExctdAwayQty: away,
    ExctdOrderMidPtAvg: midpoint.toFixed(6),
    ExctdOrderAvgQuotSprd: (0.01 + fraction(7)).toFixed(6),
    AvgEffctvSprd: fraction(11).toFixed(6),
    AvgEffctvSprdPct: (fraction(11) / midpoint).toFixed(6),
    AvgEFQPct: (100 * fraction(13)).toFixed(6),
    ExctdPIOrdersQty: improved,
    ExctdPIOrdWghtdAvgAmtPerShare: fraction(17).toFixed(6),
    ExctdOrderAtQuotQty: executed + away - improved - outside,
    ExctdOrderOutQuotQty: outside,
    ExctdOutQuotOrdWghtdAvgAmt: fraction(19).toFixed(6),
  };
  // Cells that no figure comes from are as long as the others.
  return DETAILED_FIELDS.map((field, i) => made[field] ?? fraction(i + 23).toFixed(6)).join("|");
}
