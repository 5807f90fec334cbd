import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { runProgram, summaryOf } from "../support/import-program";
import { cannotMount, smallDisk } from "../support/odd-disks";
import { reportsIn } from "../support/store-problems";
import { temporaryFolder } from "../support/temporary-folder";

const STARTER = path.resolve(import.meta.dirname, "../../fixtures/sample");

test.skipIf(cannotMount)(
  "a disk that is full stops a backup and a restore, and nothing is left",
  async () => {
    const dataDir = temporaryFolder();
    expect(summaryOf(await runProgram("import", ["--json", STARTER], dataDir).ended).stored).toBe(22);
    const disk = smallDisk(400);
    const full = await runProgram("backup", [path.join(disk.folder, "b")], dataDir).ended;
    expect(full).toMatchObject({ code: 1, stderr: expect.stringContaining("The disk is full") });
    expect(readdirSync(disk.folder)).toEqual([]);

    const backup = path.join(temporaryFolder(), "b");
    expect((await runProgram("backup", [backup], dataDir).ended).code).toBe(0);
    const target = path.join(disk.folder, "data");
    const tooSmall = await runProgram("restore", [backup], target).ended;
    expect(tooSmall).toMatchObject({ code: 1, stderr: expect.stringContaining("The disk is full") });
    expect(existsSync(path.join(target, "pfof.db"))).toBe(false);
    disk.resize(64_000);
    expect((await runProgram("restore", [backup], target).ended).code).toBe(0);
    expect(reportsIn(path.join(target, "pfof.db"))).toBe(reportsIn(path.join(dataDir, "pfof.db")));
  },
);
