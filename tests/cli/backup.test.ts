import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { beforeAll, describe, expect, test } from "vitest";
import { backupName, removeOldBackups } from "@/store/backup/old-backups";
import { documentPath } from "@/store/documents";
import { getText } from "../support/call-api";
import { type Ended, runProgram, summaryOf } from "../support/import-program";
import { madeQuarters } from "../support/made-quarters";
import { contentsOf, differences, reportsIn, storeProblems } from "../support/store-problems";
import { temporaryFolder } from "../support/temporary-folder";

const FIXTURES = path.resolve(import.meta.dirname, "../../fixtures");
const REPORT = path.join(FIXTURES, "reports/harbor-lane-2023q1.xml");

async function run(name: string, dataDir: string, ...args: string[]): Promise<Ended> {
  return runProgram(name, args, dataDir).ended;
}

async function succeed(name: string, dataDir: string, ...args: string[]): Promise<Ended> {
  const ended = await run(name, dataDir, ...args);
  expect(ended.code, ended.stderr).toBe(0);
  return ended;
}

const storeIn = (dataDir: string) => path.join(dataDir, "pfof.db");
const filesIn = (folder: string) =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => !/-(wal|shm)$/.test(name))
    .sort()
    .map((name) => {
      const file = path.join(folder, name);
      return [name, existsSync(path.join(file, ".")) ? null : readFileSync(file).toString("latin1")];
    });

/** What people take away from a store: all rows as CSV, all reports, each report's document. */
async function exportsOf(dataDir: string): Promise<Record<string, string>> {
  process.env.DATA_DIR = dataDir;
  process.env.DATABASE_URL = "";
  const reports = JSON.parse(await getText("/api/v1/reports?versions=all")) as { rows: { id: string }[] };
  const found: Record<string, string> = {
    rows: await getText("/api/v1/rows?format=csv&versions=all"),
    rates: await getText("/api/v1/rates?format=csv&by=broker,venue,quarter"),
  };
  for (const { id } of reports.rows) found[id] = await getText(`/api/v1/reports/${id}/source`);
  return found;
}

describe("a backup", () => {
  let dataDir: string;
  let backup: string;
  let zip: string;

  beforeAll(async () => {
    dataDir = temporaryFolder();
    backup = path.join(temporaryFolder(), "monday");
    [zip = ""] = await madeQuarters(temporaryFolder(), 5);
    await succeed("import", dataDir, REPORT, path.join(FIXTURES, "sample/goldman-sachs.csv"), zip);
    const { stdout } = await succeed("backup", dataDir, backup);
    // One quarter of Harbor Lane, two of Goldman Sachs, five made up; the ZIP is one document.
    expect(stdout).toBe(`Backed up and checked: ${backup} (reports: 8, documents: 3)\n`);
  });

  test("holds the store, each document once, the audit log and what must be there", () => {
    expect(readdirSync(backup).sort()).toEqual(["audit.log", "backup.json", "documents", "pfof.db"]);
    expect(storeProblems(storeIn(backup), backup)).toEqual([]);
    expect(readdirSync(path.dirname(backup))).toEqual(["monday"]);
  });

  test("restored into a fresh folder gives the same exports, byte for byte", async () => {
    const fresh = path.join(temporaryFolder(), "new", "data");
    const { stdout } = await succeed("restore", fresh, backup);
    expect(stdout).toMatch(/^Restored as of 20\S+Z: \S+pfof\.db \(reports: 8, documents: 3\)\n$/);
    expect(differences(contentsOf(storeIn(fresh)), contentsOf(storeIn(dataDir)))).toEqual({});
    expect(storeProblems(storeIn(fresh), fresh)).toEqual([]);
    const [before, after] = [await exportsOf(dataDir), await exportsOf(fresh)];
    expect(Object.keys(after)).toHaveLength(10);
    expect(after.rows?.split("\n").length).toBeGreaterThan(400);
    for (const [name, text] of Object.entries(before)) expect(after[name] === text, name).toBe(true);
    const lines = readFileSync(path.join(fresh, "audit.log"), "utf8").trimEnd().split("\n");
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ what: "restore", from: backup, replaced: null });
    // The documents are known again.
    expect(summaryOf(await run("import", fresh, "--json", zip, REPORT))).toMatchObject({ duplicates: 6 });
  });

  const DAMAGES: [string, string, (folder: string) => void][] = [
    ["a missing list of what must be there", "no backup", (at) => rmSync(path.join(at, "backup.json"))],
    [
      "a list that is cut off",
      "backup.json cannot be understood",
      (at) => writeFileSync(path.join(at, "backup.json"), '{"format": 1'),
    ],
    ["a missing store", "pfof.db is missing", (at) => rmSync(storeIn(at))],
    [
      "a store that is cut off",
      "pfof.db has 4096 bytes, not ",
      (at) => writeFileSync(storeIn(at), readFileSync(storeIn(at)).subarray(0, 4096)),
    ],
    [
      "a changed byte in the store",
      "pfof.db has other bytes than when the backup was made",
      (at) => flipByte(storeIn(at), 70_000),
    ],
    [
      "a changed byte in a document",
      "document harbor-lane-2023q1.xml (documents/",
      (at) => flipByte(documentOf(at, "harbor-lane-2023q1.xml"), 100),
    ],
    ["a missing document", ") is missing", (at) => rmSync(documentOf(at, "goldman-sachs.csv"))],
    [
      "a changed audit log",
      "audit.log has ",
      (at) => writeFileSync(path.join(at, "audit.log"), "nothing happened\n"),
    ],
  ];

  test.each(DAMAGES)("with %s is refused, and leaves what was there", async (_what, says, damage) => {
    const copy = path.join(temporaryFolder(), "copy");
    cpSync(backup, copy, { recursive: true });
    damage(copy);
    const target = temporaryFolder();
    await succeed("import", target, path.join(FIXTURES, "reports/harbor-lane-2023q2-loose.xml"));
    const before = filesIn(target);
    const { code, stderr } = await run("restore", target, copy, "--force");
    expect(stderr).toContain(says);
    expect(code).toBe(1);
    expect(filesIn(target)).toEqual(before);
  });

  test("does not replace a store unasked; asked, it sets the old one aside", async () => {
    const target = temporaryFolder();
    await succeed("import", target, path.join(FIXTURES, "reports/harbor-lane-2023q2-loose.xml"));
    const before = contentsOf(storeIn(target));
    const refused = await run("restore", target, backup);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("There is a store already") });
    expect(contentsOf(storeIn(target))).toEqual(before);

    const { stdout } = await succeed("restore", target, backup, "--force");
    expect(differences(contentsOf(storeIn(target)), contentsOf(storeIn(dataDir)))).toEqual({});
    const aside = /now (\S+)/.exec(stdout)?.[1] ?? "";
    expect(differences(contentsOf(aside), before)).toEqual({});
    expect(storeProblems(aside, target)).toEqual([]);
    expect(storeProblems(storeIn(target), target)).toEqual([]);
  });

  test("does not replace a store that a server or an import has open", async () => {
    const target = temporaryFolder();
    await succeed("import", target, path.join(FIXTURES, "reports/harbor-lane-2023q2-loose.xml"));
    const reader = new SQLite(storeIn(target), { readonly: true });
    expect(reader.prepare("SELECT count(*) FROM report").pluck().get()).toBe(1);
    const { code, stderr } = await run("restore", target, backup, "--force");
    expect(stderr).toContain("is in use. Stop the server");
    expect(code).toBe(1);
    expect(reader.prepare("SELECT count(*) FROM report").pluck().get()).toBe(1);
    reader.close();
    await succeed("import", target, REPORT);
  });

  test("replaces a store that can no longer be opened", async () => {
    const target = temporaryFolder();
    writeFileSync(storeIn(target), "not a store at all, but a text of some length".repeat(200));
    await succeed("restore", target, backup, "--force");
    expect(reportsIn(storeIn(target))).toBe(8);
  });

  test("of a newer version is refused by this one", async () => {
    const copy = path.join(temporaryFolder(), "copy");
    await succeed("restore", copy, backup);
    const database = new SQLite(storeIn(copy));
    database.exec("UPDATE _prisma_migrations SET migration_name = '99991231000000_later' WHERE rowid = 1");
    database.close();
    const newer = path.join(temporaryFolder(), "newer");
    await succeed("backup", copy, newer);
    const target = path.join(temporaryFolder(), "data");
    const { code, stderr } = await run("restore", target, newer);
    expect(stderr).toContain("made by a newer version");
    expect(code).toBe(1);
    expect(reportsIn(storeIn(target))).toBe(0);
  });

  test("is not written over, nor made of a folder without a store", async () => {
    const again = await run("backup", dataDir, backup);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining("is there already") });
    const nowhere = await run("backup", temporaryFolder(), path.join(temporaryFolder(), "b"));
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining("There is no store") });
    expect((await run("backup", dataDir)).code).toBe(2);
    expect((await run("backup", dataDir, "a", "--keep", "3")).code).toBe(2);
    expect((await run("restore", dataDir)).code).toBe(2);
  });
});

function flipByte(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 0x20;
  writeFileSync(file, bytes);
}

function documentOf(folder: string, name: string): string {
  const database = new SQLite(storeIn(folder), { readonly: true });
  const sha256 = database.prepare("SELECT sha256 FROM document WHERE name = ?").pluck().get(name) as string;
  database.close();
  return documentPath(folder, sha256);
}

test("a backup made while an import runs is whole; importing again after its restore completes it", async () => {
  const zips = await madeQuarters(temporaryFolder(), 60);
  const dataDir = temporaryFolder();
  const backups = temporaryFolder();
  const importing = runProgram("import", ["--json", ...zips], dataDir);
  // Two backups of the running import; each has at least what had been told.
  const least: number[] = [];
  for (const lines of [5, 70]) {
    await importing.lines(lines);
    least.push(reportsIn(storeIn(dataDir)));
    await succeed("backup", dataDir, path.join(backups, String(lines)));
  }
  expect(summaryOf(await importing.ended)).toMatchObject({ stored: 120, rejected: 0 });
  for (const [i, lines] of [5, 70].entries()) {
    const backup = path.join(backups, String(lines));
    expect(reportsIn(storeIn(backup))).toBeGreaterThanOrEqual(least[i] ?? 0);
    const fresh = temporaryFolder();
    await succeed("restore", fresh, backup);
    expect(storeProblems(storeIn(fresh), fresh)).toEqual([]);
    const { stored = 0, duplicates = 0 } = summaryOf(await run("import", fresh, "--json", ...zips));
    expect(stored + duplicates).toBe(120);
    expect(differences(contentsOf(storeIn(fresh)), contentsOf(storeIn(dataDir)))).toEqual({});
  }
});

test("lost documents stop a backup, unless it may be incomplete; importing them again repairs it", async () => {
  const dataDir = temporaryFolder();
  const backups = temporaryFolder();
  await succeed("import", dataDir, REPORT, path.join(FIXTURES, "sample/goldman-sachs.csv"));
  rmSync(documentOf(dataDir, "goldman-sachs.csv"));
  const stopped = await run("backup", dataDir, path.join(backups, "a"));
  expect(stopped).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/goldman-sachs\.csv .* is missing/),
  });
  expect(readdirSync(backups)).toEqual([]);

  const made = await succeed("backup", dataDir, path.join(backups, "a"), "--incomplete");
  expect(made.stdout).toContain("(reports: 3, documents: 1)");
  const fresh = path.join(temporaryFolder(), "data");
  const restored = await succeed("restore", fresh, path.join(backups, "a"));
  expect(restored.stderr).toContain("lost before the backup was made: 1");

  await succeed("import", fresh, path.join(FIXTURES, "sample/goldman-sachs.csv"));
  await succeed("backup", fresh, path.join(backups, "b"));
  expect(storeProblems(storeIn(path.join(backups, "b")), path.join(backups, "b"))).toEqual([]);
});

test("--into makes a row of backups and keeps the newest; what is not a backup stays", async () => {
  const dataDir = temporaryFolder();
  const backups = path.join(temporaryFolder(), "backups");
  await succeed("import", dataDir, REPORT);
  await succeed("backup", dataDir, "--into", backups, "--keep", "2");
  const [first = ""] = readdirSync(backups);
  expect(first).toMatch(/^pfof-\d{8}T\d{6}Z$/);
  for (const day of ["01", "02"]) {
    const name = backupName(new Date(`2020-01-${day}T03:00:00Z`));
    expect(name).toBe(`pfof-202001${day}T030000Z`);
    cpSync(path.join(backups, first), path.join(backups, name), { recursive: true });
  }
  mkdirSync(path.join(backups, "pfof-20190101T000000Z"));
  mkdirSync(path.join(backups, "letters"));
  expect(removeOldBackups(backups, 2)).toEqual(["pfof-20200101T030000Z"]);
  expect(readdirSync(backups).sort()).toEqual([
    "letters",
    "pfof-20190101T000000Z",
    "pfof-20200102T030000Z",
    first,
  ]);
});
