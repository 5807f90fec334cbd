import http from "node:http";
import { median } from "./median";
import { serve } from "./served";

/** What is asked of the server of a market. */
export interface Asked {
  readonly pages: readonly string[];
  readonly api: readonly string[];
}

const MADE_ANEW = 5;
const WARM = 20;
const KILO = 1000;

/**
 * The production server on the market store, one request at a time: how long an address takes the first time, made anew
 * (what it takes after every import), and again while nothing has changed.
 */
export async function measureServed(dataDir: string, databaseFile: string): Promise<void> {
  const server = await serve(dataDir, databaseFile);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const asked = await addresses(server.url, agent);
    // The first request of all loads what every page needs.
    await ask(server.url, "/methods", agent);
    const goals = { pages: [80, 30], api: [25, 10] } as const;
    for (const kind of ["api", "pages"] as const) {
      const seen: Seen[] = [];
      for (const address of asked[kind]) {
        const one = await see(server.url, address, agent);
        seen.push(one);
        console.log(
          `${address}: first ${one.first.toFixed(0)} ms, made anew ${median(one.anew).toFixed(1)} ms, warm p95 ${p95(one.warm).toFixed(1)} ms, ${(one.bytes / KILO).toFixed(0)} kB`,
        );
      }
      const [goal, aim] = goals[kind];
      console.log(
        `${kind} p95 warm ${p95(seen.flatMap((one) => one.warm)).toFixed(1)} ms (goal < ${goal}, aim ${aim}); made anew: median ${median(seen.map((one) => median(one.anew))).toFixed(0)} ms, slowest ${Math.max(...seen.map((one) => median(one.anew))).toFixed(0)} ms; largest ${(Math.max(...seen.map((one) => one.bytes)) / KILO).toFixed(0)} kB`,
      );
    }
  } finally {
    agent.destroy();
    await server.stop();
  }
}

/** Every page, and the usual calls, about brokers, venues and reports the store has. */
export async function addresses(url: string, agent: http.Agent): Promise<Asked> {
  const rows = async (path: string) =>
    (JSON.parse((await ask(url, path, agent)).text) as { rows: { slug: string; id: string }[] }).rows;
  const [one = "", two = ""] = (await rows("/api/v1/brokers?limit=2")).map(({ slug }) => slug);
  const quarter = (await rows("/api/v1/rates?by=quarter"))
    .map((row) => (row as { quarter?: string }).quarter)
    .at(-1);
  const span = `from=${quarter}&to=${quarter}`;
  const listed = (await rows(`/api/v1/venues?${span}`)).map(({ slug }) => slug);
  const venue = listed.find((slug) => slug === "citadel-securities") ?? listed[0];
  const report = (await rows(`/api/v1/reports?quarter=${quarter}&limit=1`))[0]?.id;
  return {
    pages: [
      "/",
      "/brokers",
      `/brokers/${one}`,
      `/compare?brokers=${one},${two}`,
      "/venues",
      `/venues/${venue}`,
      "/trends",
      `/quarters/${quarter}`,
      "/reports",
      `/reports/${report}`,
      `/reports/${report}/changes`,
      "/calculator",
      "/search?q=citadel",
      "/names",
      `/trace?broker=${one}&${span}`,
      "/upload",
      "/data",
      "/methods",
    ],
    api: [
      "/api/v1/brokers",
      `/api/v1/brokers?${span}`,
      "/api/v1/venues",
      `/api/v1/venues?${span}`,
      "/api/v1/reports",
      `/api/v1/reports?broker=${one}`,
      `/api/v1/reports/${report}`,
      `/api/v1/quarters/${quarter}`,
      "/api/v1/rows?limit=100",
      `/api/v1/rows?limit=100&broker=${one}`,
      "/api/v1/search?q=citadel",
      "/api/v1/rates?by=section,orderType",
      "/api/v1/rates?by=quarter,section,orderType",
      "/api/v1/rates?by=month,section",
      "/api/v1/rates?by=venue",
      "/api/v1/rates?by=venueKind,year",
      `/api/v1/rates?by=broker&${span}`,
      `/api/v1/rates?by=broker&section=sp500&${span}`,
      `/api/v1/rates?by=broker&orderType=market&${span}`,
      `/api/v1/rates?by=broker&exchanges=exclude&${span}`,
      `/api/v1/rates?by=broker&venue=${venue}&${span}`,
      `/api/v1/rates?by=venue&broker=${one}&${span}`,
      `/api/v1/rates?by=venue,quarter&broker=${one}`,
      `/api/v1/rates?by=month,orderType&broker=${one}`,
      `/api/v1/rates?by=quarter&venue=${venue}`,
    ],
  };
}

interface Seen {
  readonly first: number;
  /** Milliseconds, of an answer that is made, and of one that is kept. */
  readonly anew: readonly number[];
  readonly warm: readonly number[];
  readonly bytes: number;
}

let visitors = 0;

async function see(url: string, address: string, agent: http.Agent): Promise<Seen> {
  const { ms: first, bytes } = await ask(url, address, agent);
  const anew: number[] = [];
  const warm: number[] = [];
  // Answers are kept by the host they were asked of.
  for (let i = 0; i < MADE_ANEW; i += 1) {
    visitors += 1;
    anew.push((await ask(url, address, agent, { "x-forwarded-host": `v${visitors}.example` })).ms);
  }
  for (let i = 0; i < WARM; i += 1) warm.push((await ask(url, address, agent)).ms);
  return { first, anew, warm, bytes };
}

interface Answer {
  readonly ms: number;
  readonly bytes: number;
  readonly text: string;
}

function ask(
  url: string,
  address: string,
  agent: http.Agent,
  headers: http.OutgoingHttpHeaders = {},
): Promise<Answer> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.get(url + address, { agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.once("error", reject);
      response.once("end", () => {
        const body = Buffer.concat(parts);
        if (response.statusCode !== 200) reject(new Error(`${address}: HTTP ${response.statusCode} ${body}`));
        resolve({ ms: performance.now() - began, bytes: body.length, text: body.toString() });
      });
    });
    request.once("error", reject);
  });
}

function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}
