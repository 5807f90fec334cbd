import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { callApi, getJson, getText } from "../support/call-api";
import { FILINGS, noFilings } from "../support/filings";
import { emptyStore, filings, importInto } from "../support/store-with-filings";

describe.skipIf(noFilings)("documents in and out (needs ../shared/filings)", () => {
  test("the source of a report is the file as it came, to be saved and not shown", async () => {
    const store = emptyStore();
    await importInto(store, filings("xml", "606-HOOD-2022Q1"));
    const [report] = (await getJson("/api/v1/reports")).body.rows;
    const response = await callApi(`/api/v1/reports/${report.id}/source`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "access-control-allow-origin": "*",
      "cache-control": "no-cache",
      "content-disposition": `attachment; filename="606-HOOD-2022Q1.xml"; filename*=UTF-8''606-HOOD-2022Q1.xml`,
      "content-length": "82660",
      "content-security-policy": "sandbox",
      "content-type": "application/octet-stream",
      "x-content-type-options": "nosniff",
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.equals(readFileSync(path.join(FILINGS, "606-HOOD-2022Q1.xml")))).toBe(true);
    const head = await callApi(`/api/v1/reports/${report.id}/source`, { method: "HEAD" });
    expect([head.status, (await head.arrayBuffer()).byteLength]).toEqual([200, 0]);
  });

  test("every document of a report can be had, and none of another's", async () => {
    const store = emptyStore();
    const names = ["606-HOOD-2022Q2.xml", "606-HOOD-2022Q2.pdf"];
    await importInto(store, [...filings("xml", "HOOD-2022Q"), ...filings("pdf", "HOOD-2022Q2")]);
    const { rows: all } = (await getJson("/api/v1/reports")).body;
    expect(all.map((row: { quarter: string }) => row.quarter)).toEqual([
      "2022Q4",
      "2022Q3",
      "2022Q2",
      "2022Q1",
    ]);
    const rows = all.slice(2);
    const { sources } = (await getJson(`/api/v1/reports/${rows[0].id}`)).body;
    expect(sources.map((one: { file: string }) => one.file)).toEqual(names);
    for (const { file, sha256 } of sources) {
      const response = await callApi(`/api/v1/reports/${rows[0].id}/source?sha256=${sha256}`);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.equals(readFileSync(path.join(FILINGS, file))), file).toBe(true);
    }
    const refused = await getJson(`/api/v1/reports/${rows[0].id}/source?sha256=${rows[1].sha256}`);
    expect([refused.status, refused.body.error.code]).toEqual([404, "not_found"]);
    const wrong = await getJson(`/api/v1/reports/${rows[0].id}/source?sha256=../../etc`);
    expect([wrong.status, wrong.body.error.code]).toEqual([400, "invalid_input"]);
  });

  test("the source of a report that came in a ZIP is the entry of it", async () => {
    const store = emptyStore();
    await importInto(store, filings("zip", "APEX-2022Q3"));
    const [report] = (await getJson("/api/v1/reports")).body.rows;
    const response = await callApi(`/api/v1/reports/${report.id}/source`);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get("content-length")).toBe(String(bytes.length));
    expect(bytes.subarray(0, 5).toString()).toBe("<?xml");
    expect(report.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test("flat CSV imported into an empty store is exported the same again", async () => {
    await importInto(emptyStore(), filings("xml"));
    const first = await getText("/api/v1/rows?format=csv&versions=all");
    const second = emptyStore();
    const file = path.join(second.dataDir, "all.csv");
    writeFileSync(file, first);
    const { summary } = await importInto(second, [file]);
    expect(summary).toMatchObject({ stored: 40, rejected: 0 });
    expect(await getText("/api/v1/rows?format=csv&versions=all")).toBe(first);
  });
});
