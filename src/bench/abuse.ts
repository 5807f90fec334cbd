import { existsSync, mkdirSync, rmSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { copyStore, marketFile, QUARTERS } from "./market-store";
import { peakMemory } from "./resident-memory";
import { serve } from "./served";

/** How long a client stays that leaves before it is answered. */
const LEAVES_MS = 500;
/** What those who left may have left behind. */
const AFTER_MS = 1_500;
const PROBE_EVERY_MS = 20;

interface Attack {
  readonly name: string;
  readonly times: number;
  /** By the number of the request. */
  readonly address: (i: number) => string;
  readonly leaves?: boolean;
  /** Takes the answer in a little at a time. */
  readonly isSlow?: boolean;
}

const from = (i: number) => `from=20${20 + (i % 5)}Q${1 + (i % 4)}`;
const day = (i: number) =>
  `2026-${String(1 + (i % 9)).padStart(2, "0")}-${String(1 + (i % 28)).padStart(2, "0")}`;
const TRACE = "/api/v1/trace?metric=payment&format=csv";
const RATES = "/api/v1/rates?by=broker,venue,section,orderType,month";

const ATTACKS: readonly Attack[] = [
  { name: "trace as CSV", times: 20, address: (i) => `${TRACE}&${from(i)}` },
  { name: "trace as CSV, read slowly", times: 8, address: (i) => `${TRACE}&${from(i)}`, isSlow: true },
  { name: "rates by five columns as CSV", times: 20, address: (i) => `${RATES}&format=csv&${from(i)}` },
  { name: "rates by five columns", times: 20, address: (i) => `${RATES}&limit=10000&${from(i)}` },
  {
    name: "whole quarters as of a day, clients leave",
    times: 200,
    address: (i) => `/quarters/2025Q3?rows=all&asOf=${day(i)}`,
    leaves: true,
  },
  {
    name: "chart pictures, clients leave",
    times: 400,
    address: (i) => `/api/v1/charts/trend.png?${from(i)}&to=2025Q${1 + (i % 3)}`,
    leaves: true,
  },
];

/**
 * What anyone can ask for that costs the server most, all at once: goal, meanwhile, `/api/health/live` ≤ 100 ms and the start
 * page, which is kept, ≤ 300 ms for 99 % of those who ask; all processes below 600 MB. On a copy of the market store where
 * `npm run bench market` has made it, else on the starter data; it says which.
 */
export default async function run(): Promise<void> {
  const folder = path.resolve("bench-data", "abuse");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const market = marketFile(path.resolve("bench-data", "market"), QUARTERS);
  const isMarket = existsSync(market);
  if (isMarket) copyStore(market, path.join(folder, "pfof.db"));
  const server = await serve(folder);
  try {
    console.log(`store: ${isMarket ? "market" : "starter data"}`);
    await ask(`${server.url}/`);
    for (const attack of ATTACKS) {
      const live: number[] = [];
      const home: number[] = [];
      let answers: (number | null)[] = [];
      const memory = await peakMemory(server.pid, async () => {
        let isOver = false;
        const probing = (async () => {
          while (!isOver) {
            live.push(await timed(`${server.url}/api/health/live`));
            home.push(await timed(`${server.url}/`));
            await setTimeout(PROBE_EVERY_MS);
          }
        })();
        const all = Array.from({ length: attack.times }, (_, i) =>
          ask(server.url + attack.address(i), attack),
        );
        answers = await Promise.all(all);
        await setTimeout(AFTER_MS);
        isOver = true;
        await probing;
      });
      const counts = new Map<number | null, number>();
      for (const one of answers) counts.set(one, (counts.get(one) ?? 0) + 1);
      const said = [...counts].map(([status, count]) => `${count} × ${status ?? "left"}`).join(", ");
      console.log(
        `${attack.name} (${said}): live p99 ${last(live)} ms (goal ≤ 100), start page p99 ${last(home)} ms (goal ≤ 300), ${memory.toFixed(0)} MB (goal < 600)`,
      );
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(url: string): Promise<number> {
  const started = performance.now();
  await ask(url);
  return performance.now() - started;
}

/** The status; null: it left, or was cut off, before the end. */
function ask(url: string, { leaves = false, isSlow = false }: Partial<Attack> = {}): Promise<number | null> {
  return new Promise((resolve) => {
    const request = http.get(url, { agent: false }, (answer) => {
      answer.on("end", () => resolve(answer.statusCode ?? null)).on("error", () => resolve(null));
      answer.on("data", () => {
        if (!isSlow) return;
        answer.pause();
        void setTimeout(PROBE_EVERY_MS).then(() => answer.resume());
      });
    });
    request.on("error", () => resolve(null));
    if (leaves) void setTimeout(LEAVES_MS).then(() => request.destroy());
  });
}

/** What 99 % stay below, in ms. */
function last(times: readonly number[]): string {
  const sorted = [...times].sort((one, other) => one - other);
  return (sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN).toFixed(0);
}
