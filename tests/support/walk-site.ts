import { readdirSync } from "node:fs";
import path from "node:path";
import { ENDPOINTS, type Endpoint } from "@/app/api/endpoints";
import { PICTURE_NAMES } from "@/pictures/picture";

const app = path.resolve(import.meta.dirname, "../../src/app");

/** What stands for a part of an address that varies; starter data has all of it. */
const EXAMPLES: Record<string, string> = {
  "/brokers/[slug]": "/brokers/charles-schwab",
  "/venues/[slug]": "/venues/citadel-securities",
  "/quarters/[quarter]": "/quarters/2020Q2",
  "/reports/[id]": "/reports/{report}",
  "/reports/[id]/changes": "/reports/{report}/changes",
  "/trace": "/trace?broker=charles-schwab&from=2021Q1&to=2021Q1",
  "/trace/growth": "/trace/growth?quarter=2020Q2&section=options&metric=rate",
  "/trace/share": "/trace/share?broker=charles-schwab&quarter=2021Q1&section=sp500&orderType=market",
  "/search": "/search?q=citadel",
  "/compare": "/compare?brokers=charles-schwab,firstrade-securities",
};

/** An address of every page there is, `{report}` for a report's id. Throws when a new one varies and has no example. */
export function pageAddresses(): string[] {
  return readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "page.tsx")
    .map((file) => `/${path.dirname(file).replace(/^\.$/, "")}`)
    .map((page) => {
      const address = EXAMPLES[page] ?? page;
      if (address.includes("[")) throw new Error(`${page} has no example in walk-site.ts.`);
      return address;
    });
}

/** An address of every endpoint that is read, and of every chart. */
export function apiAddresses(): string[] {
  const endpoints: readonly Endpoint[] = Object.values(ENDPOINTS);
  const listed = endpoints
    .filter(({ path }) => path !== ENDPOINTS.chart.path)
    .map(({ path, inPath = {}, example }) => {
      const filled = path.replace(/\{(\w+)\}/g, (_, name) =>
        name === "id" ? "{report}" : (inPath[name]?.example ?? ""),
      );
      return example ? `${filled}?${example}` : filled;
    });
  const charts = PICTURE_NAMES.flatMap((name) => [
    `/api/v1/charts/${name}.svg?broker=charles-schwab&quarter=2021Q1`,
    `/embed/${name}?broker=charles-schwab&quarter=2021Q1`,
  ]);
  return [
    ...listed,
    ...charts,
    "/api/v1/charts/trend.png",
    "/api/v1/rows?format=csv&limit=10",
    "/api/metrics",
    "/feed.xml",
    "/robots.txt",
    "/sitemap.xml",
  ];
}

export interface Walked {
  readonly address: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** Asks for every page, every endpoint, and whatever files the pages refer to. */
export async function walkSite(url: string): Promise<Walked[]> {
  const listed = await fetch(`${url}/api/v1/reports?broker=charles-schwab&quarter=2021Q1`);
  const { rows } = (await listed.json()) as { rows: { id: string }[] };
  const report = rows[0]?.id ?? "";
  const walked: Walked[] = [];
  const seen = new Set<string>();
  const ask = async (address: string) => {
    if (seen.has(address)) return;
    seen.add(address);
    const answer = await fetch(url + address, { redirect: "manual" });
    walked.push({ address, status: answer.status, headers: answer.headers, body: await answer.text() });
  };
  for (const address of [...pageAddresses(), ...apiAddresses()])
    await ask(address.replace("{report}", report));
  const files = walked.flatMap(({ body }) =>
    [...body.matchAll(/(?:href|src)="(\/(?:_next\/static\/|icon|favicon|apple|manifest)[^"]+)"/g)].map(
      ([, file = ""]) => file.replaceAll("&amp;", "&"),
    ),
  );
  for (const file of files) await ask(file);
  return walked;
}
