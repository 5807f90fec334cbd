// Which Node runs this, with which SQLite driver. Nothing here is new: an old Node has to get as far as the sentence.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The lines of Node this runs on, each from a minor version on; what is newer than the last runs too. */
export const NODE_LINES = [
  { major: 20, minor: 19 },
  { major: 22, minor: 14 },
  { major: 24, minor: 0 },
];

/** Why `version` (of `process.versions.node`) cannot run this, in one sentence; null when it can. */
export function versionTrouble(version) {
  const [major, minor] = version.split(".").map(Number);
  const last = NODE_LINES[NODE_LINES.length - 1];
  const runs = NODE_LINES.some((line) => major === line.major && minor >= line.minor) || major > last.major;
  if (runs) return null;
  return `PFOF Explorer runs on Node 20.19 or newer of 20, 22.14 or newer of 22, and 24 and newer; this is Node ${version}.`;
}

/**
 * The major version of better-sqlite3 for a Node that runs this. 13 needs Node-API 10, which Node 20 lacks (it crashes there);
 * 12 aborts the process on newer ones.
 */
export function driverMajor(version) {
  return Number(version.split(".")[0]) < 22 ? 12 : 13;
}

/** Where `install-driver.mjs` puts what Node 20 loads, in the folder of better-sqlite3 that npm made. */
export const FOR_NODE_20 = "node-20/node_modules/better-sqlite3";

/** The version that is loaded from `folder`, where npm installed better-sqlite3. */
export function installedDriver(folder) {
  const own = path.join(folder, FOR_NODE_20);
  return JSON.parse(readFileSync(path.join(existsSync(own) ? own : folder, "package.json"), "utf8")).version;
}

/** Why that version cannot be loaded by this one of Node, in one sentence; null when it can. */
export function driverTrouble(version, installed) {
  if (Number(installed.split(".")[0]) === driverMajor(version)) return null;
  return `What is in node_modules was installed by another Node (better-sqlite3 ${installed}, and Node ${version} needs ${driverMajor(version)}): run \`npm ci\` with this one.`;
}
