// npm start: builds when there is no build of this source, then runs the server (migrations and starter
// data are its own first steps).
import "./outlive-output.mjs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildPages, buildPrograms } from "./build.mjs";
import { endWithNpm } from "./end-with-npm.mjs";

process.env.NODE_ENV = "production";
endWithNpm();
await buildPrograms();
await buildPages();
await import(pathToFileURL(path.resolve(import.meta.dirname, "../dist/server.js")).href);
