import { readFileSync } from "node:fs";
import path from "node:path";
import { Registry } from "prom-client";
import { afterEach, describe, expect, it, vi } from "vitest";
import { finding } from "@/report/findings";
import { isFromThisMachine } from "@/server/access";
import { rendererMetrics } from "@/server/renderer-metrics";
import { requestMetrics } from "@/server/request-metrics";
import type { RequestRecord } from "@/server/request-record";
import { storeMetrics } from "@/server/store-metrics";
import { openReader } from "@/store/read-connection";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";
import { readPrometheus, sampleOf } from "../support/prometheus";
import { runningServer } from "../support/running-server";
import { openSite, type TestSite } from "./site";

const REPORT = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");

const record = (more: Partial<RequestRecord> = {}): RequestRecord => ({
  id: "request-1",
  method: "GET",
  path: "/",
  route: "page",
  status: 200,
  bytes: 10,
  ms: 4,
  cache: "hit",
  whole: true,
  ...more,
});

describe("the text", () => {
  it.each([
    "a b c\n",
    "a 1",
    "a{b=c} 1\n",
    "# TYPE a gauge\na 1\n",
    "# HELP a A.\n# TYPE a gauge\na 1\na 1\n",
  ])("is not taken for one by this test when it is %j", (text) => {
    expect(() => readPrometheus(text)).toThrow();
  });
});

describe("requests", () => {
  it("are counted by kind and status, timed, and by whether they came from memory", async () => {
    const registry = new Registry();
    const count = requestMetrics(registry, () => 1234);
    count(record());
    count(record({ ms: 6, cache: "miss" }));
    count(record({ status: 404, ms: 20_000, cache: null }));
    count(record({ route: "change", status: null, ms: 1, cache: null }));
    const samples = readPrometheus(await registry.metrics());
    const value = (name: string, labels: Record<string, string> = {}) => sampleOf(samples, name, labels);
    expect(value("pfof_http_requests_total", { route: "page", status: "200" })).toBe(2);
    expect(value("pfof_http_requests_total", { route: "page", status: "404" })).toBe(1);
    expect(value("pfof_http_requests_total", { route: "change", status: "none" })).toBe(1);
    const page = ["0.0025", "0.005", "0.01", "10", "+Inf"].map((le) =>
      value("pfof_http_request_duration_seconds_bucket", { route: "page", le }),
    );
    expect(page).toEqual([0, 1, 2, 2, 3]);
    expect(value("pfof_http_request_duration_seconds_bucket", { route: "change", le: "0.001" })).toBe(1);
    expect(value("pfof_http_request_duration_seconds_count", { route: "page" })).toBe(3);
    expect(value("pfof_http_request_duration_seconds_sum", { route: "page" })).toBeCloseTo(20.01, 9);
    expect(["hit", "shared", "miss"].map((result) => value("pfof_cache_answers_total", { result }))).toEqual([
      1, 0, 1,
    ]);
    expect(value("pfof_cache_bytes")).toBe(1234);
  });
});

describe("the store", () => {
  const when = { year: 2021, quarter: 1 };
  const months = wholeQuarter(when, section("sp500", ["W", 60, 1, 10], ["V", 40, 1, 5]));

  it("is measured anew when it has changed, its rows at most once a minute", async () => {
    const store = new MadeStore();
    const file = process.env.DATABASE_URL?.slice("file:".length) ?? "";
    const reader = openReader(file);
    let now = 0;
    const registry = new Registry();
    const measure = storeMetrics(
      registry,
      () => reader,
      file,
      () => now,
    );
    const scrape = async (name: string, labels = {}) => {
      measure();
      return sampleOf(readPrometheus(await registry.metrics()), name, labels);
    };
    expect([await scrape("pfof_reports", { state: "current" }), await scrape("pfof_rows")]).toEqual([0, 0]);
    const before = await scrape("pfof_data_version");
    store.save(reportOf("One", when, months), [
      finding("rate_precision", "Two decimals.", { file: "one.xml" }),
    ]);
    store.withdraw(store.save(reportOf("Two", when, months)), "Filed by mistake");
    expect(await scrape("pfof_reports", { state: "current" })).toBe(1);
    expect(await scrape("pfof_reports", { state: "withdrawn" })).toBe(1);
    expect(await scrape("pfof_reports", { state: "superseded" })).toBe(0);
    expect(await scrape("pfof_documents")).toBe(2);
    expect(await scrape("pfof_findings", { severity: "note", code: "rate_precision" })).toBe(1);
    expect(await scrape("pfof_data_version")).not.toBe(before);
    expect(await scrape("pfof_store_bytes")).toBeGreaterThan(100_000);
    expect(await scrape("pfof_rows")).toBe(0);
    now = 60_000;
    // Two venues, three months, two reports.
    expect(await scrape("pfof_rows")).toBe(12);
    reader.close();
  });

  it("that cannot be read is told as such, and logged", async () => {
    const log = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const registry = new Registry();
    storeMetrics(registry, () => openReader("/nowhere/at.db"), "/nowhere/at.db")();
    const samples = readPrometheus(await registry.metrics());
    expect(sampleOf(samples, "pfof_store_readable")).toBe(0);
    for (const name of ["pfof_reports", "pfof_documents", "pfof_rows", "pfof_store_bytes"])
      expect(sampleOf(samples, name), name).toBeUndefined();
    expect(String(log.mock.calls[0]?.[0])).toContain("The store cannot be measured");
    log.mockRestore();
  });
});

describe("who may see them", () => {
  let site: TestSite | null = null;
  afterEach(() => site?.close());
  const TOKEN = "correct horse battery";
  const open = async () => {
    site = await openSite(vi.fn(), { uploadToken: TOKEN, metrics: async () => "# none\n" });
    return site;
  };
  const far = { "x-forwarded-for": "203.0.113.9" };

  it.each<[string, Record<string, string>, number]>([
    ["this machine", {}, 200],
    ["this machine through a proxy", far, 401],
    ["this machine for another host", { host: "pfof.example" }, 401],
    ["elsewhere with the token", { ...far, authorization: `Bearer ${TOKEN}` }, 200],
    ["elsewhere with another token", { ...far, authorization: "Bearer wrong" }, 401],
  ])("%s", async (_who, headers, expected) => {
    const answer = await (await open()).ask("/api/metrics", { headers });
    expect(answer.status).toBe(expected);
    expect(answer.headers["cache-control"]).toBe("no-store");
    if (expected === 200)
      expect(answer.headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    else expect(answer.headers["www-authenticate"]).toBe("Bearer");
  });

  it("after five wrong tokens even the right one waits", async () => {
    const site = await open();
    const ask = (token: string) =>
      site.ask("/api/metrics", { headers: { ...far, authorization: `Bearer ${token}` } });
    for (let i = 0; i < 5; i += 1) expect((await ask(`wrong ${i}`)).status).toBe(401);
    expect((await ask(TOKEN)).status).toBe(429);
  });

  it("an address that comes from elsewhere is not this machine, whatever Host it says", () => {
    expect(isFromThisMachine("192.168.0.7", { host: "localhost" })).toBe(false);
    expect(isFromThisMachine("::ffff:127.0.0.1", { host: "localhost:3000" })).toBe(true);
    expect(isFromThisMachine(undefined, { host: "localhost" })).toBe(false);
  });

  it("takes no parameters and no changes", async () => {
    const site = await open();
    expect((await site.ask("/api/metrics?name=x")).status).toBe(400);
    expect((await site.ask("/api/metrics", { method: "HEAD" })).body.length).toBe(0);
  });
});

it("the running server counts what it is asked and what it imports", { timeout: 300_000 }, async () => {
  const { url } = await runningServer({ SEED: "0" });
  const scrape = async () => readPrometheus(await (await fetch(`${url}/api/metrics`)).text());
  const before = await scrape();
  expect(sampleOf(before, "pfof_reports", { state: "current" })).toBe(0);
  expect(sampleOf(before, "pfof_import_documents_total", { outcome: "stored" })).toBe(0);
  for (let i = 0; i < 3; i += 1) expect((await fetch(`${url}/api/v1/brokers`)).status).toBe(200);
  expect((await fetch(`${url}/api/v1/nothing`)).status).toBe(404);
  const upload = (name: string, body: Buffer | string) =>
    fetch(`${url}/api/v1/uploads?name=${name}`, { method: "POST", body: body as BodyInit });
  expect((await upload("harbor-lane.xml", readFileSync(REPORT))).status).toBe(201);
  expect((await upload("harbor-lane.xml", readFileSync(REPORT))).status).toBe(200);
  expect((await upload("bad.xml", "<no/>")).status).toBe(422);
  const after = await scrape();
  const rise = (name: string, labels: Record<string, string>) =>
    (sampleOf(after, name, labels) ?? Number.NaN) - (sampleOf(before, name, labels) ?? 0);
  expect(rise("pfof_http_requests_total", { route: "api", status: "200" })).toBe(3);
  expect(rise("pfof_http_requests_total", { route: "api", status: "404" })).toBe(1);
  expect(rise("pfof_http_requests_total", { route: "change", status: "201" })).toBe(1);
  expect(rise("pfof_http_requests_total", { route: "service", status: "200" })).toBe(1);
  expect(rise("pfof_http_request_duration_seconds_count", { route: "api" })).toBe(4);
  expect(rise("pfof_cache_answers_total", { result: "hit" })).toBe(2);
  expect(rise("pfof_imports_total", { result: "finished" })).toBe(3);
  for (const outcome of ["stored", "duplicate", "rejected"]) {
    expect(rise("pfof_import_documents_total", { outcome }), outcome).toBe(1);
  }
  expect(sampleOf(after, "pfof_reports", { state: "current" })).toBe(1);
  for (const name of [
    "process_resident_memory_bytes",
    "process_cpu_user_seconds_total",
    "process_start_time_seconds",
    "nodejs_eventloop_lag_max_seconds",
  ]) {
    expect(sampleOf(after, name), name).toBeGreaterThan(0);
  }
  for (const name of ["pfof_renderer_resident_memory_bytes", "pfof_renderer_cpu_seconds_total"]) {
    expect(sampleOf(after, name, { process: "pages" }), name).toBeGreaterThan(0);
  }
  expect(sampleOf(after, "pfof_store_readable")).toBe(1);
});

it("docs/server.md lists every metric", () => {
  const docs = readFileSync(path.resolve(import.meta.dirname, "../../docs/server.md"), "utf8");
  const registry = new Registry();
  const reader = new MadeStore().database;
  requestMetrics(registry, () => 0);
  storeMetrics(registry, () => reader, "");
  rendererMetrics(registry, () => ({}));
  const names = registry.getMetricsAsArray().map(({ name }) => name);
  expect(names).toContain("pfof_reports");
  expect(names.filter((name) => !docs.includes(`\`${name}`))).toEqual([]);
});
