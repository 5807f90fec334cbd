import { statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { writeExecutionParquet } from "@/export/rows-parquet";
import { recordMadeSummary } from "../support/made-execution";
import { MadeStore } from "../support/made-store";
import { temporaryFolder } from "../support/temporary-folder";

test("rows of rule 605 are written as Parquet, and none as a file without rows", () => {
  const made = new MadeStore();
  const empty = path.join(temporaryFolder(), "empty.parquet");
  writeExecutionParquet("current", empty);
  recordMadeSummary(made.database);
  const file = path.join(temporaryFolder(), "execution.parquet");
  writeExecutionParquet("current", file);
  expect(statSync(file).size).toBeGreaterThan(statSync(empty).size);
});
