import path from "node:path";
import { setTimeout as elapsed } from "node:timers/promises";
import SQLite from "better-sqlite3";
import { expect, test } from "vitest";
import { runProgram, summaryOf } from "../support/import-program";
import { temporaryFolder } from "../support/temporary-folder";

const REPORT = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");

/** A store that another program keeps from being written. */
async function lockedStore() {
  const dataDir = temporaryFolder();
  summaryOf(await runProgram("import", ["--json", REPORT], dataDir).ended);
  const holder = new SQLite(path.join(dataDir, "pfof.db"));
  holder.exec("BEGIN EXCLUSIVE");
  return { dataDir, holder };
}

test("an import waits while another program holds the store, then goes on; reading does not wait", async () => {
  const { dataDir, holder } = await lockedStore();
  const running = runProgram("import", ["--json", REPORT], dataDir);
  const first = await Promise.race([running.ended, elapsed(1_500, "still waiting")]);
  expect(first).toBe("still waiting");
  const reader = new SQLite(path.join(dataDir, "pfof.db"), { readonly: true });
  expect(reader.prepare("SELECT count(*) FROM report").pluck().get()).toBe(1);
  reader.close();
  holder.exec("ROLLBACK");
  holder.close();
  expect(summaryOf(await running.ended)).toMatchObject({ duplicates: 1, rejected: 0 });
});
