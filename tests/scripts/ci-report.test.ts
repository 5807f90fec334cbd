import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { countPart, readParts } from "../../scripts/ci-report.mjs";
import { temporaryFolder } from "../support/temporary-folder";

const tests = (more: object) => ({ numPassedTests: 3, numFailedTests: 0, testResults: [], ...more });
const ran = { status: "passed", fullName: "adds" };

describe("what a part of CI counts for", () => {
  test.each<[string, number, object | null, [number, number], string[]]>([
    ["a check that passes", 0, null, [1, 0], []],
    ["a check that fails", 2, null, [0, 1], ["part ended with status 2"]],
    ["tests that pass", 0, tests({}), [3, 0], []],
    ["tests of which one fails", 1, tests({ numFailedTests: 1 }), [3, 1], []],
    [
      "a test file that cannot be loaded",
      1,
      tests({ testResults: [{ name: "a.test.ts", status: "failed", assertionResults: [ran] }] }),
      [3, 1],
      ["Not loaded: a.test.ts"],
    ],
    [
      "a skipped test",
      0,
      tests({
        testResults: [
          { name: "a", status: "passed", assertionResults: [ran, { status: "skipped", fullName: "draws" }] },
        ],
      }),
      [3, 0],
      ["Skipped: draws"],
    ],
    [
      "tests cut off when all so far passed",
      124,
      tests({}),
      [3, 1],
      ["part ended with status 124, 3 passed"],
    ],
    [
      "tests of which none ran",
      0,
      tests({ numPassedTests: 0 }),
      [0, 1],
      ["part ended with status 0, 0 passed"],
    ],
    ["a smoke run", 0, { passed: 120, failed: 0 }, [120, 0], []],
    ["a smoke run that finds something", 1, { passed: 119, failed: 1 }, [119, 1], []],
  ])("%s", (_what, status, report, [passed, failed], lines) => {
    expect(countPart({ name: "part", status, report })).toEqual({ passed, failed, lines });
  });

  test("is read from its line", () => {
    expect(readParts("npm test, Node 24\t0\t412\nnpm audit\t1\t3\n")).toEqual([
      { name: "npm test, Node 24", status: 0, seconds: 412 },
      { name: "npm audit", status: 1, seconds: 3 },
    ]);
  });
});

describe("the report", () => {
  const report = (parts: string, files: Readonly<Record<string, string>>) => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, "parts.tsv"), parts);
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    const script = path.resolve(import.meta.dirname, "../../scripts/ci-report.mjs");
    const { status, stdout } = spawnSync(process.execPath, [script, folder], { encoding: "utf8" });
    return { status, lines: stdout.trimEnd().split("\n") };
  };

  test("says how long each part took and ends with the counts", () => {
    expect(report("npm ci\t0\t95\nsmoke\t0\t121\n", { "smoke.json": '{"passed":120,"failed":0}' })).toEqual({
      status: 0,
      lines: [
        "   95 s  npm ci: 1 passed, 0 failed",
        "  121 s  smoke: 120 passed, 0 failed",
        "121 passed, 0 failed",
      ],
    });
  });

  test("counts a part that was to count and left nothing as failed, whatever its status", () => {
    expect(report("npm test\t0\t5\n", { "npm test.json": "" })).toEqual({
      status: 1,
      lines: [
        "npm test ended with status 0, 0 passed",
        "    5 s  npm test: 0 passed, 1 failed",
        "0 passed, 1 failed",
      ],
    });
  });

  test("fails when nothing ran", () => {
    expect(report("", {})).toEqual({ status: 1, lines: ["0 passed, 0 failed"] });
  });
});
