// Completes package-lock.json after a change of dependencies, as npm leaves out what these need:
//   node scripts/lock.mjs
// - the integrity of packages for other systems than the one it ran on, asked of the registry
// - that better-sqlite3 is ready made. Its package.json says so (`gypfile`), but npm does not read that where there is a lock file,
//   and npm 10 would start node-gyp, which fails without Python
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const file = path.resolve(import.meta.dirname, "../package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
for (const [place, entry] of Object.entries(lock.packages)) {
  if (place === "") continue;
  const name = entry.name ?? place.replace(/^.*node_modules\//, "");
  const { version, integrity = integrityOf(`${name}@${version}`), ...rest } = entry;
  lock.packages[place] = { version, integrity, ...rest };
}
lock.packages["node_modules/better-sqlite3"].gypfile = false;
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

function integrityOf(wanted) {
  const { stdout, stderr } = spawnSync("npm", ["view", wanted, "dist.integrity"], { encoding: "utf8" });
  const integrity = stdout.trim();
  if (!integrity.startsWith("sha512-")) throw new Error(`No integrity of ${wanted}: ${stdout}${stderr}`);
  return integrity;
}
