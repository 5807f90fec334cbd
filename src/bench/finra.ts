import { execFile } from "node:child_process";
import { createReadStream, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { quarterFromIndex, quarterIndex } from "@/report/quarter";
import { sampleReports, writeMarketZip } from "./made-market";

const QUARTERS = 10;
const BROKERS = 1200;
const FIRST = { year: 2024, quarter: 2 };

/**
 * The whole market in one action: ten quarters of 1,200 reports, fetched from a server on this machine by `npm run import --
 * --finra all` and stored, then the same again with nothing new. Seconds and peak memory.
 */
export default async function run(): Promise<void> {
  const folder = path.resolve("bench-data", "finra");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const reports = sampleReports(readdirSync("fixtures/sample").filter((name) => name.endsWith(".csv")));
  let zipped = 0;
  for (let i = 0; i < QUARTERS; i += 1) {
    const quarter = quarterFromIndex(quarterIndex(FIRST) + i);
    const zip = path.join(folder, `606_NMS_${quarter.year}_Q${quarter.quarter}.zip`);
    await writeMarketZip(zip, reports, BROKERS, quarter, (broker) => 1 + broker / BROKERS / 10 + i / 100);
    zipped += statSync(zip).size;
  }
  const server = createServer((request, response) => {
    const file = path.join(folder, path.basename(request.url ?? ""));
    const { size } = statSync(file, { throwIfNoEntry: false }) ?? {};
    const etag = `"${size}"`;
    if (size === undefined) response.writeHead(404).end();
    else if (request.headers["if-none-match"] === etag) response.writeHead(304, { etag }).end();
    else createReadStream(file).pipe(response.writeHead(200, { "content-length": size, etag }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const all = () =>
    measured({ DATA_DIR: path.join(folder, "data"), FINRA_BASE_URL: `http://127.0.0.1:${port}` });
  console.log(`${QUARTERS} quarters of ${BROKERS} reports, ${(zipped / 1e6).toFixed(0)} MB zipped`);
  console.log(`all of it:   ${await all()} (goal < 60 s)`);
  console.log(`nothing new: ${await all()}`);
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
}

async function measured(environment: Record<string, string>): Promise<string> {
  const command = [
    "scripts/bench/measure.py",
    process.execPath,
    "dist/import.js",
    "--json",
    "--finra",
    "all",
  ];
  const { stdout } = await promisify(execFile)("python3", command, {
    env: { ...process.env, DATABASE_URL: "", ...environment },
    maxBuffer: 256 * 1024 ** 2,
  });
  const { seconds, megabytes } = JSON.parse(stdout) as { seconds: number; megabytes: number };
  return `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`;
}
