import { createWriteStream, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { finished } from "node:stream/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ZipFile } from "yazl";
import { documentPath } from "@/store/documents";
import { callApi, getJson } from "../support/call-api";
import { emptyStore, importInto } from "../support/store-with-filings";
import { temporaryFolder } from "../support/temporary-folder";

const REPORT = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");

beforeEach(() => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function zipped(): Promise<string> {
  const file = path.join(temporaryFolder(), "harbor-lane.zip");
  const zip = new ZipFile();
  zip.addBuffer(readFileSync(REPORT), "harbor-lane-2023q1.xml");
  zip.end();
  await finished(zip.outputStream.pipe(createWriteStream(file)));
  return file;
}

const halved = (file: string) => {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, bytes.length / 2));
};
const oneByteChanged = (file: string) => {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 100) ^ 1, bytes.length - 100);
  writeFileSync(file, bytes);
};

const CASES: [what: string, inZip: boolean, damage: (file: string) => void, code: string][] = [
  ["a document that is gone", false, (file) => rmSync(file), "source_missing"],
  ["a document cut short", false, halved, "source_damaged"],
  ["a document with one other byte", false, oneByteChanged, "source_damaged"],
  ["a ZIP that is gone", true, (file) => rmSync(file), "source_missing"],
  ["a ZIP cut short", true, halved, "source_damaged"],
  ["a ZIP that is none any more", true, (file) => writeFileSync(file, "PK nothing"), "source_damaged"],
  ["a ZIP with one other byte", true, oneByteChanged, "source_damaged"],
];

test.each(CASES)(
  "%s is said to be so, the figures are still served, and importing it again repairs it",
  async (_what, inZip, damage, code) => {
    const given = inZip ? await zipped() : REPORT;
    const store = emptyStore();
    await importInto(store, [given]);
    const [report] = (await getJson("/api/v1/reports")).body.rows;
    const before = (await getJson(`/api/v1/reports/${report.id}`)).body;
    const sha256 = (await import("@/report/sha256")).sha256(readFileSync(given));
    damage(documentPath(store.dataDir, sha256));

    const source = await getJson(`/api/v1/reports/${report.id}/source`);
    expect([source.status, source.body.error.code]).toEqual([503, code]);
    expect(source.body.error.message).toContain("harbor-lane-2023q1.xml");
    expect((await getJson(`/api/v1/reports/${report.id}`)).body).toEqual(before);

    const again = await importInto(store, [given]);
    expect(again.summary).toMatchObject({ stored: 0, duplicates: 1 });
    const response = await callApi(`/api/v1/reports/${report.id}/source`);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(readFileSync(REPORT));
  },
);
