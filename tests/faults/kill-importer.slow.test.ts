import path from "node:path";
import { setTimeout as elapsed } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { runProgram, summaryOf } from "../support/import-program";
import { madeQuarters } from "../support/made-quarters";
import { randomFrom } from "../support/random";
import {
  brokenOffProblems,
  contentsOf,
  differences,
  reportsIn,
  storeProblems,
} from "../support/store-problems";
import { temporaryFolder } from "../support/temporary-folder";

const BROKERS = 100;
const ROUNDS = 20;

/** Where in its run a killed import is: a share of the time an undisturbed one takes. */
const seed = Number(process.env.FAULT_SEED ?? Math.floor(Math.random() * 2 ** 31));

describe(`an import of ${2 * BROKERS} reports, killed at random moments (FAULT_SEED=${seed})`, () => {
  const random = randomFrom(seed);
  let zips: string[];
  let whole: Record<string, unknown>;
  let milliseconds: number;

  beforeAll(async () => {
    zips = await madeQuarters(temporaryFolder(), BROKERS);
    const dataDir = temporaryFolder();
    const started = performance.now();
    const ended = await runProgram("import", ["--json", ...zips], dataDir).ended;
    milliseconds = performance.now() - started;
    expect(summaryOf(ended)).toMatchObject({ stored: 2 * BROKERS, duplicates: 0, rejected: 0 });
    whole = contentsOf(path.join(dataDir, "pfof.db"));
    expect(storeProblems(path.join(dataDir, "pfof.db"), dataDir)).toEqual([]);
  });

  // Odd rounds are killed by the clock, even ones after so many reports were told.
  test.each(Array.from({ length: ROUNDS }, (_, i) => i + 1))("round %i", async (round) => {
    const dataDir = temporaryFolder();
    const databaseFile = path.join(dataDir, "pfof.db");
    for (let kills = 1 + Math.floor(random() * 2); kills > 0; kills -= 1) {
      const running = runProgram("import", ["--json", ...zips], dataDir);
      if (round % 2 === 0) await running.lines(Math.floor(random() * 2 * BROKERS));
      else await Promise.race([elapsed(random() * milliseconds), running.ended]);
      running.process.kill("SIGKILL");
      const { signal, stdout } = await running.ended;
      const told = stdout.match(/^\{"type":"file".*?"outcome":"stored"/gm)?.length ?? 0;
      const stored = reportsIn(databaseFile);
      // What it told is stored, whatever came after.
      expect(stored, `killed: ${signal}`).toBeGreaterThanOrEqual(told);
      if (stored > 0) expect(brokenOffProblems(databaseFile, dataDir)).toEqual([]);
    }
    const before = reportsIn(databaseFile);
    const again = summaryOf(await runProgram("import", ["--json", ...zips], dataDir).ended);
    expect(again).toMatchObject({ stored: 2 * BROKERS - before, duplicates: before, rejected: 0 });
    expect(storeProblems(databaseFile, dataDir)).toEqual([]);
    expect(differences(contentsOf(databaseFile), whole)).toEqual({});
  });
});
