import http from "node:http";
import net from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { loggedAddress } from "@/host/logged-address";
import { requestLine } from "@/server/request-log";
import type { RequestRecord } from "@/server/request-record";
import { routeClass } from "@/server/route-class";
import { openSite, type TestSite } from "./site";

let site: TestSite | null = null;
afterEach(() => site?.close());

describe("what became of a request", () => {
  /** A site that keeps its records; `next` gives the one after those seen so far. */
  const open = async (handler: http.RequestListener) => {
    const records: RequestRecord[] = [];
    let arrived = () => {};
    site = await openSite(handler, {
      observe: (record) => {
        records.push(record);
        arrived();
      },
    });
    let seen = 0;
    const next = async (): Promise<RequestRecord> => {
      while (records.length <= seen) await new Promise<void>((resolve) => (arrived = resolve));
      seen += 1;
      return records[seen - 1] as RequestRecord;
    };
    return { site, next };
  };

  it("is told with its id, address, status, bytes of the body, and whether it came from memory", async () => {
    const { site, next } = await open((_request, response) => {
      response.writeHead(200, { "content-type": "text/plain" }).end("twelve bytes");
    });
    const { headers } = await site.ask("/brokers?from=2020Q1", { headers: { "x-request-id": "proxy-0001" } });
    expect(headers["x-request-id"]).toBe("proxy-0001");
    const first = await next();
    expect(first).toMatchObject({
      id: "proxy-0001",
      method: "GET",
      path: "/brokers?from=2020Q1",
      route: "page",
    });
    expect(first).toMatchObject({ status: 200, bytes: 12, cache: "miss", whole: true });
    expect(first.ms).toBeGreaterThan(0);

    await site.ask("/brokers?from=2020Q1");
    expect(await next()).toMatchObject({ status: 200, bytes: 12, cache: "hit" });
    await site.ask("/brokers?from=2020Q1", { headers: { "if-none-match": String(headers.etag) } });
    expect(await next()).toMatchObject({ status: 304, bytes: 0, cache: "hit" });
    await site.ask("/brokers?from=2020Q1", { method: "HEAD" });
    expect(await next()).toMatchObject({ method: "HEAD", status: 200, bytes: 0 });
    await site.ask("/api/health");
    expect(await next()).toMatchObject({ route: "service", cache: null });
    await site.ask("/%zz");
    expect(await next()).toMatchObject({ status: 400, path: "/%zz", cache: null });
  });

  it("says when the client left before the end", async () => {
    const { site, next } = await open((_request, response) => {
      response.writeHead(200, { "content-type": "application/x-ndjson" }).write("{}\n");
    });
    const request = http.get({ host: "127.0.0.1", port: site.port, path: "/api/v1/uploads", agent: false });
    request.on("response", (response) => response.once("data", () => request.destroy()));
    request.on("error", () => {});
    expect(await next()).toMatchObject({ status: 200, bytes: 3, whole: false });
  });

  it("is told also of what could not be read", async () => {
    const { site, next } = await open((_request, response) => response.end());
    const said = await new Promise<string>((resolve, reject) => {
      const socket = net.connect(site.port, "127.0.0.1", () => socket.write("hello\r\n\r\n"));
      socket.once("data", (data) => resolve(data.toString())).once("error", reject);
    });
    const record = await next();
    expect(record).toMatchObject({ method: null, path: null, route: "unreadable", status: 400 });
    expect(said).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(said).toContain(`\r\nX-Request-Id: ${record.id}\r\n`);
  });

  it.each([
    ["too short", "abc"],
    ["too long", "a".repeat(65)],
    ["with a space", "abcdefgh ijkl"],
    ["that would end the line", "abcdefgh%0aijkl"],
    ["with a quote", 'abcdefgh"ijkl'],
  ])("has an id of its own where the client's is %s", async (_what, id) => {
    const { site, next } = await open((_request, response) => response.end());
    const { headers } = await site.ask("/", { headers: { "x-request-id": id } });
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect((await next()).id).toBe(headers["x-request-id"]);
  });
});

describe("a line", () => {
  const record: RequestRecord = {
    id: "proxy-0001",
    method: "GET",
    path: "/venues",
    route: "page",
    status: 200,
    bytes: 1234,
    ms: 4.5678,
    cache: "hit",
    whole: true,
  };
  const at = new Date("2026-11-22T10:11:12.345Z");

  it("for programs is one object", () => {
    expect(requestLine("json", record, at)).toBe(
      '{"time":"2026-11-22T10:11:12.345Z","event":"request","request":"proxy-0001","method":"GET","path":"/venues","status":200,"bytes":1234,"ms":4.6,"cache":"hit"}',
    );
    expect(JSON.parse(requestLine("json", { ...record, whole: false }, at))).toMatchObject({ cut: true });
  });

  it("for people is short", () => {
    expect(requestLine("text", record, at)).toBe("10:11:12 200 GET /venues 1234 B 4.6 ms hit proxy-0001");
    expect(requestLine("text", { ...record, status: null, bytes: 0, cache: null, whole: false }, at)).toBe(
      "10:11:12 left GET /venues 0 B 4.6 ms cut off proxy-0001",
    );
    expect(requestLine("text", { ...record, method: null, path: null, status: 431, cache: null }, at)).toBe(
      "10:11:12 431 unreadable 1234 B 4.6 ms proxy-0001",
    );
  });
});

it.each([
  ["/brokers?from=2020Q1", "/brokers?from=2020Q1"],
  ["/upload?token=correct-horse&from=x", "/upload?token=***&from=x"],
  ["/?upload%54oken=correct", "/?upload%54oken=***"],
  ["/?api_key=a&PASSWORD=b", "/?api_key=***&PASSWORD=***"],
  ["/?%zz=a", "/?%zz=a"],
  ['/?q=a b\u009b"', '/?q=a%20b%9B"'],
  [`/${"a".repeat(3000)}`, `/${"a".repeat(2047)}...`],
])("%s is logged as %s", (target, expected) => {
  expect(loggedAddress(target)).toBe(expected);
});

it.each([
  ["GET", "/", "page"],
  ["GET", "/brokers/charles-schwab", "page"],
  ["GET", "/_next/static/chunks/a.js", "static"],
  ["GET", "/icon.svg", "static"],
  ["GET", "/favicon.ico", "static"],
  ["GET", "/apple-touch-icon.png", "static"],
  ["GET", "/manifest.webmanifest", "static"],
  ["GET", "/social-card.png", "static"],
  ["GET", "/robots.txt", "page"],
  ["GET", "/embed/trend", "embed"],
  ["HEAD", "/api/v1/rows", "api"],
  ["OPTIONS", "/api/v1/uploads", "api"],
  ["GET", "/api/v1/charts/trend.svg", "chart"],
  ["POST", "/api/v1/uploads", "change"],
  ["DELETE", "/api/v1/session", "change"],
  ["GET", "/api/health", "service"],
  ["GET", "/api/metrics", "service"],
])("%s %s is counted as %s", (method, pathname, expected) => {
  expect(routeClass(method, pathname)).toBe(expected);
});
