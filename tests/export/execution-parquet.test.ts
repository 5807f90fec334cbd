import { statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { writeExecutionParquet } from "@/export/rows-parquet";
import { recordDocument } from "@/store/record-document";
import { saveMadeSummary } from "../support/made-execution";
import { MadeStore } from "../support/made-store";
import { temporaryFolder } from "../support/temporary-folder";

test("rows of rule 605 are written as Parquet, and none as a file without rows", () => {
  const made = new MadeStore();
  const empty = path.join(temporaryFolder(), "empty.parquet");
  writeExecutionParquet("current", empty);
  const document = {
    sha256: "sha-1",
    name: "ABCD202608.csv",
    format: "csv",
    bytes: 1,
    container: null,
  } as const;
  recordDocument(made.database, document);
  saveMadeSummary(made.database, document.sha256);
  const file = path.join(temporaryFolder(), "execution.parquet");
  writeExecutionParquet("current", file);
  expect(statSync(file).size).toBeGreaterThan(statSync(empty).size);
});
