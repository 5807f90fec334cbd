import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Result } from "autocannon";
import { writeMarketZip } from "./made-market";
import { marketShapes } from "./market-shapes";
import { BROKERS, copyStore, marketFile, QUARTERS, quarterOf, shiftOf } from "./market-store";
import { type Served, serve } from "./served";

const SECONDS = 30;
const CONNECTIONS = 50;
const IMPORT_AFTER_MS = 3_000;

/**
 * The production server under 50 connections for 30 s, pages and API mixed: goal ≥ 500 requests a second, no error, 99 %
 * answered within 150 ms; and within 500 ms when meanwhile a quarter of 1,200 reports is imported. On a copy of the market
 * store where `npm run bench market` has made it, else on the starter data; it says which.
 */
export default async function run(): Promise<void> {
  const folder = path.resolve("bench-data", "load");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "pfof.db");
  const market = marketFile(path.resolve("bench-data", "market"), QUARTERS);
  const isMarket = existsSync(market);
  if (isMarket) copyStore(market, file);
  // Later quarters are not over yet: other brokers report for the last one.
  const zip = path.join(folder, "606_NMS.zip");
  await writeMarketZip(
    zip,
    marketShapes(QUARTERS - 1),
    BROKERS,
    quarterOf(QUARTERS - 1),
    (i) => shiftOf(i, QUARTERS),
    BROKERS,
  );
  const server = await serve(folder);
  try {
    console.log(`store: ${isMarket ? "market" : "starter data"}; ${CONNECTIONS} connections`);
    const mix = await mixOf(server);
    // What every visitor before these has left: pages made once.
    for (const address of mix) await (await fetch(server.url + address)).arrayBuffer();
    print("no import", 150, await press(server, mix));
    const pressed = press(server, mix);
    await setTimeout(IMPORT_AFTER_MS);
    const seconds = await importSeconds(folder, file, zip);
    const imported = `with an import of ${BROKERS} reports, which took ${seconds.toFixed(1)} s`;
    print(imported, 500, await pressed);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What visitors and scripts ask for, in turn: pages that are kept and API answers. */
async function mixOf(server: Served): Promise<string[]> {
  const rows = async (address: string) =>
    ((await (await fetch(server.url + address)).json()) as { rows: { slug: string; quarter: string }[] })
      .rows;
  const slug = (await rows("/api/v1/brokers?limit=1"))[0]?.slug;
  const quarter = (await rows(`/api/v1/rates?by=quarter&broker=${slug}`)).at(-1)?.quarter;
  return [
    "/",
    `/brokers/${slug}?quarter=${quarter}`,
    `/quarters/${quarter}`,
    `/api/v1/brokers?from=${quarter}&to=${quarter}`,
    `/api/v1/rates?by=broker&from=${quarter}&to=${quarter}`,
    `/api/v1/rates?by=section,orderType&from=${quarter}&to=${quarter}`,
  ];
}

async function press(server: Served, mix: readonly string[]): Promise<Result> {
  const { default: autocannon } = await import("autocannon");
  return autocannon({
    url: server.url,
    connections: CONNECTIONS,
    duration: SECONDS,
    requests: mix.map((address) => ({ path: address, headers: { "accept-encoding": "gzip" } })),
  });
}

async function importSeconds(folder: string, file: string, zip: string): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, ["dist/import.js", "--json", zip], {
    env: { ...process.env, DATA_DIR: folder, DATABASE_URL: `file:${file}` },
    stdio: "ignore",
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`the import ended with code ${code}`);
  return (performance.now() - began) / 1000;
}

function print(when: string, goal: number, { requests, latency, errors, non2xx, timeouts }: Result): void {
  console.log(
    `${when}: ${Math.round(requests.average)} requests/s (goal 500), p99 ${latency.p99} ms (goal ${goal}), median ${latency.p50} ms, ${errors} errors, ${timeouts} not answered in time, ${non2xx} other answers`,
  );
}
