import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { AppError } from "@/report/errors";
import { FILED_ROWS } from "@/store/backup/copy-for-all";
import { marketStore } from "./market-store";
import { median } from "./median";
import { peakMemory, residentMemory } from "./resident-memory";
import { serve } from "./served";

/** So many of the made market's quarters have more than 250,000 venue rows. */
const QUARTERS = 3;
const PAIRS = 7;
const GOAL = 1;
const GOAL_MB = 50;

const ROWS = "/api/v1/rows?format=csv";
/** What `ROWS` answers, in the same order. */
const SQL = `${FILED_ROWS} WHERE r.is_current = 1
ORDER BY b.slug, r.quarter, r.series, r.version, r.id, v.month, v.section, v.row_number`;

/**
 * All rows of three quarters of 1,200 brokers as CSV over HTTP from the production server, beside the sqlite3 shell's `-csv` of the
 * same columns and order from the same file, in turn; median of the ratios. And how much the server's memory grew at most: resident,
 * with all processes it starts, beside what it had before the first export. Fails when a goal is missed.
 */
export default async function run(): Promise<void> {
  const folder = path.resolve("bench-data", "export");
  const served = path.join(folder, "served");
  rmSync(served, { recursive: true, force: true });
  mkdirSync(served, { recursive: true });
  const file = path.join(served, "pfof.db");
  copyFileSync(marketStore(folder, QUARTERS), file);
  const server = await serve(served);
  try {
    // The server has started up and shown pages, but has not exported yet.
    for (const page of ["/", "/data", "/api/v1/rows?limit=1000"]) await download(server.url + page);
    const before = existsSync("/proc") ? residentMemory(server.pid) : null;
    const ratios: number[] = [];
    const peaks: number[] = [];
    for (let pair = 0; pair <= PAIRS; pair += 1) {
      let bytes = 0;
      let ours = 0;
      const work = async () => {
        ours = await seconds(async () => {
          bytes = await download(server.url + ROWS);
        });
      };
      if (before === null) await work();
      else peaks.push(await peakMemory(server.pid, work));
      const theirs = await seconds(() => sqliteCsv(file));
      // The first pair warms caches; its memory counts.
      if (pair === 0) console.log(`${(bytes / 1e6).toFixed(0)} MB of CSV`);
      else {
        ratios.push(ours / theirs);
        console.log(`over HTTP ${ours.toFixed(2)} s, sqlite3 -csv ${theirs.toFixed(2)} s`);
      }
    }
    report("time ÷ sqlite3 -csv", median(ratios), "", GOAL, "goal ≤ 1.0, aim 0.5");
    if (before === null) console.log("memory: only Linux tells");
    else report("server's memory grew by", Math.max(...peaks) - before, " MB", GOAL_MB, "goal < 50 MB");
  } finally {
    await server.stop();
    rmSync(served, { recursive: true, force: true });
  }
}

function report(what: string, value: number, unit: string, goal: number, words: string): void {
  const missed = value > goal;
  if (missed) process.exitCode = 1;
  console.log(`${what} ${value.toFixed(unit === "" ? 2 : 0)}${unit} (${words})${missed ? ": MISSED" : ""}`);
}

/** Reads an answer to its end and gives its bytes. */
function download(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    http
      .get(url, (response) => {
        let bytes = 0;
        if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
        response
          .on("data", (chunk: Buffer) => {
            bytes += chunk.length;
          })
          .on("error", reject)
          .on("end", () => resolve(bytes));
      })
      .on("error", reject);
  });
}

function sqliteCsv(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const shell = spawn("sqlite3", ["-readonly", "-csv", "-header", file, SQL], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    shell.once("error", () => reject(new AppError("invalid_input", "This bench needs the sqlite3 shell.")));
    shell.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`sqlite3 ended with code ${code}`)),
    );
  });
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
