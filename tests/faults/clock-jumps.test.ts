import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { expect, test } from "vitest";
import { runProgram, summaryOf } from "../support/import-program";
import { STARTER } from "../support/made-quarters";
import { contentsOf, differences, storeProblems } from "../support/store-problems";
import { temporaryFolder } from "../support/temporary-folder";

const CLOCK = new URL("clock.mjs", import.meta.url).href;
const REPORT = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");

/** The same report generated a month later, with one payment changed. */
function laterVersion(): string {
  const file = path.join(temporaryFolder(), "harbor-lane-later.xml");
  const text = readFileSync(REPORT, "utf8");
  writeFileSync(
    file,
    text.replace("2023-04-28T14:05:09Z", "2023-05-28T14:05:09Z").replace("41250.50", "41250.00"),
  );
  return file;
}

async function storeMadeAt(days: readonly number[]): Promise<Record<string, unknown>> {
  const dataDir = temporaryFolder();
  const files = [path.join(STARTER, "firstrade-securities.csv"), REPORT, laterVersion()];
  for (const [i, file] of files.entries()) {
    const environment = { CLOCK_DAYS: String(days[i]) };
    const run = runProgram("import", ["--json", file], dataDir, { environment, preload: CLOCK });
    expect(summaryOf(await run.ended)).toMatchObject({ rejected: 0, duplicates: 0 });
  }
  const file = path.join(dataDir, "pfof.db");
  expect(storeProblems(file, dataDir)).toEqual([]);
  const database = new SQLite(file, { readonly: true });
  const last = String(database.prepare("SELECT max(imported_at) FROM report").pluck().get());
  database.close();
  // The calendar was off indeed.
  expect(Math.abs(Date.parse(last) - Date.now()) / 86_400_000).toBeGreaterThan(Math.max(...days) - 1);
  return contentsOf(file);
}

// What is stored, and which version counts, follows from the files alone.
test("imports at any date, in any order of dates, store the same", async () => {
  const today = await storeMadeAt([0, 0, 0]);
  expect(differences(await storeMadeAt([0, 4_000, -8_000]), today)).toEqual({});
  expect(differences(await storeMadeAt([-12_000, 300, -1]), today)).toEqual({});
});
