// Ends the process with one sentence where this Node, or what is installed, would end in a crash. Imported for that first of all;
// build.mjs puts it into every program.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { driverTrouble, versionTrouble } from "./node-version.mjs";

const { node } = process.versions;
const trouble = versionTrouble(node) || driverTrouble(node, installedDriver());
if (trouble) {
  console.error(trouble);
  process.exit(1);
}

function installedDriver() {
  const manifest = createRequire(import.meta.url).resolve("better-sqlite3/package.json");
  return JSON.parse(readFileSync(manifest, "utf8")).version;
}
