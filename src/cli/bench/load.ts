import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { Result } from "autocannon";
import { serve } from "./served";

/** What visitors and scripts ask for, in turn: pages that are kept and API answers. */
const MIX = [
  "/",
  "/brokers/charles-schwab?quarter=2021Q1",
  "/quarters/2020Q2",
  "/api/v1/brokers",
  "/api/v1/rates?by=broker,quarter",
  "/api/v1/rates?by=section,orderType&from=2021Q1&to=2021Q1",
];
const SECONDS = 30;
const CONNECTIONS = 50;

/**
 * The production server under 50 connections for 30 s, pages and API mixed: goal ≥ 500 requests a second,
 * 99 % answered within 150 ms, no error. Over the market store of `npm run bench market` where it is
 * there, else over the starter data; it says which.
 */
export default async function run(): Promise<void> {
  const market = path.resolve("bench-data", "market");
  const isMarket = existsSync(path.join(market, "pfof.db"));
  const folder = isMarket ? market : path.resolve("bench-data", "load");
  mkdirSync(folder, { recursive: true });
  const server = await serve(folder);
  try {
    const { default: autocannon } = await import("autocannon");
    const result: Result = await autocannon({
      url: server.url,
      connections: CONNECTIONS,
      duration: SECONDS,
      requests: MIX.map((address) => ({ path: address, headers: { "accept-encoding": "gzip" } })),
    });
    const { requests, latency, errors, non2xx } = result;
    console.log(`store: ${isMarket ? "market" : "starter data"}; ${CONNECTIONS} connections, ${SECONDS} s`);
    console.log(
      `${Math.round(requests.average)} requests/s (goal 500), p99 ${latency.p99} ms (goal 150), median ${latency.p50} ms, ${errors} errors, ${non2xx} other answers`,
    );
  } finally {
    await server.stop();
    if (!isMarket) rmSync(folder, { recursive: true, force: true });
  }
}
