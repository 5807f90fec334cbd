import { ENDPOINTS, type Endpoint } from "@/app/api/endpoints";
import { CHART_NAMES } from "@/charts/charts";
import { pageAddresses } from "../../scripts/page-addresses.mjs";

/** An address of every endpoint that is read, with a report's id by the path before it, and of every chart. */
function apiAddresses(ids: Readonly<Record<string, string>>): string[] {
  const endpoints: readonly Endpoint[] = Object.values(ENDPOINTS);
  const listed = endpoints
    .filter(({ path }) => path !== ENDPOINTS.chart.path)
    .map(({ path, inPath = {}, example }) => {
      const filled = path.replace(
        /\/\{(\w+)\}/g,
        (_, name, at) => `/${ids[path.slice(0, at)] ?? inPath[name]?.example ?? ""}`,
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
  const firstId = async (list: string) => {
    const { rows } = (await (await fetch(url + list)).json()) as { rows: { id: string }[] };
    return rows[0]?.id ?? "";
  };
  const report = await firstId("/api/v1/reports?broker=charles-schwab&quarter=2021Q1");
  const ids = {
    "/api/v1/reports": report,
    "/api/v1/execution-reports": await firstId("/api/v1/execution-reports"),
  };
  const walked: Walked[] = [];
  const seen = new Set<string>();
  const ask = async (address: string) => {
    if (seen.has(address)) return;
    seen.add(address);
    const answer = await fetch(url + address, { redirect: "manual" });
    walked.push({ address, status: answer.status, headers: answer.headers, body: await answer.text() });
  };
  for (const address of [...pageAddresses(report), ...apiAddresses(ids)]) await ask(address);
  const files = walked.flatMap(({ body }) =>
    [...body.matchAll(/(?:href|src)="(\/(?:_next\/static\/|icon|favicon|apple|manifest)[^"]+)"/g)].map(
      ([, file = ""]) => file.replaceAll("&amp;", "&"),
    ),
  );
  for (const file of files) await ask(file);
  return walked;
}
