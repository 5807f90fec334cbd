import path from "node:path";
import SQLite from "better-sqlite3";
import { expect, test } from "vitest";
import { runProgram, summaryOf } from "../support/import-program";
import { storeProblems } from "../support/store-problems";
import { temporaryFolder } from "../support/temporary-folder";

const FIXTURES = path.resolve(import.meta.dirname, "../../fixtures/sample");

test("a store that stays locked for half a minute: the import says so and stores nothing", async () => {
  const dataDir = temporaryFolder();
  const file = path.join(dataDir, "pfof.db");
  const [first, second] = ["apex-clearing.csv", "firstrade-securities.csv"].map((name) =>
    path.join(FIXTURES, name),
  );
  const before = summaryOf(await runProgram("import", ["--json", first ?? ""], dataDir).ended);
  const holder = new SQLite(file);
  holder.exec("BEGIN EXCLUSIVE");
  const ended = await runProgram("import", ["--json", second ?? ""], dataDir).ended;
  expect(ended).toMatchObject({ code: 1, stdout: "" });
  expect(ended.stderr).toBe(
    "The store is locked: another program has kept it from being written for 30 seconds. Close that program, then try again.\n",
  );
  holder.exec("ROLLBACK");
  expect(holder.prepare("SELECT count(*) FROM report").pluck().get()).toBe(before.stored);
  holder.close();
  expect(
    summaryOf(await runProgram("import", ["--json", second ?? ""], dataDir).ended).stored,
  ).toBeGreaterThan(0);
  expect(storeProblems(file, dataDir)).toEqual([]);
});
