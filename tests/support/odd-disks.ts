import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { atEnd } from "./at-end";
import { temporaryFolder } from "./temporary-folder";

/** Mounting needs root and a container that allows it. */
export const cannotMount = !tryMount();

function tryMount(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(path.join(tmpdir(), "pfof-mount-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]).status === 0;
  if (mounted) execFileSync("umount", [folder]);
  rmdirSync(folder);
  return mounted;
}

/** A disk of so many kilobytes, in memory, until the test at hand ends. */
export function smallDisk(kilobytes: number): { folder: string; resize(kilobytes: number): void } {
  const folder = temporaryFolder();
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder]);
  atEnd(() => execFileSync("umount", ["-l", folder]));
  return {
    folder,
    resize: (size) => execFileSync("mount", ["-o", `remount,size=${size}k`, folder]),
  };
}

/** Makes a folder and what is in it read-only until the test at hand ends, even for root. */
export function makeReadOnly(folder: string): void {
  if (process.getuid?.() !== 0) {
    chmodSync(folder, 0o555);
    atEnd(() => chmodSync(folder, 0o755));
    return;
  }
  execFileSync("mount", ["--bind", folder, folder]);
  execFileSync("mount", ["-o", "remount,bind,ro", folder]);
  atEnd(() => execFileSync("umount", ["-l", folder]));
}

/** Whether `makeReadOnly` works here. */
export const cannotMakeReadOnly = process.getuid?.() === 0 && cannotMount;
