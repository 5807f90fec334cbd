// Which Node runs this. No import and no syntax that is new: an old Node has to get as far as the sentence.

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

/** Why the better-sqlite3 that is installed cannot be loaded by `version`, in one sentence; null when it can. */
export function driverTrouble(version, installed) {
  if (Number(installed.split(".")[0]) === driverMajor(version)) return null;
  return `What is in node_modules was installed by another Node (better-sqlite3 ${installed}, and Node ${version} needs ${driverMajor(version)}): run \`npm ci\` with this one.`;
}
