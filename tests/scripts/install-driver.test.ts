import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { installDriver } from "../../scripts/install-driver.mjs";
import { installedDriver } from "../../scripts/node-version.mjs";
import { temporaryFolder } from "../support/temporary-folder";

let root: string;
/** Where npm installed it. */
let driver: string;

/** A file of the folder that something is installed into. */
function put(file: string, text: string): string {
  const full = path.join(root, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

/** In npm's place. */
const INSTALLS = `
  const { mkdirSync, writeFileSync } = require("node:fs");
  if (process.argv[2] !== "ci") throw new Error("not the locked versions");
  mkdirSync("node_modules/better-sqlite3", { recursive: true });
  writeFileSync("node_modules/better-sqlite3/package.json", '{"version":"12.11.1"}');
  writeFileSync("node_modules/better-sqlite3/index.js", 'module.exports = require("bindings")');
  mkdirSync("node_modules/bindings");
  writeFileSync("node_modules/bindings/index.js", 'module.exports = "loaded by 12"');`;
const FAILS = `console.error("npm error code 1"); process.exit(1)`;

beforeEach(() => {
  root = temporaryFolder();
  put("scripts/node-20/package.json", '{"dependencies":{"better-sqlite3":"12.11.1"}}');
  put(
    "node_modules/better-sqlite3/package.json",
    '{"version":"13.2.0","exports":{".":"./lib/index.js"},"main":"lib/index.js"}',
  );
  put("node_modules/better-sqlite3/lib/index.js", "13");
  driver = path.join(root, "node_modules/better-sqlite3");
  vi.spyOn(console, "log").mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test("Node 20 is handed on to better-sqlite3 12, once; npm finds what it installed", () => {
  const elsewhere = path.join(root, "elsewhere.js");
  linkSync(path.join(driver, "lib/index.js"), elsewhere);
  expect(installDriver(root, "20.20.2", put("npm.cjs", INSTALLS))).toBeNull();
  expect(createRequire(import.meta.url)(driver)).toBe("loaded by 12");
  expect(installedDriver(driver)).toBe("12.11.1");
  expect(readFileSync(path.join(driver, "package.json"), "utf8")).toContain("13.2.0");
  expect(readFileSync(elsewhere, "utf8")).toBe("13");
  expect(existsSync(path.join(root, "scripts/node-20/node_modules"))).toBe(false);
  expect(installDriver(root, "20.20.2", put("npm.cjs", FAILS))).toBeNull();
});

test("Node 24 keeps what npm installed", () => {
  expect(installDriver(root, "24.22.3", put("npm.cjs", FAILS))).toBeNull();
  expect(installedDriver(driver)).toBe("13.2.0");
});

test("a missing compiler is one sentence, and so is a Node that is too old", () => {
  vi.stubEnv("PATH", path.join(root, "empty"));
  const written = vi.spyOn(process.stderr, "write");
  expect(installDriver(root, "20.20.2", put("npm.cjs", FAILS))).toBe(
    "better-sqlite3 12.11.1 has to be compiled on Node 20.20.2, and this machine lacks c++, make, python3: install a C++ compiler, make and Python 3 (Debian: build-essential, python3), or take Node 22.14 or newer, where nothing is compiled.",
  );
  expect(installDriver(root, "22.13.1", put("npm.cjs", FAILS))).toContain("this is Node 22.13.1.");
  expect(written).not.toHaveBeenCalled();
  expect(installedDriver(driver)).toBe("13.2.0");
});

test("what npm says is shown when something else went wrong", () => {
  for (const name of ["c++", "make", "python3"]) chmodSync(put(`bin/${name}`, "#!/bin/sh\n"), 0o755);
  vi.stubEnv("PATH", path.join(root, "bin"));
  const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect(installDriver(root, "20.20.2", put("npm.cjs", FAILS))).toBe(
    "better-sqlite3 12.11.1 could not be installed on Node 20.20.2 (npm tells why above); on Node 22.14 or newer nothing is compiled.",
  );
  expect(written).toHaveBeenCalledWith("npm error code 1\n");
});
