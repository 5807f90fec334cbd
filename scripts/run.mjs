// Runs one of the programs in dist/ in this process, building dist/ first when its sources changed.
//   node scripts/run.mjs import [ARG…]
import "./outlive-output.mjs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildPrograms } from "./build.mjs";
import { endWithNpm } from "./end-with-npm.mjs";

const [program, ...args] = process.argv.slice(2);
endWithNpm();
await buildPrograms();
const file = path.resolve(import.meta.dirname, `../dist/${program}.js`);
process.argv = [process.execPath, file, ...args];
await import(pathToFileURL(file).href);
