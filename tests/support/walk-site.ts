import { ENDPOINTS, type Endpoint } from "@/app/api/endpoints";
import { CHART_NAMES } from "@/charts/charts";
import { pageAddresses } from "../../scripts/page-addresses.mjs";

/** An address of every endpoint that is read, `report` (an id) for a report's, and of every chart. */
function apiAddresses(report: string): string[] {
  const endpoints: readonly Endpoint[] = Object.values(ENDPOINTS);
  const listed = endpoints
    .filter(({ path }) => path !== ENDPOINTS.chart.path)
    .map(({ path, inPath = {}, example }) => {
      const filled = path.replace(/\{(\w+)\}/g, (_, name) =>
        name === "id" ? report : (inPath[name]?.example ?? ""),
      );
      return example ? `${filled}?${example}` : filled;
    });
  const charts = CHART_NAMES.flatMap((name) => [
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
  for (const address of [...pageAddresses(report), ...apiAddresses(report)]) await ask(address);
  const files = walked.flatMap(({ body }) =>
    [...body.matchAll(/(?:href|src)="(\/(?:_next\/static\/|icon|favicon|apple|manifest)[^"]+)"/g)].map(
      ([, file = ""]) => file.replaceAll("&amp;", "&"),
    ),
  );
  for (const file of files) await ask(file);
  return walked;
}
