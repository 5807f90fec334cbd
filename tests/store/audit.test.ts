import { mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { audit, auditFile } from "@/store/audit";
import { runProgram, summaryOf } from "../support/import-program";
import { temporaryFolder } from "../support/temporary-folder";

const REPORT = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");

afterEach(() => {
  vi.restoreAllMocks();
});

const linesOf = (dataDir: string) =>
  readFileSync(auditFile(dataDir), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("imports, withdrawals and what is put back leave a line each; duplicates and trials none", async () => {
  const dataDir = temporaryFolder();
  const run = async (name: string, ...args: string[]) => {
    const ended = await runProgram(name, args, dataDir).ended;
    expect(ended.code, ended.stderr).toBe(0);
    return ended;
  };
  const stored = await run("import", "--json", REPORT);
  expect(summaryOf(stored).stored).toBe(1);
  const id = (JSON.parse(stored.stdout.split("\n")[0] ?? "") as { report: string }).report;
  await run("import", "--json", REPORT);
  await run("withdraw", id, "--why", "Filed by mistake");
  await run("withdraw", id, "--undo");
  await run("names");
  const by = { time: expect.stringMatching(/^\d{4}-.*Z$/), who: "command line", user: expect.anything() };
  expect(linesOf(dataDir)).toEqual([
    { ...by, what: "import", file: "harbor-lane-2023q1.xml", outcome: "stored", reports: [id] },
    { ...by, what: "withdraw", report: id, why: "Filed by mistake" },
    { ...by, what: "put back", report: id },
  ]);
  expect(statSync(auditFile(dataDir)).mode & 0o777).toBe(0o600);
});

test("a line says by which request and upload", () => {
  const dataDir = temporaryFolder();
  const by = { who: "token", request: "request-1", upload: "upload-1" } as const;
  audit(dataDir, by, [{ what: "import", file: "a.xml", outcome: "stored", reports: ["2023Q1-0"] }]);
  expect(linesOf(dataDir)).toMatchObject([{ ...by, file: "a.xml" }]);
});

test("a log that cannot be written is told of, and the change stands", () => {
  const dataDir = temporaryFolder();
  mkdirSync(auditFile(dataDir));
  const log = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  audit(dataDir, { who: "token" }, [{ what: "put back", report: "2023Q1-0" }]);
  expect(String(log.mock.calls[0]?.[0])).toContain("The audit log cannot be written");
});
