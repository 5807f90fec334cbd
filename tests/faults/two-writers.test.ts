import { copyFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { runProgram, summaryOf } from "../support/import-program";
import { madeQuarters } from "../support/made-quarters";
import { runningServer } from "../support/running-server";
import { contentsOf, differences, storeProblems } from "../support/store-problems";
import { temporaryFolder } from "../support/temporary-folder";
import { upload } from "../support/uploading";

const BROKERS = 40;
const REPORT = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");
let zips: [string, string];
let oneAfterTheOther: Record<string, unknown>;

beforeAll(async () => {
  zips = await madeQuarters(temporaryFolder(), BROKERS);
  const dataDir = temporaryFolder();
  summaryOf(await runProgram("import", ["--json", ...zips, REPORT], dataDir).ended);
  oneAfterTheOther = contentsOf(path.join(dataDir, "pfof.db"));
});

test("two imports and an upload at once: all succeed, and the store is as if they came one after the other", async () => {
  const server = await runningServer({ SEED: "0" });
  const file = path.join(server.dataDir, "pfof.db");
  const first = runProgram("import", ["--json", zips[0]], server.dataDir);
  const second = runProgram("import", ["--json", zips[1]], server.dataDir);
  const uploaded = upload(server.url, REPORT);
  expect(summaryOf(await first.ended)).toMatchObject({ stored: BROKERS, rejected: 0 });
  expect(summaryOf(await second.ended)).toMatchObject({ stored: BROKERS, rejected: 0 });
  expect(await uploaded.line("summary")).toMatchObject({ stored: 1, rejected: 0 });
  for (const { stderr } of [await first.ended, await second.ended])
    expect(stderr).not.toMatch(/busy|locked/i);
  expect(server.output()).not.toMatch(/busy|locked/i);
  expect(storeProblems(file, server.dataDir)).toEqual([]);
  expect(differences(contentsOf(file), oneAfterTheOther)).toEqual({});
});

test("the same file twice at once is stored once", async () => {
  const dataDir = temporaryFolder();
  const copy = path.join(temporaryFolder(), path.basename(zips[0]));
  copyFileSync(zips[0], copy);
  // An empty folder: both make the store, too.
  const runs = [zips[0], copy, zips[0]].map((zip) => runProgram("import", ["--json", zip], dataDir).ended);
  const summaries = (await Promise.all(runs)).map(summaryOf);
  const sum = (key: string) => summaries.reduce((total, one) => total + (one[key] ?? 0), 0);
  expect([sum("stored"), sum("duplicates"), sum("rejected")]).toEqual([BROKERS, 2 * BROKERS, 0]);
  expect(storeProblems(path.join(dataDir, "pfof.db"), dataDir)).toEqual([]);
});
