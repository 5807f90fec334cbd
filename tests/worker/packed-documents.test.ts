import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readDocument } from "@/ingest-read";
import type { ReadDocument } from "@/report/read-document";
import { packDocuments, unpackDocuments } from "@/worker/packed-documents";
import { madeReport } from "../support/made-report";

/** As from one thread to another. */
function sent(documents: readonly ReadDocument[]): ReadDocument[] {
  return unpackDocuments(structuredClone(packDocuments(documents)));
}

const FOLDERS = ["fixtures/reports", "fixtures/sample"].map((folder) =>
  path.resolve(import.meta.dirname, "../..", folder),
);

test("documents come out as they went in", async () => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.(xml|csv)$/.test(name))
      .map((name) => path.join(folder, name)),
  );
  const documents = await Promise.all(
    files.map((file) => readDocument(readFileSync(file), path.basename(file), null)),
  );
  expect(documents.some((one) => one.reports.length > 1)).toBe(true);
  expect(sent(documents)).toEqual(documents);
});

test("a refused document, a report without months, a section without venues, blank and zero", () => {
  const refused: ReadDocument = {
    name: "a.txt",
    sha256: "a",
    byteLength: 1,
    format: "unknown",
    entry: "in/a.txt",
    reports: [],
    findings: [{ code: "not_a_report", severity: "error", message: "no", where: { file: "a.txt" } }],
  };
  const report = madeReport({
    months: [
      { month: 1, sections: [] },
      { month: 3, sections: [{ section: "options", mix: [null, 0, 1.5, -0, null], venues: [] }] },
    ],
  });
  const empty = madeReport({ months: [] });
  const document = {
    ...refused,
    findings: [],
    reports: [report, madeReport(), empty].map((one) => ({ report: one, figures: "f", findings: [] })),
  };
  expect(sent([refused, document, refused])).toEqual([refused, document, refused]);
});
