import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import SQLite from "better-sqlite3";
import { describe, expect, it, test } from "vitest";
import {
  driverMajor,
  driverTrouble,
  installedDriver,
  NODE_LINES,
  versionTrouble,
} from "../../scripts/node-version.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

describe("the Node this runs on", () => {
  it.each(["20.19.0", "20.20.2", "22.14.0", "22.23.5", "24.0.0", "24.22.3", "25.1.0", "26.12.1", "100.0.0"])(
    "%s does",
    (version) => expect(versionTrouble(version)).toBeNull(),
  );

  it.each(["0.12.18", "18.20.8", "19.9.0", "20.18.3", "21.7.3", "22.0.0", "22.13.1", "23.11.1"])(
    "%s is refused in one sentence",
    (version) =>
      expect(versionTrouble(version)).toBe(
        `PFOF Explorer runs on Node 20.19 or newer of 20, 22.14 or newer of 22, and 24 and newer; this is Node ${version}.`,
      ),
  );

  it("is what package.json and the docs say", () => {
    expect(NODE_LINES).toEqual([
      { major: 20, minor: 19 },
      { major: 22, minor: 14 },
      { major: 24, minor: 0 },
    ]);
    expect(JSON.parse(read("package.json")).engines).toEqual({ node: "^20.19.0 || ^22.14.0 || >=24.0.0" });
    expect(read("README.md")).toContain("Node 20.19+, 22.14+, 24 or 26");
    expect(read("docs/operations.md")).toContain("Node 24 LTS (22.14+, 26 and 20.19+ do too)");
    expect(read("Dockerfile").match(/^FROM \S+/gm)).toEqual([
      "FROM node:24-bookworm",
      "FROM node:24-bookworm-slim",
    ]);
  });
});

describe("the SQLite driver", () => {
  it.each([
    ["20.19.0", 12],
    ["20.20.2", 12],
    ["22.14.0", 13],
    ["24.22.3", 13],
    ["26.12.1", 13],
  ])("of Node %s is better-sqlite3 %i", (version, major) => expect(driverMajor(version)).toBe(major));

  it("that another Node installed is told in one sentence", () => {
    expect(driverTrouble("20.20.2", "12.11.1")).toBeNull();
    expect(driverTrouble("24.22.3", "13.2.0")).toBeNull();
    expect(driverTrouble("24.22.3", "12.11.1")).toBe(
      "What is in node_modules was installed by another Node (better-sqlite3 12.11.1, and Node 24.22.3 needs 13): run `npm ci` with this one.",
    );
    expect(driverTrouble("20.20.2", "13.2.0")).toContain("better-sqlite3 13.2.0, and Node 20.20.2 needs 12");
  });

  it("that is installed is this Node's, and Prisma's adapter has the same", () => {
    const own = createRequire(import.meta.url);
    const folder = path.dirname(own.resolve("better-sqlite3/package.json"));
    const adapter = createRequire(own.resolve("@prisma/adapter-better-sqlite3"));
    expect(adapter.resolve("better-sqlite3")).toBe(own.resolve("better-sqlite3"));
    expect(driverTrouble(process.versions.node, installedDriver(folder))).toBeNull();
    expect(new SQLite(":memory:").prepare("SELECT 606 AS rule").get()).toEqual({ rule: 606 });
  });
});

test.each([
  ["scripts/start.mjs"],
  ["scripts/build.mjs"],
  ["scripts/generate.mjs"],
  ["scripts/run.mjs", "import", "fixtures"],
  ["dist/server.js"],
  ["dist/import.js", "fixtures"],
])("%s ends at once on a Node that would crash", (...words) => {
  const older = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "22.13.1" } })`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(older)}`, ...words],
    { cwd: root, encoding: "utf8", env: { ...process.env, PORT: "0", NO_COLOR: "1" } },
  );
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: "",
    stderr: `${versionTrouble("22.13.1")}\n`,
  });
});
