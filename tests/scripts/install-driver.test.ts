import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { installDriver } from "../../scripts/install-driver.mjs";
import { temporaryFolder } from "../support/temporary-folder";

let root: string;

/** A file of the folder that something is installed into. */
function put(file: string, text: string): string {
  const full = path.join(root, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

const installed = () =>
  JSON.parse(readFileSync(path.join(root, "node_modules/better-sqlite3/package.json"), "utf8")).version;

/** In npm's place. */
const INSTALLS = `
  const { mkdirSync, writeFileSync } = require("node:fs");
  if (process.argv[2] !== "ci") throw new Error("not the locked versions");
  mkdirSync("node_modules/better-sqlite3/build/Release", { recursive: true });
  writeFileSync("node_modules/better-sqlite3/build/Release/better_sqlite3.node", "");
  writeFileSync("node_modules/better-sqlite3/package.json", '{"version":"12.11.1"}');
  mkdirSync("node_modules/bindings");
  writeFileSync("node_modules/bindings/bindings.js", "");`;
const FAILS = `console.error("npm error code 1"); process.exit(1)`;

beforeEach(() => {
  root = temporaryFolder();
  put("scripts/node-20/package.json", '{"dependencies":{"better-sqlite3":"12.11.1"}}');
  put("node_modules/better-sqlite3/package.json", '{"version":"13.2.0"}');
  put("node_modules/.package-lock.json", "{}");
  vi.spyOn(console, "log").mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test("Node 20 gets better-sqlite3 12 and what it needs, once", () => {
  const record = path.join(root, "node_modules/.package-lock.json");
  utimesSync(record, 0, 0);
  expect(installDriver(root, "20.20.2", put("npm.cjs", INSTALLS))).toBeNull();
  expect(installed()).toBe("12.11.1");
  expect(existsSync(path.join(root, "node_modules/better-sqlite3/node_modules/bindings/bindings.js"))).toBe(
    true,
  );
  expect(existsSync(path.join(root, "scripts/node-20/node_modules"))).toBe(false);
  // npm goes by its record only while no folder it tells of is newer.
  for (const folder of ["node_modules", "node_modules/better-sqlite3"])
    expect(statSync(record).mtimeMs, folder).toBeGreaterThanOrEqual(
      statSync(path.join(root, folder)).mtimeMs,
    );
  expect(installDriver(root, "20.20.2", put("npm.cjs", FAILS))).toBeNull();
});

test("Node 24 keeps what npm installed", () => {
  expect(installDriver(root, "24.22.3", put("npm.cjs", FAILS))).toBeNull();
  expect(installed()).toBe("13.2.0");
});

test("a missing compiler is one sentence, and so is a Node that is too old", () => {
  vi.stubEnv("PATH", path.join(root, "empty"));
  const written = vi.spyOn(process.stderr, "write");
  expect(installDriver(root, "20.20.2", put("npm.cjs", FAILS))).toBe(
    "better-sqlite3 12.11.1 has to be compiled on Node 20.20.2, and this machine lacks c++, make, python3: install a C++ compiler, make and Python 3 (Debian: build-essential, python3), or take Node 22.14 or newer, where nothing is compiled.",
  );
  expect(installDriver(root, "22.13.1", put("npm.cjs", FAILS))).toContain("this is Node 22.13.1.");
  expect(written).not.toHaveBeenCalled();
  expect(installed()).toBe("13.2.0");
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
