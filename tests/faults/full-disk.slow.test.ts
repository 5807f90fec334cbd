import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Ended, runProgram, summaryOf } from "../support/import-program";
import { madeQuarters } from "../support/made-quarters";
import { cannotMount, smallDisk } from "../support/odd-disks";
import { brokenOffProblems, contentsOf, differences, storeProblems } from "../support/store-problems";
import { temporaryFolder } from "../support/temporary-folder";

const BROKERS = 25;
let zips: string[];
let whole: Record<string, unknown>;
/** What an undisturbed import takes: the whole folder, and its largest file. */
let kilobytes: { folder: number; store: number };

beforeAll(async () => {
  zips = await madeQuarters(temporaryFolder(), BROKERS);
  const dataDir = temporaryFolder();
  await runProgram("import", ["--json", ...zips], dataDir).ended;
  whole = contentsOf(path.join(dataDir, "pfof.db"));
  kilobytes = {
    folder: Number(execFileSync("du", ["-sk", dataDir]).toString().split("\t")[0]),
    store: statSync(path.join(dataDir, "pfof.db")).size / 1024,
  };
});

async function expectClearAndWhole(ended: Ended, dataDir: string, said: RegExp): Promise<number> {
  expect([ended.code, ended.stderr.trimEnd().split("\n").at(-1)]).toEqual([1, expect.stringMatching(said)]);
  expect(ended.stderr).not.toMatch(/ {4}at /);
  const databaseFile = path.join(dataDir, "pfof.db");
  const told = ended.stdout.match(/^\{"type":"file".*?"outcome":"stored"/gm)?.length ?? 0;
  if (told > 0) expect(brokenOffProblems(databaseFile, dataDir)).toEqual([]);
  for (const folder of ["documents/partial", "uploads", "downloads"]) {
    const full = path.join(dataDir, folder);
    if (existsSync(full)) expect(readdirSync(full), folder).toEqual([]);
  }
  return told;
}

describe.skipIf(cannotMount)("a disk that is full (needs leave to mount)", () => {
  test.each([1, 10, 35, 60, 85])("with %i per cent of the room it takes", async (percent) => {
    const { folder: dataDir, resize } = smallDisk(Math.ceil((kilobytes.folder * percent) / 100));
    const full = await runProgram("import", ["--json", ...zips], dataDir).ended;
    const told = await expectClearAndWhole(full, dataDir, /^The disk is full/);
    resize(200_000);
    const again = summaryOf(await runProgram("import", ["--json", ...zips], dataDir).ended);
    expect(again).toMatchObject({ stored: 2 * BROKERS - told, duplicates: told, rejected: 0 });
    expect(storeProblems(path.join(dataDir, "pfof.db"), dataDir)).toEqual([]);
    expect(differences(contentsOf(path.join(dataDir, "pfof.db")), whole)).toEqual({});
  });
});

// Needs no leave: the system refuses to let a file grow beyond so many kilobytes.
test.each([1, 30, 70])("files that may not grow beyond %i per cent of the store", async (percent) => {
  const dataDir = temporaryFolder();
  const limited = runProgram("import", ["--json", ...zips], dataDir, {
    fileKilobytes: Math.ceil((kilobytes.store * percent) / 100),
  });
  const told = await expectClearAndWhole(await limited.ended, dataDir, /^The disk (is full|could not be)/);
  const again = summaryOf(await runProgram("import", ["--json", ...zips], dataDir).ended);
  expect(again).toMatchObject({ stored: 2 * BROKERS - told, duplicates: told, rejected: 0 });
  expect(storeProblems(path.join(dataDir, "pfof.db"), dataDir)).toEqual([]);
  expect(differences(contentsOf(path.join(dataDir, "pfof.db")), whole)).toEqual({});
});
