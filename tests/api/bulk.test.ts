import { getEventListeners } from "node:events";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import SQLite from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { shutdownSignal } from "@/host/shutdown";
import { audit, auditFile } from "@/store/audit";
import { PUBLIC_TABLES } from "@/store/backup/copy-for-all";
import { openWriter } from "@/store/write-connection";
import { callApi, getText } from "../support/call-api";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";
import { temporaryFolder } from "../support/temporary-folder";

/* The files that hold everything: what is in them, and that they are made once for each state of the data. */

const Q1 = { year: 2021, quarter: 1 };
const FILES = ["rows.csv.gz", "rows.parquet", "execution.parquet", "store.sqlite"];

function store(): MadeStore {
  const made = new MadeStore();
  const months = (usd: number) => wholeQuarter(Q1, section("sp500", ["=W", 60, usd, 10]));
  made.save(reportOf("One", Q1, months(1)));
  made.save(reportOf("One", Q1, months(2), { generatedAt: "2023-01-01T00:00:00Z" }));
  return made;
}

async function bytesOf(address: string, headers: Record<string, string> = {}): Promise<Buffer> {
  return Buffer.from(await (await callApi(address, { headers })).arrayBuffer());
}

/** The files there are, without the numbers they are kept under. */
function kept(): string[] {
  const folder = path.join(process.env.DATA_DIR ?? "", "bulk");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && !one.name.endsWith(".lock"))
    .map(({ name }) => name.replace(/^\d+-/, ""))
    .sort();
}

test.each(["current", "all"])("rows.csv.gz is the flat CSV of %s versions", async (versions) => {
  store();
  const text = gunzipSync(await bytesOf(`/api/v1/bulk/rows.csv.gz?versions=${versions}`)).toString();
  expect(text).toBe(await getText(`/api/v1/rows?format=csv&versions=${versions}`));
  expect(text.trimEnd().split("\n")).toHaveLength(versions === "all" ? 7 : 4);
});

test.each(FILES)("%s is saved under a name with its day, and tells its length and tag", async (file) => {
  store();
  const whole = await callApi(`/api/v1/bulk/${file}`);
  const day = new Date().toISOString().slice(0, 10);
  const [base = "", ending] = file.split(/\.(.*)/);
  expect(whole.headers.get("content-disposition")).toBe(
    `attachment; filename="pfof-${base}-${day}.${ending}"`,
  );
  expect(whole.headers.get("content-length")).toBe(String((await whole.arrayBuffer()).byteLength));
  const etag = whole.headers.get("etag") ?? "";
  expect(etag).toMatch(/^"[0-9a-f]{64}"$/);

  const head = await callApi(`/api/v1/bulk/${file}`, { method: "HEAD" });
  expect(head.headers.get("content-length")).toBe(whole.headers.get("content-length"));
  expect((await head.arrayBuffer()).byteLength).toBe(0);
  const again = await callApi(`/api/v1/bulk/${file}`, { headers: { "if-none-match": `W/${etag}, "x"` } });
  expect([again.status, again.headers.get("etag")]).toEqual([304, etag]);
});

test("of all versions another name says so", async () => {
  store();
  const { headers } = await callApi("/api/v1/bulk/rows.parquet?versions=all");
  expect(headers.get("content-disposition")).toMatch(
    /filename="pfof-rows-all-versions-\d{4}-\d\d-\d\d.parquet"/,
  );
});

test("a part can be had, so that a download goes on; what is no one part gets the whole", async () => {
  store();
  const address = "/api/v1/bulk/store.sqlite";
  const whole = await bytesOf(address);
  const etag = (await callApi(address, { method: "HEAD" })).headers.get("etag") ?? "";
  const last = whole.length - 1;
  const wanted: [Record<string, string>, number, string | null, Buffer][] = [
    [{ range: "bytes=0-15" }, 206, `bytes 0-15/${whole.length}`, whole.subarray(0, 16)],
    [{ range: "bytes=4096-" }, 206, `bytes 4096-${last}/${whole.length}`, whole.subarray(4096)],
    [{ range: "bytes=-10" }, 206, `bytes ${last - 9}-${last}/${whole.length}`, whole.subarray(-10)],
    [{ range: `bytes=10-${last + 99}` }, 206, `bytes 10-${last}/${whole.length}`, whole.subarray(10)],
    [{ range: "bytes=0-1", "if-range": etag }, 206, `bytes 0-1/${whole.length}`, whole.subarray(0, 2)],
    [{ range: "bytes=0-1", "if-range": '"another"' }, 200, null, whole],
    [{ range: "bytes=0-1,4-5" }, 200, null, whole],
    [{ range: "bytes=5-2" }, 200, null, whole],
    [{ range: "rows=0-1" }, 200, null, whole],
  ];
  for (const [headers, status, range, bytes] of wanted) {
    const answer = await callApi(address, { headers });
    const said = JSON.stringify(headers);
    expect([answer.status, answer.headers.get("content-range")], said).toEqual([status, range]);
    expect(answer.headers.get("content-length"), said).toBe(String(bytes.length));
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes), said).toBe(true);
  }
  for (const range of [`bytes=${whole.length}-`, "bytes=-0"]) {
    const beyond = await callApi(address, { headers: { range } });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${whole.length}`]);
    expect((await beyond.json()).error.code).toBe("range_not_satisfiable");
  }
});

test("made once for all who ask, and again when the data have changed; the one before goes", async () => {
  const made = store();
  const tags = await Promise.all(
    [1, 2, 3].map(async () => (await callApi("/api/v1/bulk/rows.csv.gz")).headers.get("etag")),
  );
  expect(new Set(tags).size).toBe(1);
  expect(kept()).toEqual(["rows.csv.gz"]);

  made.save(reportOf("Two", Q1, wholeQuarter(Q1, section("options", ["W", 50, 2, 40]))));
  const later = gunzipSync(await bytesOf("/api/v1/bulk/rows.csv.gz")).toString();
  expect(later).toContain("\nTwo,two,");
  expect(kept()).toEqual(["rows.csv.gz"]);
  await callApi("/api/v1/bulk/rows.parquet");
  expect(kept()).toEqual(["rows.csv.gz", "rows.parquet"]);
});

test("however many there are, one listener removes them all when the server stops", async () => {
  for (let i = 0; i < 2; i++) {
    store();
    expect((await callApi("/api/v1/bulk/rows.csv.gz")).status).toBe(200);
  }
  expect(getEventListeners(shutdownSignal(), "abort")).toHaveLength(1);
});

test("whoever writes at that moment neither waits nor is waited for", async () => {
  const { database } = store();
  database.exec("BEGIN IMMEDIATE; UPDATE broker SET name = 'Half way'");
  const file = path.join(temporaryFolder(), "store.sqlite");
  writeFileSync(file, await bytesOf("/api/v1/bulk/store.sqlite"));
  database.exec("COMMIT");
  const copy = new SQLite(file, { readonly: true });
  expect(copy.prepare("SELECT name FROM broker").pluck().all()).toEqual(["One"]);
  copy.close();
});

test("the store that is given away holds no table nobody decided about, nor who changed what", async () => {
  const { database } = store();
  database.exec(
    "CREATE TABLE session (token TEXT); INSERT INTO session VALUES ('sesame-open-1'), (hex(zeroblob(9000)) || 'sesame-open-2')",
  );
  const dataDir = process.env.DATA_DIR ?? "";
  audit(dataDir, { who: "token", request: "req-sesame-open-3" }, [{ what: "names", changes: 1 }]);
  expect(existsSync(auditFile(dataDir))).toBe(true);
  const bytes = await bytesOf("/api/v1/bulk/store.sqlite");
  expect(bytes.includes("sesame-open")).toBe(false);

  const file = path.join(temporaryFolder(), "store.sqlite");
  writeFileSync(file, bytes);
  const copy = new SQLite(file, { readonly: true });
  expect(copy.pragma("integrity_check", { simple: true })).toBe("ok");
  const tables = copy
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
    .pluck()
    .all();
  const own = tables.filter((name) => !/^(sqlite_|material_aspects_fts_)/.test(name));
  expect(own.filter((name) => !PUBLIC_TABLES.includes(name))).toEqual(["filed_rows"]);
  copy.close();
});

test("a site can be started on the store that is given away, and shows the same", async () => {
  store();
  const all = await getText("/api/v1/rows?format=csv&versions=all");
  const dataDir = temporaryFolder();
  const file = path.join(dataDir, "pfof.db");
  writeFileSync(file, await bytesOf("/api/v1/bulk/store.sqlite"));
  Object.assign(process.env, { DATA_DIR: dataDir, DATABASE_URL: `file:${file}` });
  const started = openWriter(file);
  // The view is for readers of the copy; in a store that goes on it would stand in the way of migrations.
  expect(started.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'").pluck().all()).toEqual([]);
  started.close();
  expect(await getText("/api/v1/rows?format=csv&versions=all")).toBe(all);
});

test("a table that is added is given away or kept back by decision", () => {
  const { database } = store();
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .pluck()
    .all()
    .filter((name) => !/^(sqlite_|material_aspects_fts_)/.test(name));
  // Not in the list of src/store/backup/copy-for-all.ts: decide whether anyone may have it; if not, name it here.
  // What was fetched from FINRA when: of no use to anybody else.
  const keptBack = ["finra_archive"];
  expect(tables.filter((name) => !PUBLIC_TABLES.includes(name))).toEqual(keptBack);
});

test("what could not be made is a status and a line of the log, and is tried again", async () => {
  store();
  const log = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const folder = path.join(process.env.DATA_DIR ?? "", "bulk");
  writeFileSync(folder, "in the way");
  const failed = await callApi("/api/v1/bulk/rows.parquet");
  const logged = log.mock.calls.map(([line]) => String(line));
  log.mockRestore();
  expect(failed.status).toBe(503);
  expect(logged).toEqual([expect.stringContaining("caused by Error: EEXIST: file already exists, mkdir")]);
  rmSync(folder);
  expect((await callApi("/api/v1/bulk/rows.parquet")).status).toBe(200);
});
