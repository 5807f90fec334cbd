import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openWriter } from "@/store/write-connection";
import { exportRows } from "@/worker/export-rows";
import { withdraw } from "@/worker/withdraw";
import { getJson } from "../support/call-api";
import { emptyStore, importInto } from "../support/store-with-filings";
import { temporaryFolder } from "../support/temporary-folder";

const first = path.resolve("fixtures/reports/harbor-lane-2023q1.xml");
const second = path.resolve("fixtures/reports/harbor-lane-2023q2-loose.xml");

test("all that count; then only what came in since, with what was put right", async () => {
  const store = emptyStore();
  await importInto(store, [first]);
  const folder = temporaryFolder();
  const exported = async (since: string | null, name: string) => {
    const result = await exportRows(since, path.join(folder, name));
    const [header = "", ...lines] = readFileSync(path.join(folder, name), "utf8").trimEnd().split("\n");
    return { ...result, header, lines };
  };
  const all = await exported(null, "all.csv");
  expect(all.header).toMatch(/^broker,broker_slug,crd,year,quarter,month,section,/);
  expect(all.lines).toHaveLength((await getJson("/api/v1/rows")).body.rows.length);
  expect(all.version).toBe("v1.0.0");

  const none = await exported(all.version, "none.csv");
  expect([none.lines, none.news?.reports, none.version]).toEqual([[], [], "v1.0.0"]);

  await importInto(store, [second]);
  const database = openWriter(store.databaseFile);
  const id = String(database.prepare("SELECT public_id FROM report WHERE id = 1").pluck().get());
  withdraw(database, id, "A test", []);
  database.close();
  const since = await exported(all.version, "since.csv");
  expect(since.news?.quarters).toEqual(["2023Q2"]);
  expect(since.news?.corrections).toMatchObject([{ what: "withdrawn", name: id, after: "A test" }]);
  expect(since.version).toBe("v2.0.1");
  expect(since.lines).toHaveLength((await getJson("/api/v1/rows?from=2023Q2")).body.rows.length);

  const day = await exported("2020-01-01", "day.csv");
  expect(day.news?.reports.map((one) => one.quarter)).toEqual(["2023Q1", "2023Q2"]);
  expect((await exported("2199-01-01", "later.csv")).lines).toEqual([]);
});

test.each(["never", "2026-13-45", "v1", "v1.2", ""])("--since %j is refused", async (since) => {
  emptyStore();
  await importInto(emptyStore(), [first]);
  await expect(exportRows(since, path.join(temporaryFolder(), "x.csv"))).rejects.toThrow(
    /--since takes a day/,
  );
});
