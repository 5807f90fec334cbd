import { readdirSync } from "node:fs";
import path from "node:path";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const api = path.resolve(import.meta.dirname, "../../src/app/api");

/** Folders of routes below `src/app/api` as path templates: `v1/reports/[id]`. */
export function routeFolders(): string[] {
  return readdirSync(api, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === "route.ts")
    .map((entry) => path.relative(api, entry.parentPath))
    .sort();
}

/** Calls a route's handler as Next would: `/api/v1/brokers?limit=1`. */
export async function callApi(url: string, init?: RequestInit): Promise<Response> {
  const parts = new URL(url, "http://localhost").pathname.replace(/^\/api\//, "").split("/");
  for (const folder of routeFolders()) {
    const params: Record<string, string> = {};
    const template = folder.split("/");
    const fits = template.every((part, i) => {
      const name = /^\[(.+)\]$/.exec(part)?.[1];
      if (name) params[name] = decodeURIComponent(parts[i] ?? "");
      return name ? parts[i] : part === parts[i];
    });
    if (!fits || template.length !== parts.length) continue;
    const { GET } = (await import(path.join(api, folder, "route.ts"))) as { GET: Handler };
    return GET(new Request(new URL(url, "http://localhost"), init), { params: Promise.resolve(params) });
  }
  throw new Error(`no route for ${url}`);
}

/** Status and JSON body. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
export async function getJson(url: string): Promise<{ status: number; body: any }> {
  const response = await callApi(url);
  return { status: response.status, body: await response.json() };
}

export async function getText(url: string): Promise<string> {
  return (await callApi(url)).text();
}
