// Ends the process with one sentence where this Node, or what is installed, would end in a crash. Imported for that first of all;
// build.mjs puts it into every program.
import { createRequire } from "node:module";
import path from "node:path";
import { driverTrouble, installedDriver, versionTrouble } from "./node-version.mjs";

const { node } = process.versions;
const driver = path.dirname(createRequire(import.meta.url).resolve("better-sqlite3/package.json"));
const trouble = versionTrouble(node) || driverTrouble(node, installedDriver(driver));
if (trouble) {
  console.error(trouble);
  process.exit(1);
}
