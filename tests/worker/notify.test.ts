import { createHmac } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { LostNotice } from "@/app/names/lost-notice";
import { readSettings } from "@/host/settings";
import { lostNotice } from "@/queries/lost-notice";
import { openWriter } from "@/store/write-connection";
import { lostNoticeSentence } from "@/words/names-sentence";
import { tellingNews } from "@/worker/notify";
import { withdraw } from "@/worker/withdraw";
import { emptyStore, importInto } from "../support/store-with-filings";

const SECRET = "a secret of this test";
const REPORT = path.resolve("fixtures/reports/harbor-lane-2023q1.xml");

let server: Server;
let statuses: number[] = [];
let got: { body: string; headers: Record<string, string | string[] | undefined> }[] = [];
beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    got.push({ body, headers: request.headers });
    response.writeHead(statuses.length > 1 ? (statuses.shift() ?? 500) : (statuses[0] ?? 204)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

let store: ReturnType<typeof emptyStore>;
let said: string[] = [];
beforeEach(() => {
  [statuses, got, said] = [[204], [], []];
  store = emptyStore();
  vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
});

const settings = () =>
  readSettings({
    ...process.env,
    NOTIFY_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    NOTIFY_SECRET: SECRET,
  });
const importOne = () => tellingNews(settings(), () => importInto(store, [REPORT]), [0, 0, 0]);

test("an import with news is told, signed; the same again has none", async () => {
  const { summary } = await importOne();
  expect(summary.stored).toBe(1);
  expect(got).toHaveLength(1);
  const [{ body, headers } = { body: "", headers: {} }] = got;
  const signature = createHmac("sha256", SECRET)
    .update(`${headers["x-pfof-timestamp"]}.${body}`)
    .digest("hex");
  expect(headers["x-pfof-signature"]).toBe(`sha256=${signature}`);
  expect(JSON.parse(body)).toMatchObject({
    quarters: ["2023Q1"],
    reports: 1,
    amendments: [],
    corrections: [],
  });
  await importOne();
  expect(got).toHaveLength(1);
});

test("a withdrawal is told with its reason", async () => {
  await importInto(store, [REPORT]);
  const database = openWriter(store.databaseFile);
  const id = String(database.prepare("SELECT public_id FROM report").pluck().get());
  await tellingNews(settings(), () => withdraw(database, id, "Filed by mistake", []), []);
  database.close();
  expect(JSON.parse(got[0]?.body ?? "{}").corrections).toMatchObject([
    { what: "withdrawn", name: id, after: "Filed by mistake" },
  ]);
});

test("a receiver that is down is tried again; then the log says so once, and the import stands", async () => {
  statuses = [503, 500, 200];
  await importOne();
  expect(got.map(({ body }) => JSON.parse(body).id)).toEqual(
    Array(3).fill(JSON.parse(got[0]?.body ?? "{}").id),
  );
  expect(said).toEqual([]);

  store = emptyStore();
  [got, statuses] = [[], [503]];
  const { summary } = await importOne();
  expect([summary.stored, got.length]).toEqual([1, 4]);
  expect(said).toHaveLength(1);
  expect(JSON.parse(said[0] ?? "{}")).toMatchObject({
    event: "error",
    message: expect.stringContaining("tried 4 times: it answered 503"),
  });
});

test("a notice that was lost is told on /names until one is taken", async () => {
  statuses = [401];
  await importOne();
  const at = lostNotice();
  expect(at).toMatch(/^\d{4}-\d\d-\d\dT/);
  const page = () => renderToStaticMarkup(LostNotice());
  expect(page()).toContain(lostNoticeSentence(at ?? ""));

  statuses = [204];
  const database = openWriter(store.databaseFile);
  const id = String(database.prepare("SELECT public_id FROM report").pluck().get());
  await tellingNews(settings(), () => withdraw(database, id, "Filed by mistake", []), []);
  database.close();
  expect(lostNotice()).toBeNull();
  expect(page()).toBe("");
});

test("a store that cannot be read is no store without news", async () => {
  writeFileSync(store.databaseFile, "not a database, and far too short to be one");
  const work = vi.fn();
  await expect(tellingNews(settings(), work, [])).rejects.toThrow(/^The store is damaged \(SQLITE_NOTADB\)/);
  expect(work).not.toHaveBeenCalled();
});

test("one that refuses is not asked again", async () => {
  statuses = [401];
  await importOne();
  expect(got).toHaveLength(1);
  expect(said[0]).toContain("tried 1 times: it answered 401");
});

test("what the work throws is thrown, whatever becomes of the notice", async () => {
  const work = () => Promise.reject(new Error("the disk is full"));
  await expect(tellingNews(settings(), work, [])).rejects.toThrow("the disk is full");
});

test("an address without a secret is a wrong setting", () => {
  expect(() => readSettings({ NOTIFY_URL: "https://example.org/hook" })).toThrow(
    /NOTIFY_SECRET: must be set/,
  );
  expect(() => readSettings({ NOTIFY_URL: "ftp://example.org", NOTIFY_SECRET: SECRET })).toThrow(
    /NOTIFY_URL/,
  );
});
