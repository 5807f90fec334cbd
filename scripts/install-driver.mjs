// The last step of `npm ci`: on Node 20, the better-sqlite3 of scripts/node-20 is put where that of package.json was installed, so
// that everybody, Prisma's adapter too, imports the one that loads. On a newer Node there is nothing to do.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, utimesSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { driverMajor, driverTrouble, versionTrouble } from "./node-version.mjs";

/** What node-gyp runs. */
const COMPILERS = process.platform === "win32" ? [] : ["c++", "make", "python3"];

/** @returns {string | null} one sentence when the driver could not be installed */
export function installDriver(root, version, npm = process.env.npm_execpath) {
  const trouble = versionTrouble(version);
  if (trouble) return trouble;
  const installed = path.join(root, "node_modules/better-sqlite3");
  if (isWhole(installed, version)) return null;

  const own = path.join(root, "scripts/node-20");
  const { dependencies } = manifest(own);
  const wanted = `better-sqlite3 ${dependencies["better-sqlite3"]}`;
  console.log(
    `Node ${version} gets ${wanted}, which is compiled here where it cannot be downloaded: some minutes.`,
  );
  const [command, ...words] = npm ? [process.execPath, npm] : ["npm"];
  const { status, stdout, stderr, error } = spawnSync(command, [...words, "ci", "--no-audit", "--no-fund"], {
    cwd: own,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) {
    const missing = COMPILERS.filter((name) => spawnSync(name, ["--version"]).error);
    if (missing.length > 0) {
      return `${wanted} has to be compiled on Node ${version}, and this machine lacks ${missing.join(", ")}: install a C++ compiler, make and Python 3 (Debian: build-essential, python3), or take Node 22.14 or newer, where nothing is compiled.`;
    }
    process.stderr.write(`${stdout ?? ""}${stderr ?? ""}`);
    return `${wanted} could not be installed on Node ${version} (${error?.message ?? "npm tells why above"}); on Node 22.14 or newer nothing is compiled.`;
  }
  rmSync(installed, { recursive: true });
  renameSync(path.join(own, "node_modules/better-sqlite3"), installed);
  // The packages it needs go along, below it.
  renameSync(path.join(own, "node_modules"), path.join(installed, "node_modules"));
  // While npm's own record is the newest, npm goes by it: `npm prune` does not put the other one back.
  const now = new Date();
  utimesSync(path.join(root, "node_modules/.package-lock.json"), now, now);
  return null;
}

function isWhole(installed, version) {
  if (driverTrouble(version, manifest(installed).version)) return false;
  return driverMajor(version) > 12 || existsSync(path.join(installed, "build/Release/better_sqlite3.node"));
}

function manifest(folder) {
  return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const trouble = installDriver(fileURLToPath(new URL("..", import.meta.url)), process.versions.node);
  if (trouble) {
    console.error(trouble);
    process.exitCode = 1;
  }
}
