import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import SQLite, { type Database } from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { readSettings } from "@/host/settings";
import type { ImportEvent } from "@/report/import-events";
import { importFinraQuarter } from "@/worker/import-finra";
import { emptyStore } from "../support/store-with-filings";

const REPORT = readFileSync(
  path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml"),
  "utf8",
);

let server: Server;
let base: string;

beforeAll(async () => {
  const zip = new ZipFile();
  // Two firms under one filed name, one of them with a second version.
  zip.addBuffer(Buffer.from(REPORT), "111_606_NMS_2023_Q1_V1.xml");
  zip.addBuffer(Buffer.from(REPORT.replace(/<ndoPct>[^<]*/, "<ndoPct>99.50")), "222_606_NMS_2023_Q1_V1.xml");
  zip.addBuffer(Buffer.from(REPORT.replace(/<ndoPct>[^<]*/, "<ndoPct>99.25")), "222_606_NMS_2023_Q1_V2.xml");
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  server = createServer((request, response) => {
    if (request.url === "/2023/606_NMS_2023_Q1.zip") response.end(bytes);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

function settings() {
  emptyStore();
  return readSettings({ ...process.env, FINRA_BASE_URL: base });
}

test("downloads a quarter and imports it with CRDs and versions from the names", async () => {
  const events: ImportEvent[] = [];
  const where = settings();
  const summary = await importFinraQuarter({ year: 2023, quarter: 1 }, where, (event) => events.push(event));
  expect(summary).toMatchObject({ stored: 2, versions: 1, rejected: 0 });
  expect(events[0]).toMatchObject({ type: "progress", phase: "downloading", name: "606_NMS_2023_Q1.zip" });
  expect(readdirSync(path.join(where.dataDir, "downloads"))).toEqual([]);
  const again = await importFinraQuarter({ year: 2023, quarter: 1 }, where, () => {});
  expect(again).toMatchObject({ stored: 0, versions: 0, duplicates: 3 });
});

test("what is told as stored can be read by others by then, and all of it is told", async () => {
  const where = settings();
  const told: number[] = [];
  const seen: number[] = [];
  let other: Database | null = null;
  const onEvent = (event: ImportEvent) => {
    if (event.type !== "file") return;
    other ??= new SQLite(where.databaseFile, { readonly: true });
    told.push((told.at(-1) ?? 0) + 1);
    seen.push(Number(other.prepare("SELECT count(*) FROM report").pluck().get()));
  };
  await importFinraQuarter({ year: 2023, quarter: 1 }, where, onEvent);
  expect(told.at(-1)).toBe(3);
  told.forEach((count, i) => {
    expect(seen[i]).toBeGreaterThanOrEqual(count);
  });
});

test("a quarter not published yet is said to be so, and nothing is stored", async () => {
  const where = settings();
  await expect(importFinraQuarter({ year: 2024, quarter: 4 }, where, () => {})).rejects.toThrow(
    /2024 ?Q4.*not/i,
  );
  expect(existsSync(where.databaseFile)).toBe(false);
});
