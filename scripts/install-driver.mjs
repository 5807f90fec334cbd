// The last step of `npm ci`: on Node 20 the better-sqlite3 that npm installed is made to hand on to the one of scripts/node-20, so
// that everybody, Prisma's adapter too, imports one that loads. On a newer Node there is nothing to do.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { driverTrouble, FOR_NODE_20, installedDriver, versionTrouble } from "./node-version.mjs";

/** What node-gyp runs. */
const COMPILERS = process.platform === "win32" ? [] : ["c++", "make", "python3"];

/** @returns {string | null} one sentence when the driver could not be installed */
export function installDriver(root, version, npm = process.env.npm_execpath) {
  const trouble = versionTrouble(version);
  if (trouble) return trouble;
  const installed = path.join(root, "node_modules/better-sqlite3");
  if (driverTrouble(version, installedDriver(installed)) === null) return null;

  const own = path.join(root, "scripts/node-20");
  const { dependencies } = JSON.parse(readFileSync(path.join(own, "package.json"), "utf8"));
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
  // In the folder of the other one, which stays for npm to find: it would put it back (`npm prune`), or remove what it does not know.
  const entry = path.join(installed, "lib/index.js");
  // Removed first: it may be linked to the same file of another folder.
  rmSync(entry, { force: true });
  writeFileSync(entry, `module.exports = require("../${FOR_NODE_20}");\n`);
  const place = path.join(installed, path.dirname(FOR_NODE_20));
  mkdirSync(path.dirname(place), { recursive: true });
  renameSync(path.join(own, "node_modules"), place);
  return null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const trouble = installDriver(fileURLToPath(new URL("..", import.meta.url)), process.versions.node);
  if (trouble) {
    console.error(trouble);
    process.exitCode = 1;
  }
}
