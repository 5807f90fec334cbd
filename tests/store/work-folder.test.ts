import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openWorkFolder, removeAbandonedWork, shareWorkFolder } from "@/store/work-folder";
import { temporaryFolder } from "../support/temporary-folder";

test("folders in use stay, whoever uses them; what nobody holds goes", async () => {
  const parent = path.join(temporaryFolder(), "uploads");
  const one = openWorkFolder(parent);
  writeFileSync(path.join(one.path, "0"), "half a file");
  const other = openWorkFolder(parent);
  mkdirSync(path.join(parent, "left"));
  writeFileSync(path.join(parent, "left.lock"), "");
  mkdirSync(path.join(parent, "without-a-lock"));
  writeFileSync(path.join(parent, "alone.lock"), "");

  expect(removeAbandonedWork(parent)).toBe(3);
  expect(readdirSync(one.path)).toEqual(["0"]);
  await one.remove();
  expect(readdirSync(parent).sort()).toEqual([other.path, `${other.path}.lock`].map((p) => path.basename(p)));
  await other.remove();
  expect(readdirSync(parent)).toEqual([]);
});

test("a folder stays while a second process reads from it", async () => {
  const parent = temporaryFolder();
  const folder = openWorkFolder(parent);
  const release = shareWorkFolder(folder.path);
  expect(removeAbandonedWork(parent)).toBe(0);
  await folder.remove();
  release();
  expect(removeAbandonedWork(parent)).toBe(0);
});

test("a folder without a lock file is none: nothing is made beside it", () => {
  const parent = temporaryFolder();
  mkdirSync(path.join(parent, "reports"));
  shareWorkFolder(path.join(parent, "reports"))();
  expect(readdirSync(parent)).toEqual(["reports"]);
});
