import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import SQLite from "better-sqlite3";
import { beforeAll, describe, expect, test } from "vitest";
import { pageAddresses } from "../../scripts/page-addresses.mjs";
import { type RunningServer, runningServer } from "../support/running-server";
import { type Walked, walkSite } from "../support/walk-site";

/*
 * What the server as it is run tells those who should not know: every page, endpoint and file of the production build,
 * and errors of every kind, looked at from outside.
 */

const root = path.resolve(import.meta.dirname, "../..");

/** What only the inside knows: where it is on the disk, what it is made of, where in the code something happened. */
function insideIn(text: string, dataDir: string): string[] {
  const inside = [
    root,
    dataDir,
    "node_modules",
    "SqliteError",
    "SQLITE_",
    "no such table",
    "file://",
    ".ts:",
    ".js:",
  ];
  const frames = text.match(/^\s*at .+:\d+:\d+\)?$/gm) ?? [];
  return [...inside.filter((one) => text.includes(one)), ...frames];
}

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Sends a request target as it is: `fetch` would make `/../x` into `/x`. */
function ask(
  url: string,
  target: string,
  { body, ...options }: http.RequestOptions & { body?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: hostname, port, path: target, agent: false, ...options },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (piece: string) => {
          text += piece;
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
        response.on("error", reject);
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

describe("the running server", { timeout: 300_000 }, () => {
  let server: RunningServer;
  let walked: Walked[];
  beforeAll(async () => {
    server = await runningServer({ LOG: "json" });
    walked = await walkSite(server.url);
  }, 300_000);
  const ofType = (type: string) =>
    walked.filter(({ headers }) => headers.get("content-type")?.startsWith(type));

  test("answers every page, endpoint and file", () => {
    expect(
      walked.filter(({ status }) => status !== 200).map(({ address, status }) => `${status} ${address}`),
    ).toEqual(["307 /quarters"]);
    expect(ofType("text/html").length).toBeGreaterThan(pageAddresses("").length);
    expect(ofType("application/javascript").length).toBeGreaterThan(3);
    expect(ofType("text/css").length).toBeGreaterThan(0);
  });

  test("does not say what it is made of, and guards every answer", () => {
    for (const { address, headers } of walked) {
      expect([headers.get("x-powered-by"), headers.get("server")], address).toEqual([null, null]);
      expect(headers.get("x-content-type-options"), address).toBe("nosniff");
      expect(headers.get("referrer-policy"), address).not.toBeNull();
      expect(headers.get("x-request-id"), address).toMatch(/^[0-9a-f-]{36}$/);
      const framed = address.startsWith("/embed/");
      expect(headers.get("x-frame-options"), address).toBe(framed ? null : "DENY");
      const policy = headers.get("content-security-policy") ?? "";
      // Documents that others wrote may do nothing at all.
      if (policy !== "sandbox")
        expect(policy, address).toContain(`frame-ancestors ${framed ? "*" : "'none'"}`);
      expect(headers.get("strict-transport-security"), address).toBeNull();
    }
  });

  test("runs no script but its own: each is named by its hash", () => {
    for (const { address, headers, body } of ofType("text/html")) {
      const policy = headers.get("content-security-policy") ?? "";
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
      expect(scripts, address).toMatch(/^'self'( 'sha256-[A-Za-z0-9+/]{43}=')*$/);
      expect(policy, address).toContain("object-src 'none'; base-uri 'none'; form-action 'self'");
      for (const [, attributes = "", text = ""] of body.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
        if (/\bsrc=|ld\+json/.test(attributes)) continue;
        expect(scripts, address).toContain(createHash("sha256").update(text).digest("base64"));
      }
      expect(body.match(/ on[a-z]+="|href="javascript:/g), address).toBeNull();
    }
  });

  test("shows no place on its disk", () => {
    for (const { address, body } of walked) {
      for (const place of [root, server.dataDir])
        expect(body.includes(place), `${place} in ${address}`).toBe(false);
    }
  });

  test("has no source maps", async () => {
    const built = path.join(root, ".next/static");
    const files = readdirSync(built, { recursive: true, encoding: "utf8" });
    expect(files.filter((file) => file.endsWith(".map"))).toEqual([]);
    const scripts = files.filter((file) => /\.(js|css)$/.test(file));
    expect(scripts.length).toBeGreaterThan(5);
    for (const file of scripts) {
      const answer = await ask(server.url, `/_next/static/${file}.map`);
      expect([file, answer.status]).toEqual([file, 404]);
      expect((await ask(server.url, `/_next/static/${file}`)).body.includes("sourceMappingURL"), file).toBe(
        false,
      );
    }
  });

  test.each([
    "/.env",
    "/.git/HEAD",
    "/.next/BUILD_ID",
    "/.next/server/app/page.js.map",
    "/package.json",
    "/next.config.js",
    "/prisma/schema.prisma",
    "/src/server/access.ts",
    "/dist/server.js",
    "/dist/server.js.map",
    "/data/pfof.db",
    "/pfof.db",
    "/audit.log",
    "/ended-sessions",
    "/documents",
    "/../package.json",
    "/_next/static/../../package.json",
    "/_next/static/%2e%2e/%2e%2e/package.json",
    "/_next/static/..%2f..%2fpackage.json",
    "/_next/static/..%5c..%5cpackage.json",
    "/_next/static/%252e%252e%252fpackage.json",
    "/_next/static/chunks/..%2f..%2f..%2fserver/pages-manifest.json",
    "/_next/image?url=%2Ficon.svg&w=64&q=75",
    "/_next/data/x/index.json",
    "/__nextjs_original-stack-frame",
    "/static/../../etc/passwd",
    "/api/v1/../../package.json",
    "/api/v1/reports/..%2f..%2f..%2fetc%2fpasswd/source",
    "/api/v1/charts/..%2f..%2fpackage.json",
  ])("has nothing at %s", async (target) => {
    const { status, headers, body } = await ask(server.url, target);
    expect(status).toBe(404);
    expect(insideIn(body, server.dataDir)).toEqual([]);
    expect(headers["x-powered-by"]).toBeUndefined();
  });

  const post = (body: string, headers: Record<string, string> = {}) => ({ method: "POST", body, headers });
  const uploads = "/api/v1/uploads";
  test.each<[number, string, string, Parameters<typeof ask>[2]]>([
    [400, "a page's parameter", "/brokers?from=soon", {}],
    [400, "an unknown parameter", "/api/v1/rows?nothing=x", {}],
    [400, "a query that is no UTF-8", "/api/v1/rates?by=%ff", {}],
    [400, "a path that does not decode", "/%zz", {}],
    [400, "many parameters", `/?${"a&".repeat(300)}`, {}],
    [400, "no host", "/", { headers: { host: "a b" } }],
    [400, "an upload of nothing", uploads, post("x")],
    [400, "a broken form", uploads, post("x", { "content-type": "multipart/form-data" })],
    [400, "broken JSON", "/api/v1/imports/finra", post("{")],
    [403, "another site", `${uploads}?name=a.xml`, post("x", { origin: "https://evil.example" })],
    [404, "no page", "/no-such-page", {}],
    [404, "no broker", "/brokers/nobody-at-all", {}],
    [404, "no endpoint", "/api/v1/no-such-thing", {}],
    [404, "no report", "/api/v1/reports/no-such-report", {}],
    [404, "no file", "/_next/static/no-such-file.js", {}],
    [405, "a page", "/", { method: "POST" }],
    [405, "an endpoint", "/api/v1/rows", { method: "DELETE" }],
    [405, "health", "/api/health", { method: "PUT" }],
    [413, "a long upload", `${uploads}?name=a.xml`, post("", { "content-length": "99999999999" })],
    [414, "a long address", `/${"a".repeat(9_000)}`, {}],
    [422, "what is no report", `${uploads}?name=a.xml`, post("<?xml version='1.0'?><no/>")],
    [422, "what is no PDF", `${uploads}?name=a.pdf`, post("%PDF-1.7 nothing in it")],
    [422, "what is no ZIP", `${uploads}?name=a.zip`, post("PK\u0003\u0004 nothing in it")],
    [431, "long headers", "/", { headers: { "x-long": "a".repeat(20_000) } }],
  ])("%d for %s tells nothing of its inside", async (expected, _what, target, options) => {
    const { status, headers, body } = await ask(server.url, target, options);
    expect(status).toBe(expected);
    expect(insideIn(body, server.dataDir)).toEqual([]);
    expect([headers["x-powered-by"], headers.server]).toEqual([undefined, undefined]);
    if (target.startsWith("/api/")) expect(JSON.parse(body)).toHaveProperty("error.code");
  });

  test("behind TLS says so to browsers", async () => {
    const headers = { host: "pfof.example", "x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9" };
    const answers = ["/", "/api/v1/brokers", "/no-such-page"].map((target) =>
      ask(server.url, target, { headers }),
    );
    for (const { headers } of await Promise.all(answers)) {
      expect(headers["strict-transport-security"]).toBe("max-age=31536000");
    }
  });

  test("logs each request as one object, under the id its client was told", async () => {
    const { headers } = await ask(server.url, "/brokers?token=geheim", {
      headers: { "x-request-id": "from-a-proxy-1" },
    });
    expect(headers["x-request-id"]).toBe("from-a-proxy-1");
    await expect.poll(() => server.standardOutput()).toContain("from-a-proxy-1");
    const lines = server.standardOutput().trimEnd().split("\n");
    const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(objects.filter(({ event }) => event === "request").length).toBeGreaterThan(walked.length);
    expect(objects.find(({ request }) => request === "from-a-proxy-1")).toMatchObject({
      event: "request",
      method: "GET",
      path: "/brokers?token=***",
      status: 400,
    });
    expect(objects.map(({ event }) => event)).toContain("start");
    expect(server.output()).not.toContain("geheim");
  });
});

test("a broken store is told to the log, not to the reader", { timeout: 300_000 }, async () => {
  const server = await runningServer();
  const database = new SQLite(path.join(server.dataDir, "pfof.db"));
  database.exec(
    "ALTER TABLE report RENAME TO gone; ALTER TABLE venue RENAME TO gone_too; ALTER TABLE market_rollup RENAME TO gone_as_well",
  );
  database.close();
  for (const target of [
    "/",
    "/brokers",
    "/reports",
    "/api/v1/rows",
    "/api/v1/rows?format=csv",
    "/api/health",
    "/api/health/ready",
    "/feed.xml",
  ]) {
    const { status, headers, body } = await ask(server.url, target);
    expect([target, status]).toEqual([target, target.startsWith("/api/") ? 503 : 500]);
    expect([target, insideIn(body, server.dataDir)]).toEqual([target, []]);
    const id = String(headers["x-request-id"]);
    const stacks = () =>
      server
        .output()
        .split("\n")
        .filter((line) => line.startsWith("{") && line.includes(id))
        .map((line) => `${target} ${JSON.parse(line).stack}`);
    await expect.poll(() => stacks().join("\n")).toContain("no such table");
  }
  expect((await ask(server.url, "/api/health/live")).status).toBe(200);
  expect((await ask(server.url, "/api/metrics")).body).toContain("pfof_store_readable 0");
});
