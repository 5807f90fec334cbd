import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const api = path.resolve(import.meta.dirname, "../../src/app/api");

/** Folders of routes below `src/app/api` that answer a method, as path templates: `v1/reports/[id]`. */
export function routeFolders(method: "GET" | "POST"): string[] {
  const handler = new RegExp(`^export (const|async function|function) ${method}\\b`, "m");
  return readdirSync(api, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === "route.ts")
    .filter((entry) => handler.test(readFileSync(path.join(entry.parentPath, entry.name), "utf8")))
    .map((entry) => path.relative(api, entry.parentPath))
    .sort();
}

/** Calls a route's handler as Next would: `/api/v1/brokers?limit=1`. */
export async function callApi(url: string, init?: RequestInit): Promise<Response> {
  const parts = new URL(url, "http://localhost").pathname.replace(/^\/api\//, "").split("/");
  for (const folder of routeFolders("GET")) {
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
